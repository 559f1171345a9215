import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../lib/day.ts';
import { foldPhrase } from '../../lib/fold.ts';
import type { HouseholdEntry } from './household-index.ts';
import type { WishTopic } from '../questionnaire/wish-topics.ts';
import type { PersonSummary } from './record-summary.ts';
import { searchTextOf } from './search-text.ts';
import type { SurveyState } from '../gaps/survey-state.ts';
import { isAskedOf } from '../people/village.ts';

/**
 * What is missing of a household's survey, or hinders it; `away`: nobody was found there, `awayPeople`: somebody works
 * far away.
 */
export const householdGaps = ['notStarted', 'partly', 'noPeople', 'refused', 'away', 'awayPeople'] as const;
export type HouseholdGap = (typeof householdGaps)[number];

export interface HouseholdQuery {
  /** As typed; with or without diacritics. */
  readonly text: string;
  /** Filter by the responsible account (undefined: nobody). */
  readonly care?: ((responsible: Uuid | undefined) => boolean) | undefined;
  readonly gap?: HouseholdGap | undefined;
  /** Only households where somebody needs this topic. */
  readonly need?: WishTopic | undefined;
  /** Only these households: for filters that need more than summaries. */
  readonly among?: ReadonlySet<Uuid> | undefined;
}

export interface HouseholdMatch {
  readonly entry: HouseholdEntry;
  /** The person whose name matched, when it is not the head. */
  readonly person?: PersonSummary;
}

/** Residents of 16 or over who are asked. */
export const askedOf = ({ people }: HouseholdEntry, today: Day): PersonSummary[] =>
  people.filter((person) => isAskedOf(person, today));

/** As `surveyState`, out of the summary; an answer dated tomorrow by a phone whose clock runs ahead counts already. */
export function stateOf(entry: HouseholdEntry, today: Day): SurveyState {
  const adults = askedOf(entry, today);
  const isListed = adults.length > 0 || (entry.tallyOn !== undefined && entry.tallyOn <= today);
  if (isListed && entry.household.asked === 'all' && adults.every(({ asked }) => asked === 'all')) return 'done';
  return entry.household.asked !== 'no' || adults.some(({ asked }) => asked !== 'no') ? 'partly' : 'notStarted';
}

function hasGap(entry: HouseholdEntry, gap: HouseholdGap, today: Day): boolean {
  if (gap === 'noPeople') return entry.people.length === 0 && entry.tallyOn === undefined;
  if (gap === 'awayPeople') return entry.people.some(({ living }) => living === 'away');
  if (gap === 'refused') return entry.household.outcome === gap;
  // A household that was surveyed since is no longer away, as in `teamWork`.
  if (gap === 'away') return entry.household.outcome === gap && stateOf(entry, today) !== 'done';
  return stateOf(entry, today) === gap;
}

export type FindHouseholds = (
  households: readonly HouseholdEntry[],
  query: HouseholdQuery,
  today: Day,
) => HouseholdMatch[];

/**
 * The households that fit, in the order of `households`; where something was typed, names that are exactly it come
 * first.
 */
export const findHouseholds: FindHouseholds = (households, query, today) =>
  ranked(fitting(households, query, today), foldPhrase(query.text));

/** As `findHouseholds`, for typing: the households that pass the other filters are cached between calls. */
export function createFinder(): FindHouseholds {
  let last:
    | (Omit<HouseholdQuery, 'text'> & {
        readonly households: readonly HouseholdEntry[];
        readonly today: Day;
        readonly left: readonly HouseholdEntry[];
      })
    | undefined;
  return (households, query, today) => {
    const { care, gap, need, among } = query;
    const isSame =
      last !== undefined &&
      last.households === households &&
      last.today === today &&
      last.care === care &&
      last.gap === gap &&
      last.need === need &&
      last.among === among;
    const left = isSame ? last!.left : fitting(households, query, today);
    last = { households, today, care, gap, need, among, left };
    return ranked(left, foldPhrase(query.text));
  };
}

const fitting = (households: readonly HouseholdEntry[], query: HouseholdQuery, today: Day): readonly HouseholdEntry[] =>
  query.care || query.gap !== undefined || query.need !== undefined || query.among
    ? households.filter((entry) => fits(entry, query, today))
    : households;

