import { foldText } from './fold.ts';
import type { AnswersByCode } from './answer.ts';
import { unite } from './redirect.ts';
import { sameElsewhere } from './same-person.ts';
import type { Household, Person } from './village.ts';

/** One person listed in both of two homes. */
export interface Twin {
  readonly stays: Person;
  readonly goes: Person;
}

const same = (a: string, b: string): boolean => a.trim() !== '' && foldText(a.trim()) === foldText(b.trim());

/**
 * Homes that may be this one, recorded a second time: the same head, or somebody of the same name and birth year. The
 * likeliest first. Only people can tell.
 */
export function likelyTwins<T extends Household>(home: Household, households: readonly T[]): T[] {
  const hits = new Map<string, number>();
  const hit = (id: string): void => void hits.set(id, (hits.get(id) ?? 0) + 1);
  for (const other of households) if (other.id !== home.id && same(other.headName, home.headName)) hit(other.id);
  for (const person of home.people) for (const { household } of sameElsewhere(person, home.id, households)) hit(household.id);
  return households.filter(({ id }) => hits.has(id)).sort((a, b) => (hits.get(b.id) ?? 0) - (hits.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
}

/** Who is listed in both homes: the same name, and birth years that do not speak against it. Each at most once. */
export function twinsIn(stays: Household, goes: Household): Twin[] {
  const left = new Set(stays.people);
  return goes.people.flatMap((person) => {
    const twin = [...left].find(({ name, birthYear }) => same(name, person.name) && (birthYear === undefined || person.birthYear === undefined || birthYear === person.birthYear));
    if (!twin) return [];
    left.delete(twin);
    return [{ stays: twin, goes: person }];
  });
}

/** Codes of the questions that were answered differently in the two. */
export const differingAnswers = (stays: AnswersByCode, goes: AnswersByCode): string[] =>
  Object.keys(goes).filter((code) => unite(stays[code], goes[code]) === 'clash');
