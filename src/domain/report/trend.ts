import type { Day } from '../../lib/day.ts';
import { addDays } from '../../lib/day.ts';
import { withoutActivity, type Counts } from '../indicator/counts.ts';
import type { Indicator } from '../indicator/indicator.ts';
import { countsOn, type RollupRow } from '../indicator/rollup.ts';
import { periodBefore, periodOf, type PeriodKind } from '../period.ts';

export interface TrendPoint {
  readonly day: Day;
  readonly counts: Counts;
}

/** A year and the present. */
export const mostPoints = 13;

/** The figures at the end of each period since the first answer, and today, oldest first. */
export function trendOf(
  rows: readonly RollupRow[],
  kind: PeriodKind,
  today: Day,
  indicators: readonly Indicator[],
): TrendPoint[] {
  const begun = rows.find(({ counts }) => counts.coverage.surveyed > 0)?.day;
  if (begun === undefined || begun > today) return [];
  const days: Day[] = [today];
  for (
    let period = periodBefore(kind, periodOf(kind, today));
    period.until >= begun && days.length < mostPoints;
    period = periodBefore(kind, period)
  )
    days.unshift(period.until);
  // A start before which nothing was known, so that the first month shows as growth too.
  if (days.length < mostPoints && addDays(begun, -1) < (days[0] ?? today)) days.unshift(addDays(begun, -1));
  return days.map((day) => ({ day, counts: withoutActivity(countsOn(rows, day, indicators)) }));
}
