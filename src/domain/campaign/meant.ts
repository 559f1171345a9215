import { yearOf, type Day } from '../../lib/day.ts';
import { foldPhrase } from '../../lib/fold.ts';
import type { HouseholdEntry } from '../search/household-index.ts';
import type { PersonSummary } from '../search/record-summary.ts';
import { answersUntil } from '../record/answer.ts';
import { adultsOf, isAskedOf, type Household, type Person } from '../people/village.ts';
import { reaches, campaignState, type AgeBand, type Campaign } from './campaign.ts';
import { isOfHouseholds, topicStateIn, topicStateOf, type TopicState } from './topics.ts';
import type { Uuid } from '../../lib/ids.ts';

/** What a campaign looks at of a household. */
export interface MeantPlace {
  readonly cluster: string;
  readonly hardship: boolean;
}

type Terms = Pick<Campaign, 'whom' | 'from'>;

/** Ages are those of the year in which the campaign begins: nobody grows into it or out of it. */
const isOfBand = (birthYear: number | undefined, band: AgeBand, from: Day): boolean => {
  // An unknown year belongs to no band: nobody is called old or young by guess.
  if (birthYear === undefined) return false;
  const age = yearOf(from) - birthYear;
  if (band === 'from60') return age >= 60;
  return band === '35to59' ? age >= 35 && age < 60 : age < 35;
};

const isMeantPlace = ({ whom }: Terms, { cluster, hardship }: MeantPlace): boolean =>
  (whom.hardship === undefined || hardship) &&
  (whom.clusters === undefined || whom.clusters.some((one) => foldPhrase(one) === foldPhrase(cluster)));

const isMeantAge = ({ whom, from }: Terms, birthYear: number | undefined): boolean =>
  whom.ages === undefined || isOfBand(birthYear, whom.ages, from);

/**
 * The people of a household whom a campaign means; of one about households the household itself, where somebody of its
 * age band lives there. Whether the topic can be about them at all, their answers say (`TopicState`).
 *
 * @param adults residents of 16 or over who are asked
 * @returns the people, `household` for the household, or nothing
 */
export function meantIn<P extends { readonly birthYear: number | undefined }>(
  campaign: Terms & Pick<Campaign, 'topic'>,
  place: MeantPlace,
  adults: readonly P[],
): readonly P[] | 'household' {
  if (!isMeantPlace(campaign, place)) return [];
  const ofAge = adults.filter(({ birthYear }) => isMeantAge(campaign, birthYear));
  if (!isOfHouseholds(campaign.topic)) return ofAge;
  return campaign.whom.ages === undefined || ofAge.length > 0 ? 'household' : [];
}

/** Those who may still be visited for it: who lacks it, and who was not asked; not who would not say. */
const isLeft = (state: TopicState): boolean => state === 'lacks' || state === 'ask';

/** Whom of a household a campaign still has to reach. */
export interface LeftOf<P = PersonSummary> {
  readonly campaign: Campaign;
  /** Empty where the household itself is meant. */
  readonly people: readonly P[];
}

/** @param stateOf where a person stands, or the household (`undefined`) */
function leftAmong<P extends { readonly birthYear: number | undefined }>(
  campaign: Campaign,
  place: MeantPlace,
  adults: readonly P[],
  stateOf: (person: P | undefined) => TopicState,
): LeftOf<P> | undefined {
  const meant = meantIn(campaign, place, adults);
  if (meant === 'household') return isLeft(stateOf(undefined)) ? { campaign, people: [] } : undefined;
  const people = meant.filter((person) => isLeft(stateOf(person)));
  return people.length > 0 ? { campaign, people } : undefined;
}

/** What is left of a campaign in a household, out of its records; undefined: nothing. */
export const leftInRecords = (campaign: Campaign, household: Household, today: Day): LeftOf<Person> | undefined =>
  leftAmong(campaign, household, adultsOf(household, today), (person) =>
    topicStateOf(campaign.topic, answersUntil((person ?? household).answers, today)),
  );

/** As `leftInRecords`, out of the summary; an answer dated tomorrow counts already, as in `stateOf`. */
export const leftIn = (campaign: Campaign, entry: HouseholdEntry, today: Day): LeftOf | undefined =>
  leftAmong(
    campaign,
    entry.household,
    entry.people.filter((person) => isAskedOf(person, today)),
    (person) => topicStateIn(campaign.topic, (person ?? entry.household).topics),
  );

/** The campaigns that a village works on today. @param line the village and all areas above it */
export const runningIn = <C extends Campaign>(campaigns: readonly C[], line: readonly Uuid[], today: Day): C[] =>
  campaigns.filter((one) => campaignState(one, today) === 'running' && reaches(one, line));
