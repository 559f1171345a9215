import type { Place } from '../storage.ts';
import { sql, type Expression } from 'kysely';
import type { Uuid } from '../../../lib/ids.ts';

// A push has hundreds of ids and rows. One parameter for each makes a statement slow to parse and plan; these helpers
// send each list as one parameter.

/** A condition for many ids: `where('id', '=', anyOf(ids))`. */
export const anyOf = (ids: readonly Uuid[]): Expression<Uuid> => sql<Uuid>`any(${[...ids]}::uuid[])`;

/** The rows of a list of places, to join with. */
export const placesOf = (places: readonly Place[]) =>
  sql`unnest(
    ${places.map(({ village }) => village)}::uuid[], ${places.map(({ id }) => id)}::uuid[]
  ) as place (village, id)`;
