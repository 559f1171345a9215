import type { Answer, AnswersByCode, StandingAnswer } from '../record/answer.ts';
import { evaluate } from './condition.ts';
import { questionnaireVersions } from './current.ts';
import { formerCodes, standingAnswer } from './former-codes.ts';
import type { AnswerQuestion, Question, Questionnaire } from './question.ts';

/**
 * Whether it is to be asked, given the answers so far. An unknown condition asks, unless the question says otherwise.
 */
export function isRelevant(
  { when, whenUnknown }: Pick<Question, 'when' | 'whenUnknown'>,
  answers: AnswersByCode,
): boolean {
  if (!when) return true;
  const truth = evaluate(when, answers);
  return truth === 'yes' || (truth === 'unknown' && whenUnknown !== 'skip');
}

/** The questions to ask, in order, given the answers so far. */
export const relevantQuestions = <Q extends Question>(questions: readonly Q[], answers: AnswersByCode): Q[] =>
  questions.filter((question) => isRelevant(question, answers));

/** The first relevant question without an answer ("Chưa rõ" is an answer for this round), or undefined when done. */
export const nextUnanswered = <Q extends Question>(questions: readonly Q[], answers: AnswersByCode): Q | undefined =>
  relevantQuestions(questions, answers).find(({ code }) => !standingAnswer(code, answers));

/** Answered for good: a value, or "Không muốn trả lời", which is not asked again. "Chưa rõ" is not. */
export const isSettled = (given: Answer | undefined): boolean =>
  given !== undefined && !('na' in given && given.na === 'unknown');

/** True when every relevant question that is not optional has an answer of some kind. */
export const isComplete = (questions: readonly Question[], answers: AnswersByCode): boolean =>
  questions.every(
    (question) =>
      question.optional || standingAnswer(question.code, answers) !== undefined || !isRelevant(question, answers),
  );

/** Whom a section's questions concern. */
export type SectionKind = 'household' | 'person';

/** What must be answered before a household counts as surveyed: the short form where there is one. */
export function leastQuestions(
  { household, person, quick }: Questionnaire,
  of: SectionKind,
): readonly AnswerQuestion[] {
  const all = of === 'household' ? household : person;
  if (!quick) return all;
  const codes =
    of === 'household'
      ? quick.household
      : [...quick.family.flatMap(({ targets }) => targets.map(({ question }) => question)), ...quick.person];
  return all.filter(({ code }) => codes.includes(code));
}

const leastByVersion = questionnaireVersions.map((one) => ({
  version: one.version,
  household: leastQuestions(one, 'household'),
  person: leastQuestions(one, 'person'),
}));

/**
 * True when all required questions of one version have an answer. A household surveyed under version 1 stays surveyed
 * when version 2 asks for more; where version 1 was never used, only the newest version counts.
 */
export const wasAsked = (of: SectionKind, answers: AnswersByCode): boolean =>
  leastByVersion.some(({ version, [of]: questions }, index) => {
    const isNewest = index === leastByVersion.length - 1;
    return (isNewest || questions.some(({ code }) => answers[code]?.q === version)) && isComplete(questions, answers);
  });

const everyVersions = (of: SectionKind): ReadonlyMap<string, AnswerQuestion> =>
  new Map(questionnaireVersions.flatMap((one) => one[of].map((question) => [question.code, question] as const)));

/** Every question that was ever asked, as it was asked last, by code: answers to former questions stay readable. */
export const everyQuestion: Readonly<Record<SectionKind, ReadonlyMap<string, AnswerQuestion>>> = {
  household: everyVersions('household'),
  person: everyVersions('person'),
};

/** A question of any version that this app knows. */
export const isKnownCode = (code: string): boolean =>
  everyQuestion.household.has(code) || everyQuestion.person.has(code);

/** An answer as it stands: to a question asked now, given under its own code or the code of the one it replaced. */
export interface Standing {
  /** Asked now. */
  readonly question: AnswerQuestion;
  /** Under which the answer was given. */
  readonly given: AnswerQuestion;
  readonly answer: StandingAnswer;
}

/** The answers to these questions as they stand, in the order of the questions. */
export const standingAnswers = (
  of: SectionKind,
  questions: readonly AnswerQuestion[],
  answers: AnswersByCode,
): Standing[] =>
  questions.flatMap((question) => {
    const answer = standingAnswer(question.code, answers);
    const code = answer === answers[question.code] ? question.code : (formerCodes[question.code] ?? question.code);
    const given = everyQuestion[of].get(code);
    return answer && given ? [{ question, given, answer }] : [];
  });
