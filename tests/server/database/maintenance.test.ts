import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { startMaintenance } from '../../../src/server/database/pglite/maintenance.ts';
import { pgliteFolder } from '../../../src/server/database/pglite/open-pglite.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { quietLogger, recordingLogger } from '../../support/quiet-logger.ts';

const engine = createEngine('pglite');

it('keeps the log and the tables bounded', async () => {
  const place = await engine.place();
  const database = await engine.open(place);
  const { db } = database;
  const segments = (): number =>
    readdirSync(join(place.dataDir, pgliteFolder, 'pg_wal')).filter((name) => /^[0-9A-F]{24}$/.test(name)).length;
  const size = async (): Promise<number> =>
    (await sql<{ size: number }>`select pg_table_size('note') as size`.execute(db)).rows[0]?.size ?? 0;
  await sql`create table note (id int, filler text)`.execute(db);
  await sql`insert into note select id, repeat('x', 1000) from generate_series(1, 5000) id`.execute(db);
  const sizes: number[] = [];
  for (let round = 0; round < 6; round++) {
    await sql`update note set id = id + 1`.execute(db);
    await database.vacuum();
    await database.checkpoint();
    sizes.push(await size());
  }
  expect(sizes.at(-1)).toBe(sizes[1]);
  expect(segments()).toBeLessThanOrEqual(4);
  expect((await sql`select reltuples::int as rows from pg_class where relname = 'note'`.execute(db)).rows).toEqual([
    { rows: 5000 },
  ]);
});

it('leaves an idle database alone', async () => {
  const database = await engine.openFresh();
  const position = async () => (await sql`select pg_current_wal_insert_lsn()::text as at`.execute(database.db)).rows;
  await database.checkpoint();
  const before = await position();
  await database.checkpoint();
  expect(await position()).toEqual(before);
});

it('runs by the timer, goes on after a failed round, and ends', async () => {
  const done: string[] = [];
  const logger = recordingLogger();
  const twice = new Promise<void>((resolve) => {
    const stop = startMaintenance(
      {
        checkpoint: async () => {
          done.push('checkpoint');
          if (done.length === 1) throw new Error('disk full');
          if (done.length >= 3) resolve();
        },
        vacuum: async () => void done.push('vacuum'),
      },
      { checkpointMs: 5, vacuumMs: 1_000_000 },
      logger,
    );
    onTestFinished(stop);
  });
  await twice;
  expect(logger.entries).toEqual([{ level: 'error', message: "The database's checkpoint failed." }]);
  expect(done).not.toContain('vacuum');
});

it('stops only when the round under way is done', async () => {
  let finish = (): void => undefined;
  let started = (): void => undefined;
  const running = new Promise<void>((resolve) => (started = resolve));
  const checkpoint = () =>
    new Promise<void>((resolve) => {
      finish = resolve;
      started();
    });
  const stop = startMaintenance(
    { checkpoint, vacuum: checkpoint },
    { checkpointMs: 1, vacuumMs: 1_000_000 },
    quietLogger,
  );
  await running;
  let stopped = false;
  const stopping = stop().then(() => (stopped = true));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(stopped).toBe(false);
  finish();
  await stopping;
});
