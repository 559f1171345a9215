import { useState } from 'react';
import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import type { SummarisedWork } from '../../../domain/work/why-visit.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Button, List, Section, Skeleton, Stack } from '../../../ui/index.ts';
import { HouseholdRow } from './HouseholdRow.tsx';
import type { FirstOfDay, WholeDay } from './use-day.ts';

const shownAtMost = 30;

/** Today's households in order, and the rest of the work behind a button. */
export function DaySection({
  first: { day, entries, laterCount },
  whole,
  withDraft,
}: {
  first: FirstOfDay;
  /** Undefined until the village is read. */
  whole: WholeDay | undefined;
  withDraft: ReadonlySet<string>;
}) {
  const { t } = useTranslation('survey');
  const [shown, setShown] = useState(false);
  return (
    <Section title={t('today.visits')}>
      <Stack>
        <WorkRows label={t('today.visits')} work={day} entries={entries} withDraft={withDraft} />
        {laterCount > 0 && (
          <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
            {t(shown ? 'today.hideLater' : 'today.showLater', { count: laterCount })}
          </Button>
        )}
        {shown && (whole ? <LaterWork whole={whole} withDraft={withDraft} /> : <Skeleton rows={3} />)}
      </Stack>
    </Section>
  );
}

function LaterWork({ whole: { later, byId }, withDraft }: { whole: WholeDay; withDraft: ReadonlySet<string> }) {
  const { t } = useTranslation('survey');
  const work = later.slice(0, shownAtMost);
  const entries = work.map(({ household }) => byId.get(household.id)!);
  return (
    <>
      <WorkRows label={t('today.later')} work={work} entries={entries} withDraft={withDraft} />
      {later.length > shownAtMost && <p>{t('today.more', { count: later.length - shownAtMost })}</p>}
    </>
  );
}

function WorkRows({
  label,
  work,
  entries,
  withDraft,
}: {
  label: string;
  work: readonly SummarisedWork[];
  /** The households of `work`, in that order. */
  entries: readonly HouseholdEntry[];
  withDraft: ReadonlySet<string>;
}) {
  const reasonsOf = useReasons();
  return (
    <List label={label}>
      {work.map((one, index) => (
        <HouseholdRow
          key={one.household.id}
          entry={entries[index]!}
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
