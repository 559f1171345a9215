import * as v from 'valibot';
import { day, type Day } from '../../lib/day.ts';
import type { Json } from '../record/json.ts';
import type { Fields } from '../record/record.ts';
import type { CountedRecord } from '../people/village.ts';
import { addCounts, emptyCounts, isNothing, minus, withActivity, type Counts } from './counts.ts';
import { indicatorIds } from './indicator.ts';

// What erased people leave behind: how much the village's figures would change without them, by the day from which it
// holds, summed over everybody who was erased. Nothing in it leads back to one of them.

const number = v.pipe(v.number(), v.integer());
const figure = v.object({
  met: number,
  notMet: number,
  unknown: number,
  total: number,
  apart: number,
  // Not counted before 2026-12.
  proxy: v.optional(number, 0),
});
const counts = v.object({
  coverage: v.object({
    households: number,
    surveyed: number,
    residents: number,
    adults: number,
    clusters: v.optional(v.record(v.string(), number)),
  }),
  figures: v.record(v.string(), figure),
  activity: v.optional(v.record(v.string(), number), {}),
});

/** The figures of living records on a day (`countLive`). */
type Count = (records: readonly CountedRecord[], on: Day) => Counts;

const dayPrefix = 'd.';

/**
 * What the village's counts would lose if `before` became `after`, by the day from which it holds: past days too, for a
 * report of last month must not change because somebody was erased today.
 *
 * @param days every day on which one of these records changes what it counts for, in order
 */
export function residueOf(
  before: readonly CountedRecord[],
  after: readonly CountedRecord[],
  count: Count,
  days: readonly Day[],
): Map<Day, Counts> {
  const residue = new Map<Day, Counts>();
  let known = emptyCounts([]);
  for (const on of days) {
    const lost = minus(count(before, on), count(after, on));
    // A household with one adult fewer to ask may be complete now. That is true and stays.
    const owed: Counts = { ...lost, coverage: { ...lost.coverage, surveyed: Math.max(0, lost.coverage.surveyed) } };
    const change = minus(owed, known);
    if (!isNothing(change)) residue.set(on, change);
    known = owed;
  }
  return residue;
}

/** The fields of the village's residue after more was erased. */
export function addResidue(fields: Fields, more: ReadonlyMap<Day, Counts>): Fields {
  const sum = new Map(daysIn(fields));
  for (const [on, change] of more)
    sum.set(on, addCounts(sum.get(on) ?? change, sum.has(on) ? change : emptyCounts([])));
  return Object.fromEntries([...sum].map(([on, all]) => [`${dayPrefix}${on}`, all as unknown as Json]));
}

/** The fields of the village's residue after some of it was brought back: the opposite of `addResidue`. */
export function withoutResidue(fields: Fields, less: ReadonlyMap<Day, Counts>): Fields {
  const sum = new Map(daysIn(fields));
  for (const [on, change] of less) {
    const left = minus(sum.get(on) ?? emptyCounts([]), change);
    if (isNothing(left)) sum.delete(on);
    else sum.set(on, left);
  }
  return Object.fromEntries([...sum].map(([on, all]) => [`${dayPrefix}${on}`, all as unknown as Json]));
}

/** What the erased still count for on this day. */
export const countResidue = (records: readonly CountedRecord[], asOf: Day): Counts =>
  residueDays(records)
    .filter(([on]) => on <= asOf)
    .reduce((sum, [, change]) => addCounts(sum, change), emptyCounts([]));

/** What the erased count for more or less from each day on, in no order. */
export const residueDays = (records: readonly CountedRecord[]): [Day, Counts][] =>
  records.filter(({ kind }) => kind === 'residue').flatMap(({ fields }) => daysIn(fields));

function daysIn(fields: Fields): [Day, Counts][] {
  return Object.entries(fields).flatMap(([name, value]): [Day, Counts][] => {
    const on = name.startsWith(dayPrefix) ? name.slice(dayPrefix.length) : '';
    const read = v.safeParse(counts, value);
    if (!v.is(day, on) || !read.success) return [];
    const known = Object.entries(read.output.figures).filter(([id]) =>
      (indicatorIds as readonly string[]).includes(id),
    );
    const { coverage, activity } = read.output;
    return [[on, { coverage, figures: Object.fromEntries(known) as Counts['figures'], ...withActivity(activity) }]];
  });
}
