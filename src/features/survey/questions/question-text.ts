import type { TFunction } from 'i18next';
import type { Answer } from '../../../domain/record/answer.ts';
import type { AnswerQuestion, NamesQuestion, Question } from '../../../domain/questionnaire/question.ts';
import { optionsOf, type ValueProblem } from '../../../domain/questionnaire/value.ts';
import { unreachable } from '../../../lib/assert.ts';

type Words = TFunction<'survey'>;
type Key = Parameters<Words>[0];
type QuestionKey = Extract<Key, `q.${string}`>;
type NamesKey = Extract<Key, `names.${string}`>;

/** Whom and what a question names. */
export interface Named {
  readonly name: string;
  /** "thôn Tân Đông" */
  readonly village: string;
}

// Codes are data; tests/unit/survey/texts.test.ts holds that every question and option has its words in every language.
const key = (code: string, part: string): QuestionKey => `q.${code}.${part}` as QuestionKey;
const namesKey = (code: string, part: string): NamesKey => `names.${code}.${part}` as NamesKey;

export const questionText = (t: Words, { code }: AnswerQuestion, { name, village }: Named): string =>
  t(key(code, 'ask'), { name, village });

/** Questions with a short remark below them ("Không hỏi số tài khoản."). */
export const withHint: readonly string[] = [
  'H5',
  'H5other',
  'H7',
  'P3',
  'P4',
  'P6',
  'P9',
  'P10',
  'P13',
  'P17',
  'F4',
  'F6',
  'F7',
];

export const questionHint = (t: Words, { code, type }: Question): string | undefined =>
  withHint.includes(code) ? t(type === 'names' ? namesKey(code, 'hint') : key(code, 'hint')) : undefined;

export const optionText = (t: Words, { code }: AnswerQuestion, option: string): string => t(key(code, option));

export const shortText = (t: Words, { code }: AnswerQuestion): string =>
  t(`short.${code}` as Extract<Key, `short.${string}`>);

/** What a number counts: "3 cái". */
export const unitText = (t: Words, { code }: AnswerQuestion): string => t(key(code, 'unit'));

export const namesText = (t: Words, { code }: NamesQuestion): string => t(namesKey(code, 'ask'));
export const itemText = (t: Words, { code }: NamesQuestion, item: string): string => t(namesKey(code, item));

/** What was answered, in words. An option this version does not know is shown by its code. */
export function answerText(t: Words, question: AnswerQuestion, given: Answer): string {
  if ('na' in given) return t(given.na);
  const chosen = (value: unknown): string =>
    optionsOf(question).some(({ code }) => code === value) ? optionText(t, question, String(value)) : String(value);
  switch (question.type) {
    case 'single':
    case 'yesNo':
    case 'scale':
    case 'quiz':
      return chosen(given.v);
    case 'several':
      return (Array.isArray(given.v) ? given.v : [given.v]).map(chosen).join(' · ');
    case 'number':
      return `${String(given.v)} ${unitText(t, question)}`;
    case 'year':
    case 'text':
      return String(given.v);
    default:
      return unreachable(question);
  }
}

const problemKeys = {
  wrongType: 'question.choose',
  notAnOption: 'question.choose',
  notWhole: 'question.number',
  tooSmall: 'question.number',
  tooLarge: 'question.tooLarge',
  nothingChosen: 'question.nothingChosen',
  contradiction: 'question.contradiction',
  empty: 'question.text',
  tooLong: 'question.tooLong',
  yearShort: 'person.yearShort',
  yearEarly: 'person.yearEarly',
  yearLate: 'person.yearLate',
} as const satisfies Record<ValueProblem, string>;

/** Why it cannot be answered so, and what to do. @param year the year it is */
export function problemText(t: Words, question: AnswerQuestion, problem: ValueProblem, year: number): string {
  const max = question.type === 'number' ? question.max : question.type === 'text' ? question.maxLength : 0;
  return t(problemKeys[problem], { max, year });
}

// No answer yet: what to do with this kind of input.
const emptyKeys = {
  single: 'question.choose',
  yesNo: 'question.choose',
  scale: 'question.choose',
  quiz: 'question.choose',
  several: 'question.nothingChosen',
  number: 'question.number',
  year: 'question.year',
  text: 'question.text',
} as const satisfies Record<AnswerQuestion['type'], string>;

export const emptyText = (t: Words, { type }: AnswerQuestion): string => t(emptyKeys[type]);
