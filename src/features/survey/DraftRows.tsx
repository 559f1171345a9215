import { useLanguage, useTranslation } from '../../i18n/index.ts';
import type { Draft } from '../../store/phone-store.ts';
import { usePhone, type PhoneHousehold } from '../../sync/react.ts';
import { List, ListRow, Notice, Section, Stack, StatusChip } from '../../ui/index.ts';
import { readDraftContent, type DraftContent } from './draft-content.ts';
import { formPath } from './form-under-way.ts';

type Props = { drafts: readonly Draft[]; households: readonly PhoneHousehold[] };

/** "Phiếu làm dở": what was begun on this phone and not finished, newest first. */
export function DraftRows({ drafts, households }: Props) {
  const { t } = useTranslation('survey');
  const { home } = usePhone();
  const { format } = useLanguage();
  if (drafts.length === 0) return null;
  const formName = ({ form }: DraftContent): string => (form === 'survey' || form === 'household' || form === 'person' || form === 'session' ? '' : t(`today.formOf.${form}`));
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
                href={`${home}/${formPath(draft, content)}`}
                title={titleOf(draft, content, households) ?? t(content.form === 'session' ? 'today.formOf.session' : 'home.noName')}
                meta={[formName(content), format.time(draft.savedAt)].filter(Boolean).join(' · ')}
                trailing={<StatusChip kind="onPhone">{t('state.draft')}</StatusChip>}
              />
            ) : null,
          )}
        </List>
      </Stack>
    </Section>
  );
}

function titleOf({ id }: Draft, content: DraftContent, households: readonly PhoneHousehold[]): string | undefined {
  const headOf = (home: string) => households.find((household) => household.id === home || household.merged.some((gone) => gone.id === home))?.headName;
  if (content.form === 'survey') return headOf(id) || undefined;
  if (content.form === 'household') return content.headName || undefined;
  if (content.form === 'person') return content.name || undefined;
  return content.form === 'session' ? undefined : headOf(content.household) || undefined;
}
