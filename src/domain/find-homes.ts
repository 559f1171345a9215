import type { Uuid } from '../lib/ids.ts';
import type { Day } from './day.ts';
import { foldPhrase, foldText } from './fold.ts';
import type { FoundHome } from './home-index.ts';
import type { WishTopic } from './questionnaire/wish-topics.ts';
import type { PersonSummary } from './record-summary.ts';
import { searchTextOf } from './search-text.ts';
import type { SurveyState } from './survey-state.ts';
import { isAskedOf } from './village.ts';

/** What may be lacking of a home or stand in its way; `away`: nobody was found, `awayPeople`: somebody works far away. */
export const homeGaps = ['notStarted', 'partly', 'noPeople', 'refused', 'away', 'awayPeople'] as const;
export type HomeGap = (typeof homeGaps)[number];

export interface HomeQuery {
  /** As typed; with or without diacritics. */
  readonly text: string;
  /** Whether whoever looks after the home (an account, or nobody) is one of those asked for. */
  readonly care?: ((responsible: Uuid | undefined) => boolean) | undefined;
  readonly gap?: HomeGap | undefined;
  /** Somebody there needs to be shown this. */
  readonly need?: WishTopic | undefined;
  /** Only homes of these: found out elsewhere, by more than a home's summary tells. */
  readonly among?: ReadonlySet<Uuid> | undefined;
}

export interface HomeMatch {
  readonly home: FoundHome;
  /** The person who was found there, when it is not the head. */
  readonly person?: PersonSummary;
}

/** Residents of 16 or over who are asked. */
export const askedOf = ({ people }: FoundHome, today: Day): PersonSummary[] => people.filter((person) => isAskedOf(person, today));

/** As `surveyState`, out of the summary; an answer dated tomorrow by a phone whose clock runs ahead counts already. */
export function stateOf(home: FoundHome, today: Day): SurveyState {
  const adults = askedOf(home, today);
  const isListed = adults.length > 0 || (home.tallyOn !== undefined && home.tallyOn <= today);
  if (isListed && home.household.asked === 'all' && adults.every(({ asked }) => asked === 'all')) return 'done';
  return home.household.asked !== 'no' || adults.some(({ asked }) => asked !== 'no') ? 'partly' : 'notStarted';
}

function hasGap(home: FoundHome, gap: HomeGap, today: Day): boolean {
  if (gap === 'noPeople') return home.people.length === 0 && home.tallyOn === undefined;
  if (gap === 'awayPeople') return home.people.some(({ living }) => living === 'away');
  if (gap === 'refused') return home.household.outcome === gap;
  // Who was found and asked since is not out any more, as in `teamWork`.
  if (gap === 'away') return home.household.outcome === gap && stateOf(home, today) !== 'done';
  return stateOf(home, today) === gap;
}

export type FindHomes = (homes: readonly FoundHome[], query: HomeQuery, today: Day) => HomeMatch[];

/** The homes that fit, in the order of `homes`; where something was typed, names that are exactly it come first. */
export const findHomes: FindHomes = (homes, query, today) => ranked(fitting(homes, query, today), foldPhrase(query.text));

/** As `findHomes`, for somebody who types: which homes the other questions leave is found out once. */
export function createFinder(): FindHomes {
  let last: (Omit<HomeQuery, 'text'> & { readonly homes: readonly FoundHome[]; readonly today: Day; readonly left: readonly FoundHome[] }) | undefined;
  return (homes, query, today) => {
    const { care, gap, need, among } = query;
    const isSame = last !== undefined && last.homes === homes && last.today === today && last.care === care && last.gap === gap && last.need === need && last.among === among;
    const left = isSame ? last!.left : fitting(homes, query, today);
    last = { homes, today, care, gap, need, among, left };
    return ranked(left, foldPhrase(query.text));
  };
}

const fitting = (homes: readonly FoundHome[], query: HomeQuery, today: Day): readonly FoundHome[] =>
  query.care || query.gap !== undefined || query.need !== undefined || query.among ? homes.filter((home) => fits(home, query, today)) : homes;

