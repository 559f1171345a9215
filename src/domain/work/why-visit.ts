import type { Uuid } from '../../lib/ids.ts';
import { answersUntil } from '../record/answer.ts';
import type { Day } from '../../lib/day.ts';
import { surveyState, type SurveyState } from '../gaps/survey-state.ts';
import { askedOf, stateOf } from '../search/find-households.ts';
import type { HouseholdEntry } from '../search/household-index.ts';
import type { HouseholdSummary, PersonSummary } from '../search/record-summary.ts';
import { openVisits, visitState, type Visit } from '../visits/visit.ts';
import type { Campaign } from '../campaign/campaign.ts';
import { leftIn, leftInRecords, type LeftOf } from '../campaign/meant.ts';
import { adultsOf, type Household, type Person } from '../people/village.ts';
import { dayFactsOf, personDayFactsOf, type DayFacts, type DayVisit, type PersonDayFacts } from './day-facts.ts';

/**
 * Why to visit a household, most urgent first: a promised day, a campaign of the commune, an unfinished survey, a
 * survey not started, a re-check that is due, people to coach, people who answered only "Chưa rõ".
 */
export const workReasons = ['promised', 'campaign', 'finishSurvey', 'survey', 'recheck', 'coach', 'askAgain'] as const;
export type WorkReason = (typeof workReasons)[number];

export interface Work<H extends PlaceOfWork = Household, P = Person, V extends DayVisit = Visit> {
  readonly household: H;
  /** All reasons to visit it, most urgent first; never empty. */
  readonly reasons: readonly WorkReason[];
  /** The day that was promised, where that is a reason. */
  readonly promised: Day | undefined;
  /** Running campaigns that still have to reach somebody there, where that is a reason. */
  readonly campaigns: readonly Campaign[];
  /** Visits to look at again, the longest due first. */
  readonly rechecks: readonly V[];
  /** People to show something: who is online and does nothing else by their own hand, and who wished for something. */
  readonly socialOnly: readonly P[];
  readonly wishing: readonly P[];
}

/** What the order of the day needs of a household beside its answers. */
export type PlaceOfWork = Pick<Household, 'id' | 'address' | 'hardship' | 'outcome' | 'returnOn'>;

/** The work of a summarised household; its records have all of the household. */
export type SummarisedWork = Work<HouseholdSummary, PersonSummary, DayVisit>;

/** One household as `workAt` looks at it, out of its records or their summaries. */
export interface Looked<H, P, V> {
  readonly household: H;
  readonly state: SurveyState;
  readonly adults: readonly P[];
  readonly facts: DayFacts;
  readonly factsOf: (person: P) => PersonDayFacts;
  /** The latest days of answers there, of all people. */
  readonly answeredOn: readonly (Day | undefined)[];
  readonly visits: readonly V[];
  readonly left: readonly LeftOf<P>[];
}

/** A household as its summaries tell of it. */
export const lookAtSummary = (
  entry: HouseholdEntry,
  today: Day,
  campaigns: readonly Campaign[],
): Looked<HouseholdSummary, PersonSummary, DayVisit> => ({
  household: entry.household,
  state: stateOf(entry, today),
  adults: askedOf(entry, today),
  facts: entry.household.facts,
  factsOf: ({ facts }) => facts,
  answeredOn: [entry.household, ...entry.people].map(({ facts }) => facts.lastOn),
  visits: entry.visits,
  left: campaigns.flatMap((campaign) => leftIn(campaign, entry, today) ?? []),
});

/** A household as its records tell of it. */
export function lookAt<H extends Household>(
  household: H,
  visits: readonly Visit[],
  today: Day,
  campaigns: readonly Campaign[],
): Looked<H, Person, Visit> {
  const { answers, people } = household;
  return {
    household,
    state: surveyState(household, today),
    adults: adultsOf(household, today),
    facts: dayFactsOf(answersUntil(answers, today)),
    factsOf: (person) => personDayFactsOf(answersUntil(person.answers, today)),
    // Only a promise asks, so most households' people are not looked through.
    answeredOn:
      household.returnOn === undefined
        ? []
        : [answers, ...people.map((person) => person.answers)].map((of) => dayFactsOf(answersUntil(of, today)).lastOn),
    visits,
    left: campaigns.flatMap((campaign) => leftInRecords(campaign, household, today) ?? []),
  };
}

