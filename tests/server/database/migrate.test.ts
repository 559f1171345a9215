import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/lib/clock.ts';
import type { Database } from '../../../src/server/database/database.ts';
import { migrate, MigrationRefused, type Migration } from '../../../src/server/database/migrate.ts';
import { describeEachEngine } from '../../support/engines/engines.ts';
import { recordingLogger } from '../../support/quiet-logger.ts';

const first: Migration = {
  id: '0001-village',
  sql: "create table village (id int primary key); insert into village values (1); comment on table village is 'a;b'",
};
const second: Migration = {
  id: '0002-household',
  sql: 'create table household (id int primary key, village int references village (id))',
};
const broken: Migration = { id: '0002-broken', sql: 'create table half (id int); insert into nowhere values (1)' };
const clock: Clock = { now: () => 1_795_000_000_000 };

const run = (database: Database, migrations: readonly Migration[]): Promise<string[]> =>
  migrate(database, migrations, { clock, logger: recordingLogger() });

describeEachEngine('migrations', (engine) => {
  const tables = async ({ db }: Database): Promise<string[]> => {
    const { rows } = await sql<{
      name: string;
    }>`select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db);
    return rows.map(({ name }) => name);
  };

  it('are applied once, in order, and logged', async () => {
    const database = await engine.openFresh();
    const logger = recordingLogger();
    expect(await migrate(database, [first], { clock, logger })).toEqual(['0001-village']);
    expect(await migrate(database, [first, second], { clock, logger })).toEqual(['0002-household']);
    expect(await migrate(database, [first, second], { clock, logger })).toEqual([]);
    expect(await tables(database)).toEqual(['household', 'schema_migration', 'village']);
    expect((await sql`select id, applied_at from schema_migration order by id`.execute(database.db)).rows).toEqual([
      { id: '0001-village', applied_at: 1_795_000_000_000 },
      { id: '0002-household', applied_at: 1_795_000_000_000 },
    ]);
    expect(logger.entries).toHaveLength(2);
  });

  it('leave nothing of one that fails, and keep those before it', async () => {
    const database = await engine.openFresh();
    await expect(run(database, [first, broken])).rejects.toMatchObject({ code: '42P01' });
    expect(await tables(database)).toEqual(['schema_migration', 'village']);
    expect(await run(database, [first, second])).toEqual(['0002-household']);
  });

  it('started by several at once are applied once', async () => {
    const place = await engine.place();
    // PGlite has one process; several callers within it are the nearest it can come.
    const databases =
      engine.kind === 'postgres'
        ? await Promise.all([1, 2, 3].map(() => engine.open(place)))
        : Array<Database>(3).fill(await engine.open(place));
    const applied = await Promise.all(databases.map((database) => run(database, [first, second])));
    expect(applied.flat().sort()).toEqual(['0001-village', '0002-household']);
  });

  it('refuse an applied one that has changed', async () => {
    const database = await engine.openFresh();
    await run(database, [first]);
    const changed = { ...first, sql: `${first.sql} ` };
    await expect(run(database, [changed, second])).rejects.toThrow(
      'Migration 0001-village has changed since it was applied to this database.',
    );
    expect(await tables(database)).not.toContain('household');
  });

  it('refuse a database that a newer version has migrated', async () => {
    const database = await engine.openFresh();
    await run(database, [first, second]);
    await expect(run(database, [first])).rejects.toThrow(
      'The database has migration 0002-household, which this version does not know.',
    );
    await expect(run(database, [first, { ...second, id: '0002-other' }])).rejects.toBeInstanceOf(MigrationRefused);
  });
});

describe('a list of migrations', () => {
  it.each([
    ['two first ones', [first, first]],
    ['a gap', [first, { ...second, id: '0003-household' }]],
    ['no name', [{ ...first, id: '0001' }]],
  ])('with %s is refused', async (_what, list) => {
    const untouched = { db: undefined as never, withAdvisoryLock: () => expect.fail('the database was touched') };
    await expect(migrate(untouched, list, { clock, logger: recordingLogger() })).rejects.toBeInstanceOf(
      MigrationRefused,
    );
  });
});
