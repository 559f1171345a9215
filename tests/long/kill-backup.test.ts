import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, inject, it, onTestFinished } from 'vitest';
import { backupsIn, makeBackup } from '../../src/server/backup/backups.ts';
import { readBackup } from '../../src/server/backup/read-backup.ts';
import type { Database } from '../../src/server/database/database.ts';
import type { Child } from '../support/programs/child.ts';
import { describeEachEngine, type DatabasePlace, type TestEngine } from '../support/engines/engines.ts';
import { kyselyTestStorage } from '../support/engines/kysely-test-storage.ts';
import { startProgram } from '../support/programs/programs.ts';
import { quietLogger } from '../support/quiet-logger.ts';

// `npm run backup` and `npm run restore` as the processes they are, killed by kill -9 while they are at it.

const rounds = 15;
const rows = 30_000;
const commandsOn = (place: DatabasePlace, directory: string) => {
  const env = {
    DATA_DIR: place.dataDir,
    BACKUP_DIR: directory,
    ...(place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl }),
  };
  return (...args: string[]): Child => startProgram('cli', args, env);
};

/** A database with much in it, and a folder with one backup of it; what changed since is in no backup. */
async function prepared(engine: TestEngine) {
  const directory = mkdtempSync(join(tmpdir(), 'thon-so-backups-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const place = await engine.place();
  const onDatabase = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    const database = await engine.open(place, { name: 'thon-so command' });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  };
  const file = await onDatabase(async (database) => {
    await kyselyTestStorage(database);
    await sql`
      insert into server_state select 'row ' || i, repeat(md5(i::text), 8)
      from generate_series(1, ${rows}::int) i`.execute(database.db);
    await sql`
      insert into area (id, kind, prefix, name, aliases)
      values (gen_random_uuid(), 'province', 'tỉnh', 'Mẫu', '[]')`.execute(database.db);
    return (
      await makeBackup({
        db: database.db,
        clock: { now: () => Date.UTC(2026, 10, 25) },
        logger: quietLogger,
        directory,
        keep: 9,
      })
    ).file;
  });
  /** So that what is there differs from the backup. */
  const change = () => onDatabase(({ db }) => sql`delete from server_state where key like 'row %7'`.execute(db));
  await change();
  const held = () =>
    onDatabase(async ({ db }) => {
      const found = await sql<{ rows: number; epoch: string }>`
        select (select count(*)::int from server_state where key like 'row %') as rows,
          (select value from server_state where key = 'epoch') as epoch`.execute(db);
      return found.rows[0];
    });
  const sizeOfRows = () =>
    onDatabase(async ({ db }) =>
      Number(
        (await sql<{ bytes: string }>`select pg_relation_size('server_state') as bytes`.execute(db)).rows[0]?.bytes,
      ),
    );
  return {
    directory,
    file,
    held,
    change,
    sizeOfRows,
    size: () => sizeOnDisk(place),
    command: commandsOn(place, directory),
  };
}

/** Bytes of the database's tables, also of those that a transaction under way is about to bring. */
async function sizeOnDisk({ dataDir, databaseUrl }: DatabasePlace): Promise<number> {
  if (databaseUrl === undefined) {
    const files = readdirSync(join(dataDir, 'pglite', 'base'), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile(),
    );
    // A file may go while we look.
    return files.reduce(
      (sum, { parentPath, name }) => sum + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  }
  const client = new pg.Client({ connectionString: inject('databaseUrl') });
  await client.connect();
  try {
    const {
      rows: [found],
    } = await client.query<{ bytes: string }>('select pg_database_size($1) as bytes', [
      new URL(databaseUrl).pathname.slice(1),
    ]);
    return Number(found?.bytes);
  } finally {
    await client.end();
  }
}

const ended = async (child: Child): Promise<void> => {
  const { code, errors } = await child.ended;
  expect(code, errors).toBe(0);
};

describeEachEngine('kill -9', (engine) => {
  it('of a backup leaves the older ones whole; its half is removed by the next', { timeout: 900_000 }, async () => {
    const { directory, file, command } = await prepared(engine);
    const unfinished = () => readdirSync(directory).filter((name) => name.endsWith('.unfinished'));
    for (let round = 0; round < rounds; round++) {
      const killed = command('backup');
      while (unfinished().every((name) => statSync(join(directory, name)).size === 0) || unfinished().length === 0) {
        expect(killed.process.exitCode, 'it was not done yet').toBeNull();
        await wait(1);
      }
      await killed.kill();
      expect(unfinished()).toHaveLength(1);
      expect((await backupsIn(directory)).map(({ name }) => join(directory, name))).toEqual([file]);
      await readBackup(file);
    }
    await ended(command('backup'));
    expect(unfinished()).toEqual([]);
    const [, made] = await backupsIn(directory);
    await readBackup(join(directory, made?.name ?? 'none'));
  });

  it('of a restore leaves the database as it was; then it can be run again', { timeout: 900_000 }, async () => {
    const { held, change, file, command, size, sizeOfRows } = await prepared(engine);
    const before = { rows: rows * 0.9, epoch: '1' };
    expect(await held()).toEqual(before);
    await ended(command('restore', file, '--replace'));
    expect(await held(), 'a first time to its end').toMatchObject({ rows });
    for (let round = 0; round < rounds; round++) {
      await change();
      const now = await held();
      // What is restored lies beside what was there until it is committed: the database grows by about as much as the
      // rows take up.
      const [begun, goal] = [await size(), (await sizeOfRows()) * (0.3 + (0.5 * round) / rounds)];
      const killed = command('restore', file, '--replace');
      while ((await size()) - begun < goal) {
        expect(killed.process.exitCode, 'it was not done yet').toBeNull();
        await wait(1);
      }
      await killed.kill();
      const after = await held();
      // It may have committed a moment before it would have said so: all or nothing, never a part.
      expect([before.rows, rows]).toContain(after?.rows);
      if (round === 0) expect(after, 'killed on its way').toEqual(now);
    }
    await ended(command('restore', file, '--replace'));
    expect(await held()).toMatchObject({ rows });
  });
});
