// Commits pairs of rows as fast as it can and says the number of each pair after its commit, until it is killed.
// arguments: place as JSON, first number
import { sql, type Kysely } from 'kysely';
import { openDatabase } from '../../../../src/server/database/open-database.ts';
import { isRetryable } from '../../../../src/server/database/retryable.ts';
import type { DatabasePlace } from '../../../support/engines/engines.ts';
import { quietLogger } from '../../../support/quiet-logger.ts';
import { say } from './say.ts';

const [place = '', first = '0'] = process.argv.slice(2);
const { db } = await openDatabase({ ...(JSON.parse(place) as DatabasePlace), logger: quietLogger });
await sql`create table if not exists ledger (
  pair bigint not null, half text not null, filler text not null, primary key (pair, half))`.execute(db);
const { rows } = await sql<{
  pair: number;
  halves: number;
}>`select pair, count(*)::int as halves from ledger group by pair order by pair`.execute(db);
say(`found ${JSON.stringify(rows.map(({ pair, halves }) => [pair, halves]))}`);

let next = Number(first);

async function commitPair(db: Kysely<unknown>, pair: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const half of ['left', 'right'])
      await sql`insert into ledger values (${pair}, ${half}, ${'x'.repeat(2000)})`.execute(trx);
  });
}

async function write(): Promise<void> {
  for (;;) {
    const pair = next++;
    try {
      await commitPair(db, pair);
      say(`stored ${pair}`);
    } catch (error) {
      say(`failed ${isRetryable(error) ? 'retryable' : `for good: ${String(error)}`}`);
      return;
    }
  }
}

await Promise.all([write(), write(), write(), write()]);
process.exit(0);
