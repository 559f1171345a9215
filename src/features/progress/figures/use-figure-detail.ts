import { useMemo } from 'react';
import type { Uuid } from '../../../lib/ids.ts';
import { addDays, type Day } from '../../../lib/day.ts';
import { changeOf, type Change } from '../../../domain/indicator/compare.ts';
import type { Counts } from '../../../domain/indicator/counts.ts';
import { householdsWithFibre, withFibre } from '../../../domain/indicator/fibre.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import type { IndicatorId } from '../../../domain/indicator/indicator.ts';
import { countsOn, rollupOf } from '../../../domain/indicator/rollup.ts';
import { timelineOf } from '../../../domain/indicator/timeline.ts';
import { trendOf, type TrendPoint } from '../../../domain/report/trend.ts';
import { visitsOf, type Visit } from '../../../domain/visits/visit.ts';
import type { Household } from '../../../domain/people/village.ts';
import { useHouseholds, useRecords, useToday } from '../../../phone/hooks.ts';
import { usePeriodKind } from '../report/use-period-kind.ts';
import { useFacts } from '../targets/use-facts.ts';

export interface FigureDetail {
  readonly today: Day;
  readonly counts: Counts;
  /** Of the last seven days. */
  readonly change: Change;
  readonly trend: readonly TrendPoint[];
  readonly households: readonly Household[];
  readonly visits: readonly Visit[];
}

type Loaded = { readonly state: 'loading' | 'failed' } | { readonly state: 'ready'; readonly value: FigureDetail };

const week = 7;

/** Counted on this phone from its records, for one figure only: all of them would take seconds in a large village. */
export function useFigureDetail(village: Uuid, id: IndicatorId): Loaded {
  const records = useRecords(village);
  const households = useHouseholds(village);
  const today = useToday();
  const kind = usePeriodKind(village);
  const facts = useFacts(village);
  return useMemo(() => {
    if (records.state === 'failed' || households.state === 'failed') return { state: 'failed' };
    if (records.state === 'loading' || households.state === 'loading') return { state: 'loading' };
    const only = indicators.filter((one) => one.id === id);
    const rows = rollupOf(timelineOf(records.value, only), only).map(({ day, counts }) => ({
      day,
      counts: withFibre(counts, facts),
    }));
    const told = householdsWithFibre(households.value, facts);
    const change = changeOf(told, only[0]!, addDays(today, -week), today);
    return {
      state: 'ready',
      value: {
        today,
        counts: countsOn(rows, today, only),
        change,
        trend: trendOf(rows, kind, today, only),
        households: told,
        visits: visitsOf(records.value),
      },
    };
  }, [records, households, today, id, kind, facts]);
}
