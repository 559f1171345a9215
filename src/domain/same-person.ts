import { foldText } from './fold.ts';
import type { Uuid } from '../lib/ids.ts';
import type { Household, Person } from './village.ts';

/** What is needed of a home: its record and its summary both have it. */
interface Listed {
  readonly id: Uuid;
  readonly people: readonly Pick<Person, 'id' | 'name' | 'birthYear' | 'living'>[];
}

export interface Elsewhere<H extends Listed = Household> {
  readonly household: H;
  readonly person: H['people'][number];
}

/**
 * The same name and birth year among the residents of another home: maybe one person listed twice, maybe two people of
 * one name. Only people can tell, so it is shown and nothing is done.
 */
export function sameElsewhere<H extends Listed>(person: Pick<Person, 'id' | 'name' | 'birthYear'>, own: Uuid, households: readonly H[]): Elsewhere<H>[] {
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
