import { useMemo } from 'react';
import { addChanges, changeOf, noChange, type Change } from '../../../domain/indicator/compare.ts';
import {
  householdsIn,
  rollupOfFigure,
  sumOfParts,
  type CountedVillage,
} from '../../../domain/indicator/counted-village.ts';
import type { Counts } from '../../../domain/indicator/counts.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import { householdsWithFibre, withFibre } from '../../../domain/indicator/fibre.ts';
import type { IndicatorId } from '../../../domain/indicator/indicator.ts';
import { countsOn } from '../../../domain/indicator/rollup.ts';
import type { PeriodKind } from '../../../domain/period.ts';
import type { AreaFact } from '../../../domain/report/area-fact.ts';
import { trendOf, type TrendPoint } from '../../../domain/report/trend.ts';
import type { HouseholdList } from '../../../domain/search/household-index.ts';
import { summarisedDayWork } from '../../../domain/work/day-work.ts';
import { addDays, type Day } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useCountedVillage } from '../../../phone/counted-village.ts';
import { useToday, useWholeHouseholdList } from '../../../phone/hooks.ts';
import { useWorkedOut } from '../../../phone/in-steps.ts';
import type { Loaded } from '../../../phone/live.ts';
import { usePeriodKind } from '../report/use-period-kind.ts';
import { useFacts } from '../targets/use-facts.ts';
import {
  countedIn,
  householdsForFigure,
  partsByCluster,
  partsByMember,
  type CountedHousehold,
  type HouseholdForFigure,
  type Part,
} from './households-for-figure.ts';

export interface FigureDetail {
  readonly today: Day;
  readonly counts: Counts;
  /** Of the last seven days. */
  readonly change: Change;
  readonly trend: readonly TrendPoint[];
  readonly byAnswer: Readonly<Record<'met' | 'notMet' | 'unknown', readonly HouseholdForFigure[]>>;
  readonly clusters: readonly Part<string>[];
  readonly members: readonly Part<Uuid | undefined>[];
}

const week = 7;

interface Input {
  readonly village: CountedVillage;
  readonly list: HouseholdList;
  readonly figure: IndicatorId;
  readonly today: Day;
  readonly kind: PeriodKind;
  readonly facts: readonly AreaFact[];
}

function* detailOf({ village, list, figure, today, kind, facts }: Input): Generator<void, FigureDetail> {
  const only = indicators.filter(({ id }) => id === figure);
  const indicator = only[0]!;
  const rows = (yield* rollupOfFigure(village, indicator)).map(({ day, counts }) => ({
    day,
    counts: withFibre(counts, facts),
  }));
  const from = addDays(today, -week);
  const counted: CountedHousehold[] = [];
  const change = yield* sumOfParts(
    village,
    (part) => {
      const told = householdsWithFibre(householdsIn(part), facts);
      counted.push(...countedIn(told, indicator, today));
      return changeOf(told, indicator, from, today);
    },
    addChanges,
    noChange,
  );
  const work = yield* summarisedDayWork(list.byAddress, today);
  const byId = new Map(counted.map((one) => [one.household.id, one]));
  yield;
  const byAnswer = householdsForFigure(
    list.byAddress.flatMap(({ id }) => byId.get(id) ?? []),
    work,
  );
  yield;
  return {
    today,
    counts: countsOn(rows, today, only),
    change,
    trend: trendOf(rows, kind, today, only),
    byAnswer,
    clusters: partsByCluster(counted),
    members: partsByMember(counted),
  };
}

/** Counted on this phone, for one figure only: all of them would take seconds in a large village. */
export function useFigureDetail(id: Uuid, figure: IndicatorId): Loaded<FigureDetail> {
  const village = useCountedVillage(id);
  const list = useWholeHouseholdList(id);
  const today = useToday();
  const kind = usePeriodKind(id);
  const facts = useFacts(id);
  const steps = useMemo(
    () =>
      village.state === 'ready' && list.state === 'ready'
        ? () => detailOf({ village: village.value, list: list.value, figure, today, kind, facts })
        : undefined,
    [village, list, figure, today, kind, facts],
  );
  return useWorkedOut([village, list], steps);
}