function ranked(homes: readonly FoundHome[], phrase: string): HomeMatch[] {
  if (phrase === '') return homes.map((home) => ({ home }));
  const words = phrase.split(' ');
  const isOne = words.length === 1;
  const byRank: HomeMatch[][] = [[], [], [], [], [], []];
  // The longest word is the rarest, mostly; whoever has the others too is asked one by one.
  const rarest = words.reduce((a, b) => (b.length > a.length ? b : a));
  searchTextOf(homes).each(rarest, (home, at) => {
    const { all } = home.folded;
    const place = isOne ? at : all.indexOf(phrase, at - phrase.indexOf(rarest));
    if (place < 0 && !words.every((word) => all.includes(word))) return;
    const found = place < 0 ? byWords(home, words) : byPhrase(home, phrase, place);
    if (found) byRank[found.rank]!.push(found.match);
  });
  const [first, ...others] = byRank;
  return first!.concat(...others);
}

function fits(home: FoundHome, { care, gap, need, among }: HomeQuery, today: Day): boolean {
  if (among && !among.has(home.id)) return false;
  if (care && !care(home.household.responsible)) return false;
  if (gap !== undefined && !hasGap(home, gap, today)) return false;
  return need === undefined || askedOf(home, today).some(({ needs }) => needs.includes(need));
}

type Ranked = { readonly rank: number; readonly match: HomeMatch };

/** @param at where the phrase first stands in `folded.all`: the head's line, the place's, then one of each person */
function byPhrase(home: FoundHome, phrase: string, at: number): Ranked {
  const { head, place, people, all } = home.folded;
  if (at < head.length) return { rank: isWordEnd(all, at + phrase.length) || endsWord(head, phrase) ? 0 : 2, match: { home } };
  const peopleFrom = head.length + place.length + 2;
  const first = at >= peopleFrom ? at : all.indexOf(phrase, peopleFrom);
  if (first < 0) return { rank: 3, match: { home } };
  const person = isWordEnd(all, first + phrase.length) ? personAt(people, first - peopleFrom) : bestOf(people, phrase);
  return { rank: endsWord(people[person]!, phrase) ? 1 : 3, match: { home, person: home.people[person]! } };
}

/** "an nha 12": a name and a house, in any order. */
function byWords(home: FoundHome, words: readonly string[]): Ranked | undefined {
  const { head, place, people } = home.folded;
  const rest = words.filter((word) => !head.includes(word) && !place.includes(word));
  if (rest.length === 0) return { rank: 4, match: { home } };
  const other = people.findIndex((name) => rest.every((word) => name.includes(word)));
  return other >= 0 ? { rank: 5, match: { home, person: home.people[other]! } } : undefined;
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

export interface HomeAlike {
  readonly home: FoundHome;
  readonly kind: LikenessKind;
}

/**
 * Homes that may be the one about to be added: of the same head's name, surest first where the house is the same too;
 * or where that name is on the list of people. Only people can tell, so it is shown and nothing is done.
 */
export function homesAlike(homes: readonly FoundHome[], of: { readonly headName: string; readonly address: string }, but?: Uuid): HomeAlike[] {
  const name = foldPhrase(of.headName);
  if (name === '') return [];
  const place = foldText(of.address).trim();
  const found: Record<LikenessKind, HomeAlike[]> = { nameAndPlace: [], name: [], person: [] };
  for (const home of homes) {
    if (home.id === but) continue;
    const kind = likeness(home, name, place);
    if (kind) found[kind].push({ home, kind });
  }
  return [...found.nameAndPlace, ...found.name, ...found.person];
}

function likeness({ folded, household }: FoundHome, name: string, place: string): LikenessKind | undefined {
  if (folded.head === name) return place !== '' && foldText(household.address).trim() === place ? 'nameAndPlace' : 'name';
  return folded.people.includes(name) ? 'person' : undefined;
}
