import { answersUntil, type AnswersByCode } from '../record/answer.ts';
import type { Day } from '../../lib/day.ts';
import { isKnownCode, wasAsked } from '../questionnaire/flow.ts';
import { adultsOf, type Household } from '../people/village.ts';

/**
 * A household is surveyed when its own questions and those of every resident adult have an answer of some kind by
 * `asOf`. A household without a listed adult is not surveyed, unless a tally counts its adults.
 */
export function isSurveyed(household: Household, asOf: Day): boolean {
  const adults = adultsOf(household, asOf);
  return (
    (adults.length > 0 || (household.tally !== undefined && household.tally.on <= asOf)) &&
    wasAsked('household', answersUntil(household.answers, asOf)) &&
    adults.every((person) => wasAsked('person', answersUntil(person.answers, asOf)))
  );
}

export type SurveyState = 'notStarted' | 'partly' | 'done';

/**
 * How much of a household was surveyed by `asOf`; answers dated later (a phone whose clock runs ahead) do not count
 * yet.
 */
export function surveyState(household: Household, asOf: Day): SurveyState {
  if (isSurveyed(household, asOf)) return 'done';
  const anyAnswer = (answers: AnswersByCode): boolean => Object.keys(answersUntil(answers, asOf)).some(isKnownCode);
  const started = anyAnswer(household.answers) || adultsOf(household, asOf).some((person) => anyAnswer(person.answers));
  return started ? 'partly' : 'notStarted';
}
