import { sql } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';
import type { Database } from './deps.ts';

/** Far more than one person ever writes about people who are erased within the months in which a phone keeps it. */
const mostErased = 2000;

export interface Person {
  readonly name: string;
  readonly epoch: string;
  /** Which of their operations are erased, the latest. */
  readonly erased: Uuid[];
}

/**
 * What every pull asks about a person, in one statement. A phone hears of an erasure with the village's rows, but not where its
 * person has no right to the village any more, nor where the home had gone to another one: that is what `erased` is for.
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
