import type { Answer, AnswersByCode } from '../answer.ts';
import { evaluate } from '../condition.ts';
import { questionnaireVersions } from './current.ts';
import type { AnswerQuestion, Question, Questionnaire } from './question.ts';

/** Is it to be asked, given the answers so far? An unknown condition asks, unless the question says otherwise. */
export function isRelevant({ when, whenUnknown }: Pick<Question, 'when' | 'whenUnknown'>, answers: AnswersByCode): boolean {
  if (!when) return true;
  const truth = evaluate(when, answers);
  return truth === 'yes' || (truth === 'unknown' && whenUnknown !== 'skip');
}

/** The questions to ask, in order, given the answers so far. */
export const relevantQuestions = <Q extends Question>(questions: readonly Q[], answers: AnswersByCode): Q[] =>
  questions.filter((question) => isRelevant(question, answers));

/** The first relevant question without an answer ("Chưa rõ" is an answer for this round), or undefined when done. */
export const nextUnanswered = <Q extends Question>(questions: readonly Q[], answers: AnswersByCode): Q | undefined =>
  relevantQuestions(questions, answers).find((question) => !answers[question.code]);

/** Answered for good: a value, or "Không muốn trả lời", which is not asked again. "Chưa rõ" is not. */
export const isSettled = (given: Answer | undefined): boolean => given !== undefined && !('na' in given && given.na === 'unknown');

/** True when every relevant question that a home must not lack has an answer of some kind. */
export const isComplete = (questions: readonly Question[], answers: AnswersByCode): boolean =>
  questions.every((question) => question.optional || answers[question.code] !== undefined || !isRelevant(question, answers));

/** Of whom a section's questions are. */
export type SectionKind = 'household' | 'person';

/** What must be answered before a home counts as surveyed: the short form where there is one. */
export function leastQuestions({ household, person, quick }: Questionnaire, of: SectionKind): readonly AnswerQuestion[] {
  const all = of === 'household' ? household : person;
  if (!quick) return all;
  const codes = of === 'household' ? quick.household : [...quick.family.flatMap(({ targets }) => targets.map(({ question }) => question)), ...quick.person];
  return all.filter(({ code }) => codes.includes(code));
}

const leastByVersion = questionnaireVersions.map((one) => ({ version: one.version, household: leastQuestions(one, 'household'), person: leastQuestions(one, 'person') }));

/**
 * Was everything asked that had to be, under the version of the time? A home asked under version 1 was surveyed, and
 * stays so when version 2 asks for more; but where version 1 was never used, only the newest list counts.
 */
export const wasAsked = (of: SectionKind, answers: AnswersByCode): boolean =>
  leastByVersion.some(({ version, [of]: questions }, index) => {
    const isNewest = index === leastByVersion.length - 1;
    return (isNewest || questions.some(({ code }) => answers[code]?.q === version)) && isComplete(questions, answers);
  });

const knownCodes: ReadonlySet<string> = new Set(questionnaireVersions.flatMap(({ household, person }) => [...household, ...person].map(({ code }) => code)));

/** A question of any version that this app knows. */
export const isKnownCode = (code: string): boolean => knownCodes.has(code);
