import type { Day } from './day.ts';
import { answersUntil } from './answer.ts';
import { evaluate } from './condition.ts';
import { indicators } from './indicator/current.ts';
import { surveyState } from './survey-state.ts';
import { adultsOf, type Household } from './village.ts';

/** Why a home is worth a visit this week, most pressing first. */
export const visitReasons = ['finishSurvey', 'survey', 'coach'] as const;
export type VisitReason = (typeof visitReasons)[number];

export interface VisitSuggestion {
  readonly household: Household;
  readonly reason: VisitReason;
  /** For `coach`: adults who are online and do nothing else by their own hand. */
  readonly people: number;
}

/**
 * Homes to visit next, at most `most`: surveys left half done, then homes not surveyed yet, then people who only
 * use social media; homes in hardship first within each. Homes that refused are left in peace.
 */
export function nextVisits(households: readonly Household[], asOf: Day, most: number): VisitSuggestion[] {
  return households
    .filter((household) => household.outcome !== 'refused')
    .map((household) => suggestionFor(household, asOf))
    .filter((suggestion) => suggestion !== undefined)
    .sort(byUrgency)
    .slice(0, most);
}

function suggestionFor(household: Household, asOf: Day): VisitSuggestion | undefined {
  const state = surveyState(household, asOf);
  if (state !== 'done') return { household, reason: state === 'partly' ? 'finishSurvey' : 'survey', people: 0 };
  const people = socialOnlyIn(household, asOf);
  return people > 0 ? { household, reason: 'coach', people } : undefined;
}

/** Adults of a home who are online and use no digital solution by their own hand. */
export function socialOnlyIn(household: Household, asOf: Day): number {
  const socialOnly = indicators.find(({ id }) => id === 'socialOnly');
  return socialOnly ? adultsOf(household, asOf).filter((person) => evaluate(socialOnly.met, answersUntil(person.answers, asOf)) === 'yes').length : 0;
}

function byUrgency(a: VisitSuggestion, b: VisitSuggestion): number {
  return (
    visitReasons.indexOf(a.reason) - visitReasons.indexOf(b.reason) ||
    Number(b.household.hardship) - Number(a.household.hardship) ||
    b.people - a.people ||
    a.household.address.localeCompare(b.household.address, 'vi', { numeric: true }) ||
    // Two phones of a team list the same homes in the same order.
    (a.household.id < b.household.id ? -1 : 1)
  );
}
