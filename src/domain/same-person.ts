import { foldText } from './fold.ts';
import type { Household, Person } from './village.ts';

export interface Elsewhere {
  readonly household: Household;
  readonly person: Person;
}

/**
 * The same name and birth year among the residents of another home: maybe one person listed twice, maybe two people of
 * one name. Only people can tell, so it is shown and nothing is done.
 */
export function sameElsewhere(person: Pick<Person, 'id' | 'name' | 'birthYear'>, own: string, households: readonly Household[]): Elsewhere[] {
  const name = foldText(person.name.trim());
  if (name === '' || person.birthYear === undefined) return [];
  return households.flatMap((household) =>
    household.id === own
      ? []
      : household.people
          // The year first: comparing numbers is what keeps this cheap among forty thousand people.
          .filter((other) => other.birthYear === person.birthYear && other.id !== person.id && other.living === 'here' && foldText(other.name.trim()) === name)
          .map((other) => ({ household, person: other })),
  );
}
