import * as v from 'valibot';
import { day, type Day } from '../day.ts';
import type { Json } from '../json.ts';
import { adultAge } from '../person.ts';
import type { Fields } from '../record.ts';
import type { CountedRecord } from '../village.ts';
import { addCounts, emptyCounts, type Counts, type Figure } from './counts.ts';
import { indicatorIds, type IndicatorId } from './indicator.ts';

// What erased people leave behind: how much the village's figures would change without them, by the day from which it
// holds, summed over everybody who was erased. Nothing in it leads back to one of them.

const number = v.pipe(v.number(), v.integer());
const figure = v.object({ met: number, notMet: number, unknown: number, total: number, apart: number });
const counts = v.object({
  coverage: v.object({ households: number, surveyed: number, residents: number, adults: number }),
  figures: v.record(v.string(), figure),
});

/** The figures of living records on a day (`countLive`). */
type Count = (records: readonly CountedRecord[], on: Day) => Counts;

const dayPrefix = 'd.';

/**
 * What the village's counts would lose if `before` became `after`, by the day from which it holds: today, and every
 * later day on which somebody turns 16 or an answer dated ahead begins to count.
 */
export function residueOf(before: readonly CountedRecord[], after: readonly CountedRecord[], count: Count, today: Day): Map<Day, Counts> {
  const residue = new Map<Day, Counts>();
  let known = emptyCounts([]);
  for (const on of [today, ...laterDays(before, today)]) {
    const lost = minus(count(before, on), count(after, on));
    // A home with one adult fewer to ask may be complete now. That is true and stays.
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
  for (const [on, change] of more) sum.set(on, addCounts(sum.get(on) ?? change, sum.has(on) ? change : emptyCounts([])));
  return Object.fromEntries([...sum].map(([on, all]) => [`${dayPrefix}${on}`, all as unknown as Json]));
}

/** What the erased still count for on this day. */
export function countResidue(records: readonly CountedRecord[], asOf: Day): Counts {
  const all = records.filter(({ kind }) => kind === 'residue').flatMap(({ fields }) => daysIn(fields));
  return all.filter(([on]) => on <= asOf).reduce((sum, [, change]) => addCounts(sum, change), emptyCounts([]));
}

function daysIn(fields: Fields): [Day, Counts][] {
  return Object.entries(fields).flatMap(([name, value]): [Day, Counts][] => {
    const on = name.startsWith(dayPrefix) ? name.slice(dayPrefix.length) : '';
    const read = v.safeParse(counts, value);
    if (!v.is(day, on) || !read.success) return [];
    const known = Object.entries(read.output.figures).filter(([id]) => (indicatorIds as readonly string[]).includes(id));
    return [[on, { coverage: read.output.coverage, figures: Object.fromEntries(known) as Counts['figures'] }]];
  });
}

function laterDays(records: readonly CountedRecord[], today: Day): Day[] {
  const days = new Set<Day>();
  for (const { fields } of records) {
    const born = fields['birthYear'];
    if (typeof born === 'number') days.add(`${String(born + adultAge).padStart(4, '0')}-01-01` as Day);
    for (const value of Object.values(fields)) {
      const on = typeof value === 'object' && value !== null && 'on' in value ? value['on'] : undefined;
      if (v.is(day, on)) days.add(on);
    }
  }
  return [...days].filter((on) => on > today).sort();
}

const minus = (a: Counts, b: Counts): Counts => addCounts(a, negative(b));

function negative({ coverage, figures }: Counts): Counts {
  const opposite = <T extends object>(of: T): T => Object.fromEntries(Object.entries(of).map(([key, value]) => [key, value === 0 ? 0 : -(value as number)])) as T;
  return {
    coverage: opposite(coverage),
    figures: Object.fromEntries(Object.entries(figures).map(([id, one]) => [id, opposite<Figure>(one)])) as Record<IndicatorId, Figure>,
  };
}

const isNothing = ({ coverage, figures }: Counts): boolean =>
  [coverage, ...Object.values(figures)].every((part) => Object.values(part).every((value) => value === 0));
