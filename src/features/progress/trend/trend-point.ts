import type { Day } from '../../../lib/day.ts';

/** One day's figure: how many of `total` people meet the indicator, and how many are not known to. */
export interface TrendPoint {
  readonly day: Day;
  readonly met: number;
  readonly unknown: number;
  readonly total: number;
}
