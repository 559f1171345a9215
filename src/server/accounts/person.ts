import { sql } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';
import type { Database } from './deps.ts';

/**
 * Upper bound of `erased`: far more operations than one person writes about people who are erased within the months in
 * which a phone keeps its operations.
 */
const mostErased = 2000;

/** A person's data for a pull. */
export interface Person {
  readonly name: string;
  readonly epoch: string;
  /** The latest of their operations that are erased. */
  readonly erased: Uuid[];
}

/**
 * Reads a person's data for a pull, in one statement. A phone normally learns of an erasure from the village's
 * rows. `erased` covers the two cases in which it does not: the person has lost the right to the village, or the
 * household had moved to another one.
 *
 * @throws for an account that does not exist
 */
export async function personOf(db: Database, account: Uuid): Promise<Person> {
  const { rows } = await sql<Person>`
    select name, (select value from server_state where key = 'epoch') as epoch, array_to_json(array(
      select op_id from op_meta
      where device in (select id from device where account = ${account}) and outcome = 'erased'
      order by op_id desc limit ${mostErased}
    )) as erased
    from account where id = ${account}`.execute(db);
  const [person] = rows;
  if (!person) throw new Error(`account ${account} does not exist`);
  return person;
}
