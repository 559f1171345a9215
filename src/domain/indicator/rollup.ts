import type { Day } from '../../lib/day.ts';
import { addCounts, emptyCounts, isNothing, minus, type Counts } from './counts.ts';
import type { Indicator } from './indicator.ts';
import type { Timeline } from './timeline.ts';

/** A village's figures from `day` until the next row's day. */
export interface RollupRow {
  readonly day: Day;
  readonly counts: Counts;
}

/** The figures on every day on which they change, oldest first. Two ways to the same rows give the same rollup. */
export function rollupOf(timeline: Timeline, indicators: readonly Indicator[]): RollupRow[] {
  let counts = emptyCounts(indicators);
  const rows: RollupRow[] = [];
  for (const day of [...timeline.keys()].sort()) {
    const change = timeline.get(day)!;
    if (isNothing(change)) continue;
    counts = addCounts(counts, change);
    rows.push({ day, counts });
  }
  return rows;
}

/** What is to be written and removed so that a rollup says what changed. */
export interface RollupChange {
  readonly put: readonly RollupRow[];
  readonly drop: readonly Day[];
}

/** @param rows the rollup from the first day of the change on, and the row before it */
export function changeRollup(
  rows: readonly RollupRow[],
  change: Timeline,
  indicators: readonly Indicator[],
): RollupChange {
  const rowByDay = new Map(rows.map((row) => [row.day, row]));
  const from = [...change.keys()].sort()[0];
  const put: RollupRow[] = [];
  const drop: Day[] = [];
  if (from === undefined) return { put, drop };
  let before = countsOn(
    rows.filter(({ day }) => day < from),
    from,
    indicators,
  );
  let added = emptyCounts(indicators);
  let said = before;
  for (const day of [...new Set([...rowByDay.keys(), ...change.keys()])].filter((day) => day >= from).sort()) {
    const row = rowByDay.get(day);
    said = row?.counts ?? said;
    added = addCounts(added, change.get(day) ?? emptyCounts([]));
    const counts = addCounts(said, added);
    if (isNothing(minus(counts, before))) {
      if (row) drop.push(day);
    } else if (!row || !isNothing(minus(counts, row.counts))) put.push({ day, counts });
    before = counts;
  }
  return { put, drop };
}

/** The figures on a day. */
export const countsOn = (rows: readonly RollupRow[], day: Day, indicators: readonly Indicator[]): Counts =>
  rows.findLast((row) => row.day <= day)?.counts ?? emptyCounts(indicators);