function ranked(households: readonly HouseholdEntry[], phrase: string): HouseholdMatch[] {
  if (phrase === '') return households.map((entry) => ({ entry }));
  const words = phrase.split(' ');
  const isOne = words.length === 1;
  const byRank: HouseholdMatch[][] = [[], [], [], [], [], []];
  // The longest word is mostly the rarest; households with it are then checked for the others.
  const rarest = words.reduce((a, b) => (b.length > a.length ? b : a));
  searchTextOf(households).each(rarest, (entry, at) => {
    const { all } = entry.folded;
    const place = isOne ? at : all.indexOf(phrase, at - phrase.indexOf(rarest));
    if (place < 0 && !words.every((word) => all.includes(word))) return;
    const found = place < 0 ? byWords(entry, words) : byPhrase(entry, phrase, place);
    if (found) byRank[found.rank]!.push(found.match);
  });
  const [first, ...others] = byRank;
  return first!.concat(...others);
}

function fits(entry: HouseholdEntry, { care, gap, need, among }: HouseholdQuery, today: Day): boolean {
  if (among && !among.has(entry.id)) return false;
  if (care && !care(entry.household.responsible)) return false;
  if (gap !== undefined && !hasGap(entry, gap, today)) return false;
  return need === undefined || askedOf(entry, today).some(({ needs }) => needs.includes(need));
}

type Ranked = { readonly rank: number; readonly match: HouseholdMatch };

/** @param at index of the phrase in `folded.all`: the head's line, the place's, then one of each person */
function byPhrase(entry: HouseholdEntry, phrase: string, at: number): Ranked {
  const { head, place, people, all } = entry.folded;
  if (at < head.length)
    return { rank: isWordEnd(all, at + phrase.length) || endsWord(head, phrase) ? 0 : 2, match: { entry } };
  const peopleFrom = head.length + place.length + 2;
  const first = at >= peopleFrom ? at : all.indexOf(phrase, peopleFrom);
  if (first < 0) return { rank: 3, match: { entry } };
  const person = isWordEnd(all, first + phrase.length) ? personAt(people, first - peopleFrom) : bestOf(people, phrase);
  return { rank: endsWord(people[person]!, phrase) ? 1 : 3, match: { entry, person: entry.people[person]! } };
}

/** "an nha 12": a name and a house, in any order. */
function byWords(entry: HouseholdEntry, words: readonly string[]): Ranked | undefined {
  const { head, place, people } = entry.folded;
  const rest = words.filter((word) => !head.includes(word) && !place.includes(word));
  if (rest.length === 0) return { rank: 4, match: { entry } };
  const other = people.findIndex((name) => rest.every((word) => name.includes(word)));
  return other >= 0 ? { rank: 5, match: { entry, person: entry.people[other]! } } : undefined;
}

const isWordEnd = (all: string, at: number): boolean => at === all.length || all[at] === '\n' || all[at] === ' ';

/** Whose line it is, of one line a person. */
function personAt(people: readonly string[], at: number): number {
  let person = 0;
  for (let end = people[0]!.length; end < at; end += people[person]!.length + 1) person++;
  return person;
}

/** Whose name it is, else whose name begins with it. */
function bestOf(people: readonly string[], phrase: string): number {
  let first = -1;
  for (let at = 0; at < people.length; at++) {
    const name = people[at]!;
    if (!name.includes(phrase)) continue;
    if (endsWord(name, phrase)) return at;
    if (first < 0) first = at;
  }
  return first;
}

const endsWord = (name: string, phrase: string): boolean => name.endsWith(phrase) || name.includes(`${phrase} `);

export type LikenessKind = 'nameAndPlace' | 'name' | 'person';

export interface PossibleDuplicate {
  readonly entry: HouseholdEntry;
  readonly kind: LikenessKind;
}

/**
 * Households that may be the one about to be added: of the same head's name, surest first where the house is the same
 * too; or where that name is on the list of people. Only people can tell, so it is shown and nothing is done.
 */
export function householdsLike(
  households: readonly HouseholdEntry[],
  of: { readonly headName: string; readonly address: string },
  except?: Uuid,
): PossibleDuplicate[] {
  const name = foldPhrase(of.headName);
  if (name === '') return [];
  const place = foldPhrase(of.address);
  const found: Record<LikenessKind, PossibleDuplicate[]> = { nameAndPlace: [], name: [], person: [] };
  for (const entry of households) {
    if (entry.id === except) continue;
    const kind = likeness(entry, name, place);
    if (kind) found[kind].push({ entry, kind });
  }
  return [...found.nameAndPlace, ...found.name, ...found.person];
}

function likeness({ folded, household }: HouseholdEntry, name: string, place: string): LikenessKind | undefined {
  if (folded.head === name) return place !== '' && foldPhrase(household.address) === place ? 'nameAndPlace' : 'name';
  return folded.people.includes(name) ? 'person' : undefined;
}
