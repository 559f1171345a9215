// Commits on a disk that begins to fail (BROKEN_DISK, disk-recorder.ts), and says what it meets.
import { writeFileSync, rmSync } from 'node:fs';
import { sql } from 'kysely';
import { openDatabase } from '../../../../src/server/database/open-database.ts';
import { isRetryable } from '../../../../src/server/database/retryable.ts';
import type { DatabasePlace } from '../../../support/engines/engines.ts';
import { recordingLogger } from '../../../support/quiet-logger.ts';
import { say } from './say.ts';

const brokenDisk = process.env['BROKEN_DISK'] ?? '';
const logger = recordingLogger();
const database = await openDatabase({ ...(JSON.parse(process.argv[2] ?? '') as DatabasePlace), logger });
const store = async (id: number): Promise<void> => {
  try {
    await sql`insert into note values (${id})`.execute(database.db);
    say(`stored ${id}`);
  } catch (error) {
    say(`failed ${id} ${isRetryable(error) ? 'retryable' : 'for good'}: ${String(error)}`);
  }
};

await sql`create table if not exists note (id int primary key)`.execute(database.db);
const { rows } = await sql<{ id: number }>`select id from note order by id`.execute(database.db);
say(`found ${JSON.stringify(rows.map(({ id }) => id))}`);
await store(1);
writeFileSync(brokenDisk, '');
await store(2);
rmSync(brokenDisk);
await store(3);
say(`logged ${JSON.stringify(logger.entries.map(({ message }) => message))}`);
await database.close();
