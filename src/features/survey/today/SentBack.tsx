import { useTranslation } from '../../../i18n/index.ts';
import { Section } from '../../../ui/index.ts';
import { Rows } from './rows.tsx';
import type { FirstOfDay } from './use-day.ts';

/** Forms that were sent back to this person, and, for lead and head, those that have been answered. */
export function SentBack({
  open,
  answered,
  withDraft,
}: FirstOfDay['sentBack'] & {
  withDraft: ReadonlySet<string>;
}) {
  const { t } = useTranslation('survey');
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
