import type { Uuid } from '../../lib/ids.ts';
import { answersOf } from './answer.ts';
import { yearOf, type Day } from '../../lib/day.ts';
import type { Fields } from './record.ts';
import { MERGED_INTO } from './redirect.ts';

/** Months after the end of the survey's period for which a person's row is kept, where no area says otherwise. */
export const defaultRetentionMonths = 12;
/** The longest retention that an area may set, in months (the same as in migrations/0007-retention.ts). */
export const longestRetentionMonths = 120;

/** A period is a calendar year, as the targets are: the year in which the person was last asked. */
const endOfPeriod = (lastAsked: Day): Day => `${yearOf(lastAsked)}-12-31` as Day;

/** The last day on which the rows of people last asked on `lastAsked` are kept. */
export const keptAfter = (lastAsked: Day, months: number): Day => addMonths(endOfPeriod(lastAsked), months);

/** The same day `months` later; the month's last day where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last)))
    .toISOString()
    .slice(0, 10) as Day;
}

/** The last day on which the row may be kept; undefined while there is no answer. */
export function keptUntil(fields: Fields, months: number): Day | undefined {
  const asked = Object.values(answersOf(fields))
    .map(({ on }) => on)
    .sort();
  const last = asked.at(-1);
  return last && keptAfter(last, months);
}

export interface PersonRow {
  readonly id: Uuid;
  readonly fields: Fields;
}

/** An area's own setting, for itself and everything below it. */
export interface AreaRetention {
  readonly area: Uuid;
  readonly months: number;
}

/** The retention of an area, and the area that set it. */
export interface Retention {
  readonly months: number;
  /** Absent: the default. */
  readonly saidBy?: Uuid;
}

/**
 * The nearest setting counts.
 * @param line the area asked about first, then those above it, nearest first
 * @param said the settings of areas, in any order
 */
export function retentionFor(line: readonly Uuid[], said: readonly AreaRetention[]): Retention {
  const monthsByArea = new Map(said.map(({ area, months }) => [area, months]));
  const saidBy = line.find((id) => monthsByArea.has(id));
  return saidBy === undefined ? { months: defaultRetentionMonths } : { months: monthsByArea.get(saidBy)!, saidBy };
}

/** The people whose retention has ended on `today`, deleted rows included, because these still hold earlier values. */
export const expired = (people: readonly PersonRow[], months: number, today: Day): PersonRow[] =>
  people.filter(({ fields }) => {
    // A merged record is kept for as long as the one it was merged into, and is erased with that.
    if (typeof fields[MERGED_INTO] === 'string') return false;
    const until = keptUntil(fields, months);
    return until !== undefined && until < today;
  });
