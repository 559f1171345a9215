import type { Uuid } from '../lib/ids.ts';
import { answersOf } from './answer.ts';
import { yearOf, type Day } from './day.ts';
import type { Fields } from './record.ts';
import { MERGED_INTO } from './redirect.ts';

/** Months after the end of the survey's period for which a person's row is kept, where no area says otherwise. */
export const defaultRetentionMonths = 12;

/** A period is a calendar year, as the targets are: the year in which the person was last asked. */
const endOfPeriod = (lastAsked: Day): Day => `${yearOf(lastAsked)}-12-31` as Day;

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
  return last && addMonths(endOfPeriod(last), months);
}

export interface PersonRow {
  readonly id: Uuid;
  readonly fields: Fields;
}

/** The people whose time is up on `today`; deleted rows keep their past too, so they go as well. */
export const expired = (people: readonly PersonRow[], months: number, today: Day): PersonRow[] =>
  people.filter(({ fields }) => {
    // Kept for as long as the record that stays: it goes with that one.
    if (typeof fields[MERGED_INTO] === 'string') return false;
    const until = keptUntil(fields, months);
    return until !== undefined && until < today;
  });