/** Why to visit the household; undefined: not today. */
export function workAt<H extends PlaceOfWork, P extends { readonly id: Uuid }, V extends DayVisit>(
  { household, state, adults, facts, factsOf, answeredOn, visits, left }: Looked<H, P, V>,
  today: Day,
): Work<H, P, V> | undefined {
  const promise = promiseOf(household, answeredOn, visits, today);
  if (promise === 'later') return undefined;
  const open = openVisits(visits, today);
  const living = new Set(adults.map(({ id }) => id));
  const rechecks = open
    .filter((visit) => visitState(visit, today) === 'due' && living.has(visit.person ?? ''))
    .sort(byDueDay);
  // Somebody who was just shown something gets time to try it first.
  const shown = new Set(open.map(({ person }) => person));
  const told = state === 'done' ? adults.map((person) => ({ person, ...factsOf(person) })) : [];
  const free = told.filter(({ person }) => !shown.has(person.id));
  const socialOnly = free.filter(({ isSocialOnly }) => isSocialOnly);
  const wishing = free.filter(
    ({ isSocialOnly, wish, person }) => !isSocialOnly && wish !== undefined && !wasShown(person.id, wish, visits),
  );
  const campaigns = left
    .filter(({ people }) => people.length === 0 || people.some(({ id }) => !shown.has(id)))
    .map(({ campaign }) => campaign);
  const holds: Readonly<Record<WorkReason, boolean>> = {
    promised: promise === 'due',
    campaign: campaigns.length > 0,
    finishSurvey: state === 'partly',
    survey: state === 'notStarted',
    recheck: rechecks.length > 0,
    coach: socialOnly.length + wishing.length > 0,
    askAgain:
      state === 'done' && [facts, ...told].some(({ unclearOn }) => unclearOn !== undefined && unclearOn < today),
  };
  const reasons = workReasons.filter((reason) => holds[reason]);
  if (reasons.length === 0) return undefined;
  return {
    household,
    reasons,
    promised: promise === 'due' ? household.returnOn : undefined,
    campaigns,
    rechecks,
    socialOnly: socialOnly.map(({ person }) => person),
    wishing: wishing.map(({ person }) => person),
  };
}

/** @param visits those of the household, or of the village */
export const wasShown = (
  id: Uuid,
  { guide, on }: { readonly guide: string; readonly on: Day },
  visits: readonly DayVisit[],
): boolean => visits.some((visit) => visit.person === id && visit.guide === guide && visit.on >= on);

/**
 * The guide that somebody wished to be shown and was not shown since. @param visits those of the household, or of the
 * village
 */
export function openWish(
  { id, answers: given }: Pick<Person, 'id' | 'answers'>,
  visits: readonly Visit[],
  today: Day,
): string | undefined {
  const { wish } = personDayFactsOf(answersUntil(given, today));
  return wish === undefined || wasShown(id, wish, visits) ? undefined : wish.guide;
}

/**
 * Was a day given to come back, and has it come? Kept once anything was answered or shown there on that day or since.
 */
function promiseOf(
  { outcome, returnOn }: PlaceOfWork,
  answeredOn: readonly (Day | undefined)[],
  visits: readonly DayVisit[],
  today: Day,
): 'none' | 'due' | 'later' {
  if (outcome === undefined) return 'none';
  if (returnOn === undefined) return outcome === 'refused' ? 'later' : 'none';
  if (returnOn > today) return 'later';
  const isKept =
    answeredOn.some((on) => on !== undefined && on >= returnOn) ||
    visits.some(({ on }) => on >= returnOn && on <= today);
  return isKept ? 'none' : 'due';
}

const byDueDay = (a: DayVisit, b: DayVisit): number =>
  byText(a.recheckOn ?? '', b.recheckOn ?? '') || byText(a.id, b.id);

/** In the order of code units; nothing comes first. */
export const byText = (a = '', b = ''): number => (a === b ? 0 : a < b ? -1 : 1);
