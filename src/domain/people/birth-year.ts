import type { Day } from '../../lib/day.ts';
import type { YearQuestion } from '../questionnaire/question.ts';
import { problemWith } from '../questionnaire/value.ts';

export type YearProblem = 'yearNeeded' | 'yearShort' | 'yearEarly' | 'yearLate';

/** The earliest year is the record's bound (person.ts). */
const birthYear: YearQuestion = { code: 'birthYear', type: 'year', min: 1900 };

/** Why this is no birth year, or undefined when it is one (or known to be unknown). */
export function problemWithYear(year: number | null, isUnknown: boolean, today: Day): YearProblem | undefined {
  if (isUnknown) return undefined;
  if (year === null) return 'yearNeeded';
  const problem = problemWith(birthYear, year, today);
  if (problem === undefined) return undefined;
  return problem === 'yearEarly' || problem === 'yearLate' ? problem : 'yearShort';
}
