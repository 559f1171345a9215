import { useMemo } from 'react';
import type { Area } from '../../domain/area.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { addCounts, countIndicators, emptyCounts, type Counts } from '../../domain/indicator/count.ts';
import { indicators } from '../../domain/indicator/current.ts';
import type { IndicatorId } from '../../domain/indicator/indicator.ts';
import { timelineOf, type Timeline } from '../../domain/indicator/timeline.ts';
import { duePeriod, reportDay } from '../../domain/report/period.ts';
import { villageReport, type VillageReport } from '../../domain/report/village-report.ts';
import { articleTargets } from '../../domain/target.ts';
import { householdsOf, type CountedRecord, type Household } from '../../domain/village.ts';
import { useRecords, useToday } from '../../sync/react.ts';
import type { TrendPoint } from './TrendChart.tsx';

export type LoadedReport =
  | { readonly state: 'loading' | 'failed' }
  | { readonly state: 'ready'; readonly report: VillageReport; readonly households: readonly Household[] };

/** The report that is due, as this phone knows the village: counted here, without a network. */
export function useVillageReport(village: Area): LoadedReport {
  const records = useRecords(village.id);
  const today = useToday();
  return useMemo(() => {
    if (records.state !== 'ready') return { state: records.state };
    return { state: 'ready', report: reportFrom(village, records.value, today), households: householdsOf(records.value) };
  }, [records, today, village]);
}

/** The draft of the period that is due on `today`. */
export function reportFrom(village: Area, records: readonly CountedRecord[], today: Day): VillageReport {
  const period = duePeriod('cycle', today);
  const asOf = reportDay(period, today);
  const before = countIndicators(records, indicators, addDays(period.from, -1));
  return villageReport({
    village,
    period,
    asOf,
    counts: countIndicators(records, indicators, asOf),
    // Nobody had been asked: there is no figure to lay beside this one.
    before: before.coverage.surveyed > 0 ? before : undefined,
    targets: articleTargets,
  });
}

/** A figure on each day on which it moved, and today; from the first day on which somebody's answer counts. */
export function trendOf(timeline: Timeline, id: IndicatorId, today: Day): TrendPoint[] {
  const points: TrendPoint[] = [];
  let sum: Counts = emptyCounts(indicators);
  for (const day of [...timeline.keys()].filter((on) => on <= today).sort()) {
    sum = addCounts(sum, timeline.get(day) ?? emptyCounts(indicators));
    const { met, notMet, unknown, total } = sum.figures[id];
    const last = points.at(-1);
    if (met + notMet === 0 && !last) continue;
    if (last?.met !== met || last.unknown !== unknown || last.total !== total) points.push({ day, met, unknown, total });
  }
  const last = points.at(-1);
  return last && last.day < today ? [...points, { ...last, day: today }] : points;
}

/** The days on which the village's figures moved, for trends. */
export function useTimeline(village: Area): Timeline | undefined {
  const records = useRecords(village.id);
  return useMemo(() => (records.state === 'ready' ? timelineOf(records.value, indicators) : undefined), [records]);
}
