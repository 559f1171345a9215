import { foldPhrase } from '../../lib/fold.ts';
import type { AnswersByCode } from '../record/answer.ts';
import { unite } from '../record/redirect.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Household, Person } from './village.ts';

/** One person listed in both of two households. */
export interface Duplicate {
  readonly stays: Person;
  readonly goes: Person;
}

const same = (a: string, b: string): boolean => a.trim() !== '' && foldPhrase(a) === foldPhrase(b);

/** What is compared of other households: their list's entry has all of it. */
interface Compared {
  readonly id: Uuid;
  readonly people: readonly Pick<Person, 'id' | 'birthYear' | 'living'>[];
  /** `foldPhrase` of the head's name, and of the people's, in their order. */
  readonly folded: { readonly head: string; readonly people: readonly string[] };
}

/**
 * Households that may be this one, recorded a second time: the same head, or somebody of the same name and birth year.
 * The likeliest first. People decide whether they are.
 */
export function possibleDuplicates<T extends Compared>(
  household: Pick<Household, 'id' | 'headName' | 'people'>,
  households: readonly T[],
): T[] {
  const head = foldPhrase(household.headName);
  const named = household.people
    .map(({ id, name, birthYear }) => ({ id, name: foldPhrase(name), birthYear }))
    .filter(({ name, birthYear }) => name !== '' && birthYear !== undefined);
  const years = new Set(named.map(({ birthYear }) => birthYear));
  const hitsIn = ({ people, folded }: T): number => {
    let hits = head !== '' && folded.head === head ? 1 : 0;
    people.forEach(({ id, birthYear, living }, i) => {
      // The year first: comparing numbers is what keeps this cheap among forty thousand people.
      if (!years.has(birthYear) || living !== 'here') return;
      for (const one of named)
        if (one.birthYear === birthYear && one.id !== id && one.name === folded.people[i]) hits++;
    });
    return hits;
  };
  return households
    .flatMap((other) => {
      const hits = other.id === household.id ? 0 : hitsIn(other);
      return hits > 0 ? [{ other, hits }] : [];
    })
    .sort((a, b) => b.hits - a.hits || (a.other.id < b.other.id ? -1 : 1))
    .map(({ other }) => other);
}

/** The people listed in both households: same name, and birth years that do not differ. Each at most once. */
export function duplicatesIn(stays: Household, goes: Household): Duplicate[] {
  const left = new Set(stays.people);
  return goes.people.flatMap((person) => {
    const duplicate = [...left].find(
      ({ name, birthYear }) =>
        same(name, person.name) &&
        (birthYear === undefined || person.birthYear === undefined || birthYear === person.birthYear),
    );
    if (!duplicate) return [];
    left.delete(duplicate);
    return [{ stays: duplicate, goes: person }];
  });
}

/** Codes of the questions that were answered differently in the two. */
export const differingAnswers = (stays: AnswersByCode, goes: AnswersByCode): string[] =>
  Object.keys(goes).filter((code) => unite(stays[code], goes[code]) === 'clash');
