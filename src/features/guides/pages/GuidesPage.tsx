import { BookOpen } from 'lucide-react';
import { useTranslation } from '../../../i18n/index.ts';
import { List, ListRow, Page, Section, Stack } from '../../../ui/index.ts';
import { entryOf, topicsOfIndex } from './entries.ts';
import { Foot } from './Foot.tsx';
import { LivePlace } from '../live/LivePlace.tsx';
import type { SearchWords } from '../load/guide-content.ts';
import { usePaths } from './use-paths.ts';
import { useTitle } from './use-title.ts';

/** `/guides`: every guide there is, by topic. */
export function GuidesPage({ search }: { search: SearchWords }) {
  const { t } = useTranslation('guides');
  const { t: common } = useTranslation('common');
  const paths = usePaths();
  useTitle(t('index.title'));
  return (
    <Page title={t('index.title')} back={{ href: paths.home, label: common('home') }}>
      <Stack>
        <LivePlace piece="search" />
        {topicsOfIndex.map(({ topic, ids }) => (
          <Section key={topic} title={t(`topic.${topic}`)}>
            <List label={t(`topic.${topic}`)}>
              {ids
                .map((id) => entryOf(id, t))
                .map(({ id, title, summary }) => (
                  <ListRow
                    key={id}
                    href={paths.guide(id)}
                    icon={BookOpen}
                    title={title}
                    meta={
                      <>
                        {summary}
                        <span hidden data-search={[title, summary, ...(search[id] ?? [])].join(';')} />
                      </>
                    }
                  />
                ))}
            </List>
          </Section>
        ))}
      </Stack>
      <Foot />
    </Page>
  );
}
