import { useMemo } from 'react';
import { countIndicators, type Counts } from '../../domain/indicator/count.ts';
import { indicators } from '../../domain/indicator/current.ts';
import { dayWork, todaysWork, type Work } from '../../domain/day-work.ts';
import { periodOf } from '../../domain/report/period.ts';
import { skillSteps, type SkillSteps } from '../../domain/report/skill-steps.ts';
import { teamWork, type TeamWork } from '../../domain/report/team-work.ts';
import { sessionsOf } from '../../domain/session.ts';
import { isResident } from '../../domain/village.ts';
import { visitsOf } from '../../domain/visit.ts';
import type { Day } from '../../domain/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import { useHouseholds, useRecords, useToday } from '../../sync/react.ts';
import { usePeriodKind } from './use-village-report.ts';

/** A village's figures as this phone knows them: confirmed rows and what is only here. */
export interface VillageFigures {
  readonly today: Day;
  readonly counts: Counts;
  /** The first homes of the day's order: what the team sees under "Hôm nay". */
  readonly visits: readonly Work[];
  /** How sure people are of what they were shown. */
  readonly skills: readonly SkillSteps[];
  /** Homes that do not want to be asked. */
  readonly refused: number;
  /** What is in no figure. */
  readonly work: TeamWork;
}

export type LoadedFigures = { readonly state: 'loading' | 'failed' } | { readonly state: 'ready'; readonly value: VillageFigures };

const visitsAWeek = 5;

/** Counted anew whenever a record changes: a form finished here, or a sync that landed. */
export function useVillageProgress(village: Uuid): LoadedFigures {
  const records = useRecords(village);
  const households = useHouseholds(village);
  const today = useToday();
  const kind = usePeriodKind(village);
  return useMemo(() => {
    if (records.state === 'failed' || households.state === 'failed') return { state: 'failed' };
    if (records.state === 'loading' || households.state === 'loading') return { state: 'loading' };
    const counts = countIndicators(records.value, indicators, today);
    const shown = visitsOf(records.value);
    const visits = todaysWork(dayWork(households.value, shown, today), visitsAWeek);
    const skills = skillSteps(shown, new Set(households.value.flatMap(({ people }) => people.filter(isResident).map(({ id }) => id))));
    const refused = households.value.filter(({ outcome }) => outcome === 'refused').length;
    const work = teamWork({ households: households.value, visits: shown, sessions: sessionsOf(records.value) }, today, periodOf(kind, today).from);
    return { state: 'ready', value: { today, counts, visits, skills, refused, work } };
  }, [records, households, today, kind]);
}
