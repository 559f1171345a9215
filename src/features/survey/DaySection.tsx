import { useState } from 'react';
import type { Work } from '../../domain/day-work.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import type { PhoneHousehold } from '../../sync/react.ts';
import { Button, List, Section, Stack } from '../../ui/index.ts';
import { HouseholdRow } from './household-row.tsx';

const shownAtMost = 30;

/** Today's homes in order, and the rest of what there is to do for who has done with them. */
export function DaySection({ day, work, withDraft }: { day: readonly Work<PhoneHousehold>[]; work: readonly Work<PhoneHousehold>[]; withDraft: ReadonlySet<string> }) {
  const { t } = useTranslation('survey');
  const [shown, setShown] = useState(false);
  const later = work.filter((one) => !day.includes(one));
  return (
    <Section title={t('today.visits')}>
      <Stack>
        <WorkRows label={t('today.visits')} work={day} withDraft={withDraft} />
        {later.length > 0 && (
          <Button aria-expanded={shown} onClick={() => setShown(!shown)}>{t(shown ? 'today.hideLater' : 'today.showLater', { count: later.length })}</Button>
        )}
        {shown && <WorkRows label={t('today.later')} work={later.slice(0, shownAtMost)} withDraft={withDraft} />}
        {shown && later.length > shownAtMost && <p>{t('today.more', { count: later.length - shownAtMost })}</p>}
      </Stack>
    </Section>
  );
}

function WorkRows({ label, work, withDraft }: { label: string; work: readonly Work<PhoneHousehold>[]; withDraft: ReadonlySet<string> }) {
  const reasonsOf = useReasons();
  return (
    <List label={label}>
      {work.map((one) => <HouseholdRow key={one.household.id} household={one.household} hasDraft={withDraft.has(one.household.id)} reason={reasonsOf(one)} />)}
    </List>
  );
}

/** Why a home is listed, all of it, in the order of the day. What the row's own state says already is left out. */
function useReasons(): (work: Work) => string {
  const { t } = useTranslation('survey');
  const { format } = useLanguage();
  return ({ household, reasons, promised, rechecks, socialOnly, wishing }) => {
    const words: Readonly<Record<Work['reasons'][number], () => string>> = {
      promised: () => t('reason.promised', { day: promised === undefined ? '' : format.day(promised) }),
      finishSurvey: () => '',
      survey: () => (household.outcome === 'away' && promised === undefined ? t('reason.away') : ''),
      recheck: () => t('reason.recheck', { count: rechecks.length }),
      coach: () => (socialOnly.length > 0 ? t('reason.coach', { count: socialOnly.length }) : t('reason.wish', { count: wishing.length })),
      askAgain: () => t('reason.askAgain'),
    };
    return [...(household.hardship ? [t('reason.hardship')] : []), ...reasons.map((reason) => words[reason]())].filter(Boolean).join(' · ');
  };
}
