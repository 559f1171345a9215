import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { Section } from '../../../ui/index.ts';
import { isInCare } from '../interview/in-care.ts';
import { Rows } from './rows.tsx';

/** Forms that were sent back to this person, and, for lead and head, those that have been answered. */
export function SentBack({
  households,
  withDraft,
}: {
  households: readonly HouseholdEntry[];
  withDraft: ReadonlySet<string>;
}) {
  const { t } = useTranslation('survey');
  const phone = usePhone();
  const open = households.filter(
    ({ remark, household }) => remark === 'open' && isInCare(household.responsible, phone),
  );
  const answered = phone.role === 'member' ? [] : households.filter(({ remark }) => remark === 'answered');
  return (
    <>
      {open.length > 0 && (
        <Section title={t('remark.todayOpen')}>
          <Rows label={t('remark.todayOpen')} households={open} withDraft={withDraft} />
        </Section>
      )}
      {answered.length > 0 && (
        <Section title={t('remark.todayAnswered')}>
          <Rows label={t('remark.todayAnswered')} households={answered} withDraft={withDraft} />
        </Section>
      )}
    </>
  );
}
