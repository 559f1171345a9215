import { unreachable } from '../../lib/assert.ts';
import type { AnswerValue } from '../record/answer.ts';
import { yearOf, type Day } from '../../lib/day.ts';
import type { AnswerQuestion, Option } from './question.ts';

export type ValueProblem =
  | 'wrongType'
  | 'notAnOption'
  | 'notWhole'
  | 'tooSmall'
  | 'tooLarge'
  | 'nothingChosen'
  | 'contradiction'
  | 'empty'
  | 'tooLong'
  | 'yearShort'
  | 'yearEarly'
  | 'yearLate';

/** Why `value` cannot answer `question` on the day `today`, or undefined when it can. */
export function problemWith(question: AnswerQuestion, value: AnswerValue, today: Day): ValueProblem | undefined {
  switch (question.type) {
    case 'single':
    case 'scale':
    case 'quiz':
      return typeof value === 'string' ? optionProblem(value, question.options) : 'wrongType';
    case 'yesNo':
      return typeof value === 'string' ? optionProblem(value, yesNoOptions) : 'wrongType';
    case 'several':
      return Array.isArray(value) ? severalProblem(value, question.options) : 'wrongType';
    case 'number':
      if (typeof value !== 'number') return 'wrongType';
      if (!Number.isInteger(value)) return 'notWhole';
      if (value < question.min) return 'tooSmall';
      return value > question.max ? 'tooLarge' : undefined;
    case 'year':
      return typeof value === 'number' ? yearProblem(value, question.min, today) : 'wrongType';
    case 'text':
      if (typeof value !== 'string') return 'wrongType';
      if (value.trim() === '') return 'empty';
      return value.length > question.maxLength ? 'tooLong' : undefined;
    default:
      return unreachable(question);
  }
}

export const yesNoOptions: readonly Option[] = [{ code: 'yes' }, { code: 'no' }];

/** The options of a question; none where the answer is typed. */
export function optionsOf(question: AnswerQuestion): readonly Option[] {
  if (question.type === 'yesNo') return yesNoOptions;
  return 'options' in question ? question.options : [];
}

const optionProblem = (value: string, options: readonly Option[]): ValueProblem | undefined =>
  options.some(({ code }) => code === value) ? undefined : 'notAnOption';

function severalProblem(values: readonly string[], options: readonly Option[]): ValueProblem | undefined {
  if (values.length === 0) return 'nothingChosen';
  if (values.some((value) => optionProblem(value, options))) return 'notAnOption';
  if (new Set(values).size !== values.length) return 'contradiction';
  return values.length > 1 && options.some(({ code, alone }) => alone && values.includes(code))
    ? 'contradiction'
    : undefined;
}

function yearProblem(year: number, earliest: number, today: Day): ValueProblem | undefined {
  if (!Number.isInteger(year)) return 'notWhole';
  if (year < 1000) return 'yearShort';
  if (year < earliest) return 'yearEarly';
  return year > yearOf(today) ? 'yearLate' : undefined;
}
