import { yearOf, type Day } from '../../domain/day.ts';

export type YearProblem = 'yearNeeded' | 'yearShort' | 'yearEarly' | 'yearLate';

const earliest = 1900; // the record's own bound (domain/person.ts)

/** Why this is no birth year, or undefined when it is one (or known to be unknown). */
export function problemWithYear(year: number | null, isUnknown: boolean, today: Day): YearProblem | undefined {
  if (isUnknown) return undefined;
  if (year === null) return 'yearNeeded';
  if (year < 1000) return 'yearShort';
  if (year < earliest) return 'yearEarly';
  return year > yearOf(today) ? 'yearLate' : undefined;
}
