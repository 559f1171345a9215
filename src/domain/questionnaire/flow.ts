import { unreachable } from '../../lib/assert.ts';
import type { Answer, AnswersByCode, AnswerValue } from '../answer.ts';
import { evaluate } from '../condition.ts';
import type { Question } from './question.ts';

/** The questions to ask, in order, given the answers so far. An unknown condition asks: better once too often. */
export const relevantQuestions = (questions: readonly Question[], answers: AnswersByCode): Question[] =>
  questions.filter((question) => !question.when || evaluate(question.when, answers) !== 'no');

/** The first relevant question without an answer ("Chưa rõ" is an answer for this round), or undefined when done. */
export const nextUnanswered = (questions: readonly Question[], answers: AnswersByCode): Question | undefined =>
  relevantQuestions(questions, answers).find((question) => !answers[question.code]);

export type ValueProblem = 'wrongType' | 'notAnOption' | 'notWhole' | 'tooSmall' | 'tooLarge';

/** Why `value` cannot answer `question`, or undefined when it can. */
export function problemWith(question: Question, value: AnswerValue): ValueProblem | undefined {
  switch (question.type) {
    case 'single':
      if (typeof value !== 'string') return 'wrongType';
      return question.options.some((option) => option.code === value) ? undefined : 'notAnOption';
    case 'number':
      if (typeof value !== 'number') return 'wrongType';
      if (!Number.isInteger(value)) return 'notWhole';
      if (value < question.min) return 'tooSmall';
      return value > question.max ? 'tooLarge' : undefined;
    default:
      return unreachable(question);
  }
}

/** Answered for good: a value, or "Không muốn trả lời", which is not asked again. "Chưa rõ" is not. */
export const isSettled = (given: Answer | undefined): boolean => given !== undefined && !('na' in given && given.na === 'unknown');

/** True when every relevant question has an answer of some kind. */
export const isComplete = (questions: readonly Question[], answers: AnswersByCode): boolean =>
  nextUnanswered(questions, answers) === undefined;
