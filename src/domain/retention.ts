import type { Uuid } from '../lib/ids.ts';
import { answersOf } from './answer.ts';
import { yearOf, type Day } from './day.ts';
import type { Fields } from './record.ts';
import { MERGED_INTO } from './redirect.ts';

/** Months after the end of the survey's period for which a person's row is kept, where no area says otherwise. */
export const defaultRetentionMonths = 12;
/** The longest that an area may say (migrations/0007-retention.ts holds the same). */
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
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last))).toISOString().slice(0, 10) as Day;
}

/** The last day on which the row may be kept; undefined while nobody has been asked: there is no answer to let go. */
export function keptUntil(fields: Fields, months: number): Day | undefined {
  const asked = Object.values(answersOf(fields)).map(({ on }) => on).sort();
  const last = asked.at(-1);
  return last && keptAfter(last, months);
}

export interface PersonRow {
  readonly id: Uuid;
  readonly fields: Fields;
}

/** What an area says for itself and everything below it. */
export interface AreaRetention {
  readonly area: Uuid;
  readonly months: number;
}

/** What holds for an area, and whose word that is. */
export interface Retention {
  readonly months: number;
  /** Absent: nobody's, it is the default. */
  readonly saidBy?: Uuid;
}

/**
 * The nearest word counts.
 * @param line the area asked about first, then those above it, nearest first
 * @param said what areas say, in any order
 */
export function retentionFor(line: readonly Uuid[], said: readonly AreaRetention[]): Retention {
  const monthsByArea = new Map(said.map(({ area, months }) => [area, months]));
  const saidBy = line.find((id) => monthsByArea.has(id));
  return saidBy === undefined ? { months: defaultRetentionMonths } : { months: monthsByArea.get(saidBy)!, saidBy };
}

/** The people whose time is up on `today`; deleted rows keep their past too, so they go as well. */
export const expired = (people: readonly PersonRow[], months: number, today: Day): PersonRow[] =>
  people.filter(({ fields }) => {
    // Kept for as long as the record that stays: it goes with that one.
    if (typeof fields[MERGED_INTO] === 'string') return false;
    const until = keptUntil(fields, months);
    return until !== undefined && until < today;
  });
