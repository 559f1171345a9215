import { useTranslation } from 'react-i18next';
import { BookOpen } from 'lucide-react';
import { List, ListRow, Page } from '../../ui/index.ts';
import { entryOf, guideIds } from './entries.ts';
import { Foot } from './Foot.tsx';
import { usePaths } from './use-paths.ts';
import { useTitle } from './use-title.ts';

/** `/guides`: every guide there is. */
export function GuidesPage() {
  const { t } = useTranslation('guides');
  const { t: common } = useTranslation('common');
  const paths = usePaths();
  useTitle(t('index.title'));
  return (
    <Page title={t('index.title')} back={{ href: paths.home, label: common('home') }}>
      <List label={t('index.title')}>
        {guideIds.map((id) => entryOf(id, t)).map(({ id, title, summary }) => (
          <ListRow key={id} href={paths.guide(id)} icon={BookOpen} title={title} meta={summary} />
        ))}
      </List>
      <Foot />
    </Page>
  );
}
