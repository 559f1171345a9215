import { useMemo } from 'react';
import type { Campaign } from '../../../domain/campaign/campaign.ts';
import { countCampaign, type CampaignCount } from '../../../domain/campaign/count.ts';
import { countIndicators, type Counts } from '../../../domain/indicator/count.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import { withFibre } from '../../../domain/indicator/fibre.ts';
import type { AreaFact } from '../../../domain/report/area-fact.ts';
import { dayWork, type Work } from '../../../domain/work/day-work.ts';
import { todaysWork } from '../../../domain/work/todays-work.ts';
import { periodOf } from '../../../domain/period.ts';
import { skillSteps, type SkillSteps } from '../../../domain/report/skill-steps.ts';
import { aidOf } from '../../../domain/work/aid.ts';
import { teamWork, type TeamWork } from '../../../domain/report/team-work.ts';
import { sessionsOf } from '../../../domain/visits/session.ts';
import { isResident } from '../../../domain/people/village.ts';
import { visitsOf } from '../../../domain/visits/visit.ts';
import type { Day } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useRunningCampaigns } from '../../../phone/campaigns.ts';
import { useHouseholds, useRecords, useToday } from '../../../phone/hooks.ts';
import { usePeriodKind } from '../report/use-period-kind.ts';

/** A village's figures over the records of this phone, unsent ones too. */
export interface VillageFigures {
  readonly today: Day;
  readonly counts: Counts;
  /** The first households of the day's order, as under "Hôm nay". */
  readonly visits: readonly Work[];
  /** Households where something is due today: a day that was promised, a re-check. */
  readonly due: { readonly promised: number; readonly rechecks: number };
  /** The commune's campaigns that run here. */
  readonly campaigns: readonly { readonly campaign: Campaign; readonly count: CampaignCount }[];
  /** How sure people are of what they were shown. */
  readonly skills: readonly SkillSteps[];
  /** Households that do not want to be asked. */
  readonly refused: number;
  /** Work outside the figures. */
  readonly work: TeamWork;
}

export type LoadedFigures =
  | { readonly state: 'loading' | 'failed' }
  | { readonly state: 'ready'; readonly value: VillageFigures };

const visitsAWeek = 5;

/** Counted again whenever a record changes, by a form or by the sync. @param facts what is told of the village */
export function useVillageProgress(village: Uuid, facts: readonly AreaFact[]): LoadedFigures {
  const records = useRecords(village);
  const households = useHouseholds(village);
  const today = useToday();
  const kind = usePeriodKind(village);
  const campaigns = useRunningCampaigns();
  return useMemo(() => {
    if (records.state === 'failed' || households.state === 'failed') return { state: 'failed' };
    if (records.state === 'loading' || households.state === 'loading') return { state: 'loading' };
    const counts = withFibre(countIndicators(records.value, indicators, today), facts);
    const shown = visitsOf(records.value);
    const inOrder = dayWork(households.value, shown, today, campaigns);
    const visits = todaysWork(inOrder, visitsAWeek);
    const having = (reason: Work['reasons'][number]): number =>
      inOrder.filter(({ reasons }) => reasons.includes(reason)).length;
    const due = { promised: having('promised'), rechecks: having('recheck') };
    const counted = campaigns.map((campaign) => ({
      campaign,
      count: countCampaign(campaign, households.value, today),
    }));
    const skills = skillSteps(
      shown,
      new Set(households.value.flatMap(({ people }) => people.filter(isResident).map(({ id }) => id))),
    );
    const refused = households.value.filter(({ outcome }) => outcome === 'refused').length;
    const work = teamWork(
      { households: households.value, visits: shown, sessions: sessionsOf(records.value), aid: aidOf(records.value) },
      today,
      periodOf(kind, today).from,
    );
    return { state: 'ready', value: { today, counts, visits, due, campaigns: counted, skills, refused, work } };
  }, [records, households, today, kind, facts, campaigns]);
}
