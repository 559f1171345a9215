import { foldPhrase } from '../../lib/fold.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Household, Person } from './village.ts';

/** The fields that are compared; a household's record and its summary both have them. */
interface Listed {
  readonly id: Uuid;
  readonly people: readonly Pick<Person, 'id' | 'name' | 'birthYear' | 'living'>[];
}

export interface Elsewhere<H extends Listed = Household> {
  readonly household: H;
  readonly person: H['people'][number];
}

/**
 * The same name and birth year among the residents of another household: maybe one person listed twice, maybe two
 * people of one name. It is only shown: people decide.
 */
export function sameElsewhere<H extends Listed>(
  person: Pick<Person, 'id' | 'name' | 'birthYear'>,
  own: Uuid,
  households: readonly H[],
): Elsewhere<H>[] {
  const name = foldPhrase(person.name);
  if (name === '' || person.birthYear === undefined) return [];
  return households.flatMap((household) =>
    household.id === own
      ? []
      : household.people
          // The year first: comparing numbers is what keeps this cheap among forty thousand people.
          .filter(
            (other) =>
              other.birthYear === person.birthYear &&
              other.id !== person.id &&
              other.living === 'here' &&
              foldPhrase(other.name) === name,
          )
          .map((other) => ({ household, person: other })),
  );
}
