import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import type { Draft } from '../../../store/phone-store.ts';
import { householdIn, useCorrected, useHouseholdRecords, usePhone } from '../../../phone/hooks.ts';
import { List, ListRow, Notice, Section, Stack, StatusChip } from '../../../ui/index.ts';
import { readDraftContent, type DraftContent } from '../drafts/draft-content.ts';
import { formPath } from '../drafts/form-under-way.ts';
import { useVillage } from '../use-household.ts';

type Props = { drafts: readonly Draft[] };

/** "Phiếu làm dở": the drafts on this phone, newest first. */
export function DraftRows({ drafts }: Props) {
  const { t } = useTranslation('survey');
  if (drafts.length === 0) return null;
  const newestFirst = [...drafts].sort((a, b) => b.savedAt - a.savedAt);
  const rows = newestFirst.map((draft) => ({ draft, content: readDraftContent(draft.content) }));
  const unreadable = rows.filter(({ content }) => !content);
  return (
    <Section title={t('today.drafts')}>
      <Stack>
        {unreadable.length > 0 && (
          <Notice
            kind="error"
            title={t('problem.unreadable.title')}
            kept={t('problem.unreadable.kept')}
            next={t('problem.unreadable.next')}
          />
        )}
        <List>
          {rows.map(({ draft, content }) =>
            content ? <DraftRow key={draft.id} draft={draft} content={content} /> : null,
          )}
        </List>
      </Stack>
    </Section>
  );
}

function DraftRow({ draft, content }: { draft: Draft; content: DraftContent }) {
  const { t } = useTranslation('survey');
  const { basePath } = usePhone();
  const { format } = useLanguage();
  const corrected = useCorrected();
  const title = useTitle(draft, content);
  const { form } = content;
  const formName =
    form === 'survey' || form === 'household' || form === 'person' || form === 'session' || form === 'proposal'
      ? ''
      : t(`today.formOf.${form}`);
  return (
    <ListRow
      href={`${basePath}/${formPath(draft, content)}`}
      title={title ?? t(form === 'session' || form === 'proposal' ? `today.formOf.${form}` : 'household.noName')}
      meta={[formName, format.time(corrected(draft.savedAt))].filter(Boolean).join(' · ')}
      trailing={<StatusChip kind="onPhone">{t('state.draft')}</StatusChip>}
    />
  );
}

/** Whose form it is: as typed in it, else by the household, or the one that household was merged into. */
function useTitle({ id }: Draft, content: DraftContent): string | undefined {
  const records = useHouseholdRecords(useVillage(), 'household' in content ? (content.household ?? id) : id);
  if (content.form === 'household') return content.headName || undefined;
  if (content.form === 'person') return content.name || undefined;
  if (content.form === 'session' || content.form === 'proposal' || records.state !== 'ready') return undefined;
  return householdIn(records.value)?.headName || undefined;
}
