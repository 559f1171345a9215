import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { backupsIn, makeBackup } from '../../../src/server/backup/backups.ts';
import { readBackup } from '../../../src/server/backup/read-backup.ts';
import type { Database } from '../../../src/server/database/database.ts';
import type { Child } from '../../support/child.ts';
import { describeEachEngine, type DatabasePlace, type TestEngine } from '../../support/engines.ts';
import { kyselyTestStorage } from '../../support/kysely-test-storage.ts';
import { startProgram } from '../../support/programs.ts';
import { quietLogger } from '../../support/quiet-logger.ts';

// `npm run backup` and `npm run restore` as the processes they are, killed by kill -9 while they are at it.

const rounds = process.env['LONG_ROUNDS'] ? 15 : 2;
const rows = 30_000;
const commandsOn = (place: DatabasePlace, directory: string) => {
  const env = { DATA_DIR: place.dataDir, BACKUP_DIR: directory, ...(place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl }) };
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
    await sql`insert into server_state select 'row ' || i, repeat(md5(i::text), 8) from generate_series(1, ${rows}::int) i`.execute(database.db);
    await sql`insert into area (id, kind, prefix, name, aliases) values (gen_random_uuid(), 'province', 'tỉnh', 'Mẫu', '[]')`.execute(database.db);
    return (await makeBackup({ db: database.db, clock: { now: () => Date.UTC(2026, 10, 25) }, logger: quietLogger, directory, keep: 9 })).file;
  });
  /** So that what is there differs from the backup. */
  const change = () => onDatabase(({ db }) => sql`delete from server_state where key like 'row %7'`.execute(db));
  await change();
  const held = () =>
    onDatabase(async ({ db }) => {
      const found = await sql<{ rows: number; epoch: string }>`
        select (select count(*)::int from server_state where key like 'row %') as rows, (select value from server_state where key = 'epoch') as epoch`.execute(db);
      return found.rows[0];
    });
  return { directory, file, held, change, command: commandsOn(place, directory) };
}

const ended = async (child: Child): Promise<void> => {
  const { code, errors } = await child.ended;
  expect(code, errors).toBe(0);
};

describeEachEngine('kill -9', (engine) => {
  it('of a backup leaves the older ones whole; its half is removed by the next', { timeout: 300_000 }, async () => {
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

  it('of a restore leaves the database as it was; then it can be run again', { timeout: 300_000 }, async () => {
    const { held, change, file, command } = await prepared(engine);
    const before = { rows: rows * 0.9, epoch: '1' };
    expect(await held()).toEqual(before);
    const started = performance.now();
    await ended(command('restore', file, '--replace'));
    const took = performance.now() - started;
    expect(await held(), 'a first time to its end, to see how long it takes').toMatchObject({ rows });
    for (let round = 0; round < rounds; round++) {
      await change();
      const now = await held();
      const killed = command('restore', file, '--replace');
      await wait(took * (0.5 + (0.4 * round) / rounds));
      const inTime = killed.process.exitCode === null;
      await killed.kill();
      const after = await held();
      // It may have committed a moment before it would have said so: all or nothing, never a part.
      expect([before.rows, rows]).toContain(after?.rows);
      if (round === 0) expect([inTime, after], 'killed half way').toEqual([true, now]);
    }
    await ended(command('restore', file, '--replace'));
    expect(await held()).toMatchObject({ rows });
  });
});
