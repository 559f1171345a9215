import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { EmbeddedEngine } from '../../../src/server/database/pglite/embedded-engine.ts';
import { pgliteFolder } from '../../../src/server/database/pglite/open-pglite.ts';
import { isRetryable } from '../../../src/server/database/retryable.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { quietLogger, recordingLogger } from '../../support/quiet-logger.ts';

const engine = createEngine('pglite');
const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => error,
  );

it('whose thread crashes fails retryably for all who wait, and restarts with everything stored', async () => {
  const place = await engine.place();
  const logger = recordingLogger();
  const { db } = await engine.open(place, { logger });
  await sql`create table note (id int primary key)`.execute(db);
  await sql`insert into note values (1)`.execute(db);

  // A log that cannot be continued makes PostgreSQL panic, as a full disk does.
  const log = join(place.dataDir, pgliteFolder, 'pg_wal');
  renameSync(log, `${log}-away`);
  const inTransaction = db.transaction().execute(async (trx) => {
    await sql`insert into note values (2)`.execute(trx);
    await sql`select pg_switch_wal()`.execute(trx);
    await sql`insert into note select generate_series(100, 200)`.execute(trx);
  });
  const waiting = sql`insert into note values (3)`.execute(db);
  const outcomes = await Promise.all([outcome(inTransaction), outcome(waiting)]);
  expect(outcomes[0]).toBeInstanceOf(Error);
  expect(isRetryable(outcomes[0])).toBe(true);
  expect(outcomes.filter((one) => one !== 'done').every(isRetryable)).toBe(true);
  expect(logger.entries.filter(({ level }) => level === 'error').map(({ message }) => message)).toContainEqual(
    expect.stringContaining('PostgreSQL stopped'),
  );

  if (existsSync(`${log}-away`)) renameSync(`${log}-away`, log);
  const { rows } = await sql<{ id: number }>`select id from note where id <> 3 order by id`.execute(db);
  expect(rows).toEqual([{ id: 1 }]);
  await sql`insert into note values (4)`.execute(db);
});

it('forgets the transaction and the settings of a client that vanished', async () => {
  const { dataDir } = await engine.place();
  const embedded = new EmbeddedEngine(join(dataDir, pgliteFolder), quietLogger);
  onTestFinished(() => embedded.stop());
  const connect = async () => {
    const stream = embedded.connect();
    const client = new pg.Client({ stream: () => stream, user: 'postgres', database: 'postgres' });
    client.on('error', () => undefined);
    await client.connect();
    return { client, stream };
  };
  const first = await connect();
  await first.client.query('create table note (id int primary key)');
  await first.client.query("set statement_timeout = '1h'; begin; insert into note values (1)");
  first.stream.destroy();
  const second = await connect();
  expect((await second.client.query('select * from note')).rows).toEqual([]);
  expect((await second.client.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '0' }]);
  await second.client.end();
});
