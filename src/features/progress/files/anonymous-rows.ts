import { answersUntil, type Answer, type AnswersByCode } from '../../../domain/record/answer.ts';
import { yearOf, type Day } from '../../../lib/day.ts';
import { standingAnswer } from '../../../domain/questionnaire/former-codes.ts';
import type { AnswerQuestion, Questionnaire } from '../../../domain/questionnaire/question.ts';
import { adultsOf, type Household } from '../../../domain/people/village.ts';
import { csvText } from './csv.ts';

const bands = [16, 25, 40, 60] as const;

/** "16-24", "60+": a year of birth alone can tell who somebody is. "?" when it is not known. */
export function ageBand(birthYear: number | null | undefined, asOf: Day): string {
  if (birthYear === null || birthYear === undefined) return '?';
  const age = yearOf(asOf) - birthYear;
  const index = bands.findLastIndex((from) => age >= from);
  const [from, next] = [bands[index], bands[index + 1]];
  if (from === undefined) return `0-${bands[0] - 1}`;
  return next === undefined ? `${from}+` : `${from}-${next - 1}`;
}

/** Free words may name somebody; everything else is a code or a number. */
const isTold = ({ type }: AnswerQuestion): boolean => type !== 'text';

const cellOf = (given: Answer | undefined): string => {
  if (!given) return '';
  if ('na' in given) return given.na;
  return Array.isArray(given.v) ? given.v.join(' ') : String(given.v);
};

/**
 * One line a person from 16 years, without name, house, year of birth, hardship, free words or who asked: codes of the
 * questionnaire (docs: `survey:q.*`), for who works with the figures. Households are numbered in an order that says
 * nothing: `shuffle` is called for each file, so that rows of two files cannot be matched by their order.
 * @param shuffle the same households in a random order
 */
export function anonymousRows(
  households: readonly Household[],
  { household, person }: Pick<Questionnaire, 'household' | 'person'>,
  asOf: Day,
  shuffle: <T>(of: readonly T[]) => T[],
): string {
  const [householdQuestions, personQuestions] = [household.filter(isTold), person.filter(isTold)];
  const cells = (questions: readonly AnswerQuestion[], answers: AnswersByCode): string[] =>
    questions.map(({ code }) => cellOf(standingAnswer(code, answers)));
  const rows = shuffle(households).flatMap((household, index) =>
    adultsOf(household, asOf).map((one) => [
      String(index + 1),
      ageBand(one.birthYear, asOf),
      ...cells(householdQuestions, answersUntil(household.answers, asOf)),
      ...cells(personQuestions, answersUntil(one.answers, asOf)),
    ]),
  );
  return csvText([
    ['household', 'age', ...householdQuestions.map(({ code }) => code), ...personQuestions.map(({ code }) => code)],
    ...rows,
  ]);
}
