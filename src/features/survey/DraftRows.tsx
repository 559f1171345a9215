import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import type { Draft } from '../../store/phone-store.ts';
import { usePhone, type PhoneHousehold } from '../../sync/react.ts';
import { List, ListRow, Notice, Section, Stack, StatusChip } from '../../ui/index.ts';
import { readDraftContent, type DraftContent } from './draft-content.ts';
import { surveyPaths } from './paths.ts';

type Props = { drafts: readonly Draft[]; households: readonly PhoneHousehold[] };

/** "Phiếu làm dở": what was begun on this phone and not finished, newest first. */
export function DraftRows({ drafts, households }: Props) {
  const { t } = useTranslation('survey');
  const { home } = usePhone();
  const { format } = useLanguage();
  if (drafts.length === 0) return null;
  const newestFirst = [...drafts].sort((a, b) => b.savedAt - a.savedAt);
  const rows = newestFirst.map((draft) => ({ draft, content: readDraftContent(draft.content) }));
  const unreadable = rows.filter(({ content }) => !content);
  return (
    <Section title={t('today.drafts')}>
      <Stack>
        {unreadable.length > 0 && <Notice kind="error" title={t('problem.unreadable.title')} kept={t('problem.unreadable.kept')} next={t('problem.unreadable.next')} />}
        <List>
          {rows.map(({ draft, content }) =>
            content ? (
              <ListRow
                key={draft.id}
                href={placeOfDraft(home, draft, content)}
                title={titleOf(draft, content, households) ?? t('home.noName')}
                meta={format.time(draft.savedAt)}
                trailing={<StatusChip kind="onPhone">{t('state.draft')}</StatusChip>}
              />
            ) : null,
          )}
        </List>
      </Stack>
    </Section>
  );
}

function placeOfDraft(home: string, { id }: Draft, content: DraftContent): string {
  const paths = surveyPaths(home);
  if (content.form === 'survey') return paths.survey(id);
  return content.form === 'household' ? paths.editHousehold(id) : paths.person(content.household, id);
}

function titleOf({ id }: Draft, content: DraftContent, households: readonly PhoneHousehold[]): string | undefined {
  const names = {
    survey: () => households.find((household) => household.id === id)?.headName,
    household: () => (content.form === 'household' ? content.headName : undefined),
    person: () => (content.form === 'person' ? content.name : undefined),
  };
  return names[content.form]() || undefined;
}
