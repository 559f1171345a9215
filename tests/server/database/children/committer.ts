// Opens a database and makes one commit, saying when it asks for it and when it has the answer.
import { sql } from 'kysely';
import { openDatabase } from '../../../../src/server/database/open-database.ts';
import type { DatabasePlace } from '../../../support/engines/engines.ts';
import { quietLogger } from '../../../support/quiet-logger.ts';
import { say } from './say.ts';

const database = await openDatabase({ ...(JSON.parse(process.argv[2] ?? '') as DatabasePlace), logger: quietLogger });
const { db } = database;
await sql`create table note (id int primary key, text text)`.execute(db);
await db.transaction().execute(async (trx) => {
  await sql`insert into note values (1, 'kept')`.execute(trx);
  say('asking for the commit');
});
say('the commit is acknowledged');
await database.close();
