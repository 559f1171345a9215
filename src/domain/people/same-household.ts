import { foldPhrase } from '../../lib/fold.ts';
import type { AnswersByCode } from '../record/answer.ts';
import { unite } from '../record/redirect.ts';
import { sameElsewhere } from './same-person.ts';
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
  readonly people: readonly Pick<Person, 'id' | 'name' | 'birthYear' | 'living'>[];
  /** `foldPhrase` of the head's name. */
  readonly folded: { readonly head: string };
}

/**
 * Households that may be this one, recorded a second time: the same head, or somebody of the same name and birth year.
 * The likeliest first. People decide whether they are.
 */
export function possibleDuplicates<T extends Compared>(
  household: Pick<Household, 'id' | 'headName' | 'people'>,
  households: readonly T[],
): T[] {
  const hits = new Map<string, number>();
  const hit = (id: string): void => void hits.set(id, (hits.get(id) ?? 0) + 1);
  const head = foldPhrase(household.headName);
  if (head !== '') for (const { id, folded } of households) if (id !== household.id && folded.head === head) hit(id);
  for (const person of household.people)
    for (const found of sameElsewhere(person, household.id, households)) hit(found.household.id);
  return households
    .filter(({ id }) => hits.has(id))
    .sort((a, b) => (hits.get(b.id) ?? 0) - (hits.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
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
