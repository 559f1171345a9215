import { answersUntil, type AnswersByCode } from './answer.ts';
import type { Day } from './day.ts';
import { questionnaire } from './questionnaire/current.ts';
import { isComplete } from './questionnaire/flow.ts';
import type { Question } from './questionnaire/question.ts';
import { adultsOf, type Household } from './village.ts';

/**
 * A home is surveyed when its own questions and those of every resident adult have an answer of some kind by
 * `asOf`. A home without a listed adult is not surveyed: nobody was asked.
 */
export function isSurveyed(household: Household, asOf: Day): boolean {
  const adults = adultsOf(household, asOf);
  return (
    adults.length > 0 &&
    isComplete(questionnaire.household, answersUntil(household.answers, asOf)) &&
    adults.every((person) => isComplete(questionnaire.person, answersUntil(person.answers, asOf)))
  );
}

export type SurveyState = 'notStarted' | 'partly' | 'done';

/** How far a home has come by `asOf`; answers dated later (a phone whose clock runs ahead) do not count yet. */
export function surveyState(household: Household, asOf: Day): SurveyState {
  if (isSurveyed(household, asOf)) return 'done';
  const anyAnswer = (answers: AnswersByCode, questions: readonly Question[]): boolean => questions.some(({ code }) => answersUntil(answers, asOf)[code]);
  const started =
    anyAnswer(household.answers, questionnaire.household) ||
    adultsOf(household, asOf).some((person) => anyAnswer(person.answers, questionnaire.person));
  return started ? 'partly' : 'notStarted';
}
