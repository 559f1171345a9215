import { useState } from 'react';
import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import type { SummarisedWork } from '../../../domain/work/why-visit.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { Button, List, Section, Stack } from '../../../ui/index.ts';
import { HouseholdRow } from './HouseholdRow.tsx';

const shownAtMost = 30;

/** Today's households in order, and the rest of the work behind a button. */
export function DaySection({
  day,
  work,
  entryOf,
  withDraft,
}: {
  day: readonly SummarisedWork[];
  work: readonly SummarisedWork[];
  entryOf: (household: Uuid) => HouseholdEntry;
  withDraft: ReadonlySet<string>;
}) {
  const { t } = useTranslation('survey');
  const [shown, setShown] = useState(false);
  const today = new Set(day);
  const later = work.filter((one) => !today.has(one));
  return (
    <Section title={t('today.visits')}>
      <Stack>
        <WorkRows label={t('today.visits')} work={day} entryOf={entryOf} withDraft={withDraft} />
        {later.length > 0 && (
          <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
            {t(shown ? 'today.hideLater' : 'today.showLater', { count: later.length })}
          </Button>
        )}
        {shown && (
          <WorkRows
            label={t('today.later')}
            work={later.slice(0, shownAtMost)}
            entryOf={entryOf}
            withDraft={withDraft}
          />
        )}
        {shown && later.length > shownAtMost && <p>{t('today.more', { count: later.length - shownAtMost })}</p>}
      </Stack>
    </Section>
  );
}

function WorkRows({
  label,
  work,
  entryOf,
  withDraft,
}: {
  label: string;
  work: readonly SummarisedWork[];
  entryOf: (household: Uuid) => HouseholdEntry;
  withDraft: ReadonlySet<string>;
}) {
  const reasonsOf = useReasons();
  return (
    <List label={label}>
      {work.map((one) => (
        <HouseholdRow
          key={one.household.id}
          entry={entryOf(one.household.id)}
          hasDraft={withDraft.has(one.household.id)}
          reason={reasonsOf(one)}
        />
      ))}
    </List>
  );
}

/**
 * Why a household is listed, all of it, in the order of the day. Reasons that the row's state shows already are left
 * out.
 */
function useReasons(): (work: SummarisedWork) => string {
  const { t } = useTranslation('survey');
  const { format } = useLanguage();
  return ({ household, reasons, promised, campaigns, rechecks, socialOnly, wishing }) => {
    const words: Readonly<Record<SummarisedWork['reasons'][number], () => string>> = {
      promised: () => t('reason.promised', { day: promised === undefined ? '' : format.day(promised) }),
      campaign: () => campaigns.map(({ name }) => t('reason.campaign', { name })).join(' · '),
      finishSurvey: () => '',
      survey: () => (household.outcome === 'away' && promised === undefined ? t('reason.away') : ''),
      recheck: () => t('reason.recheck', { count: rechecks.length }),
      coach: () =>
        socialOnly.length > 0
          ? t('reason.coach', { count: socialOnly.length })
          : t('reason.wish', { count: wishing.length }),
      askAgain: () => t('reason.askAgain'),
    };
    return [...(household.hardship ? [t('reason.hardship')] : []), ...reasons.map((reason) => words[reason]())]
      .filter(Boolean)
      .join(' · ');
  };
}
