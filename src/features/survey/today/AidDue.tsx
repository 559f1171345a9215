import { isAidDue } from '../../../domain/work/aid.ts';
import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { usePhone, useToday } from '../../../phone/hooks.ts';
import { Section } from '../../../ui/index.ts';
import { isInCare } from '../interview/in-care.ts';
import { Rows } from './rows.tsx';

const shownAtMost = 5;

/** Households to be helped first that nobody has given anything or shown a guide for a while. */
export function AidDue({
  households,
  withDraft,
}: {
  households: readonly HouseholdEntry[];
  withDraft: ReadonlySet<string>;
}) {
  const { t } = useTranslation('survey');
  const phone = usePhone();
  const today = useToday();
  const due = households.filter(({ household, aidOn, visits }) => {
    const helpedOn = [aidOn, visits.at(-1)?.on]
      .filter((day) => day !== undefined)
      .sort()
      .at(-1);
    return isAidDue(household.hardship, helpedOn, today) && isInCare(household.responsible, phone);
  });
  if (due.length === 0) return null;
  return (
    <Section title={t('aid.due')}>
      <Rows label={t('aid.due')} households={due.slice(0, shownAtMost)} withDraft={withDraft} />
    </Section>
  );
}
