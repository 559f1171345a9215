import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { checkPostgres } from '../../../src/server/database/postgres-pool.ts';
import { isRetryable } from '../../../src/server/database/retryable.ts';
import { createEngine, type DatabasePlace } from '../../support/engines/engines.ts';
import { recordingLogger } from '../../support/quiet-logger.ts';

const engine = createEngine('postgres');
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail('should have failed'),
    (error: unknown) => error,
  );

/** A connection beside the tested ones, to a database that stays. */
async function admin(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: inject('databaseUrl') });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

describe('a connection that PostgreSQL ends', () => {
  const terminate = async (place: DatabasePlace): Promise<void> => {
    const name = new URL(place.databaseUrl ?? '').pathname.slice(1);
    const client = await admin();
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    const connected = async () =>
      (await client.query('select 1 from pg_stat_activity where datname = $1', [name])).rowCount;
    await expect.poll(connected, { timeout: 10_000 }).toBe(0);
    // Gone for PostgreSQL; this process learns of it when it next reads its sockets.
    await new Promise((resolve) => setImmediate(resolve));
  };

  it('between two statements of a transaction fails it retryably and not the process', async () => {
    const place = await engine.place();
    const { db } = await engine.open(place);
    const error = await failure(
      db.transaction().execute(async (trx) => {
        await sql`select 1`.execute(trx);
        await terminate(place);
        await sql`select 2`.execute(trx);
      }),
    );
    expect(isRetryable(error)).toBe(true);
    expect((await sql`select 3 as three`.execute(db)).rows).toEqual([{ three: 3 }]);
  });

  it('in the middle of a statement fails it retryably', async () => {
    const place = await engine.place();
    const { db } = await engine.open(place);
    const sleeping = failure(sql`select pg_sleep(30)`.execute(db));
    const asleep = async () =>
      (
        await (
          await admin()
        ).query("select 1 from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid()")
      ).rowCount;
    await expect.poll(asleep, { timeout: 10_000 }).toBe(1);
    await terminate(place);
    expect(isRetryable(await sleeping)).toBe(true);
  });

  it('while idle is only logged', async () => {
    const place = await engine.place();
    const logger = recordingLogger();
    const { db } = await engine.open(place, { logger });
    await sql`select 1`.execute(db);
    await terminate(place);
    expect((await sql`select 2 as two`.execute(db)).rows).toEqual([{ two: 2 }]);
    expect(logger.entries).toContainEqual({ level: 'warn', message: 'A database connection was lost.' });
  });
});

it('two transactions that collide fail retryably', async () => {
  const { db } = await engine.openFresh();
  await sql`create table counter (value int)`.execute(db);
  await sql`insert into counter values (0)`.execute(db);
  const error = await failure(
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (trx) => {
        await sql`select * from counter`.execute(trx);
        await sql`update counter set value = 1`.execute(db);
        await sql`update counter set value = 2`.execute(trx);
      }),
  );
  expect(error).toMatchObject({ code: '40001' });
  expect(isRetryable(error)).toBe(true);
});

it('a lock that another process holds is waited for beyond the time a request may take', async () => {
  const place = await engine.place();
  const [first, second] = [await engine.open(place), await engine.open(place)];
  const order: string[] = [];
  let taken = (): void => undefined;
  const holding = new Promise<void>((resolve) => (taken = resolve));
  const one = first.withAdvisoryLock('job', async () => {
    taken();
    await new Promise((resolve) => setTimeout(resolve, 100));
    order.push('first');
  });
  await holding;
  await second.withAdvisoryLock('job', async () => void order.push('second'));
  await one;
  expect(order).toEqual(['first', 'second']);
});

describe('a PostgreSQL that cannot keep what is promised is refused:', () => {
  const place = async (options: string) => {
    const name = `test_${randomBytes(6).toString('hex')}`;
    const client = await admin();
    await client.query(`create database ${name} template template0 ${options}`);
    onTestFinished(async () => void (await client.query(`drop database ${name} with (force)`)));
    const url = new URL(inject('databaseUrl'));
    url.pathname = `/${name}`;
    return { client, name, dataDir: '/unused', databaseUrl: url.href };
  };

  it('an encoding other than UTF8', async () => {
    await expect(engine.open(await place("encoding 'LATIN1' locale 'C'"))).rejects.toThrow(
      "The database's encoding is LATIN1.",
    );
  });

  it('synchronous_commit=off', async () => {
    const { client, name, ...at } = await place('');
    await client.query(`alter database ${name} set synchronous_commit = off`);
    await expect(engine.open(at)).rejects.toThrow('The database has synchronous_commit=off');
  });

  it('a version before 15', async () => {
    const old = {
      query: async () => ({
        rows: [{ number: '140012', version: '14.12', encoding: 'UTF8', fsync: 'on', commit: 'on' }],
      }),
    } as unknown as pg.Pool;
    await expect(checkPostgres(old, recordingLogger())).rejects.toThrow(
      'DATABASE_URL leads to PostgreSQL 14.12. This server needs version 15 or newer.',
    );
  });

  it('and one with fsync=off is warned of', async () => {
    const logger = recordingLogger();
    const risky = {
      query: async () => ({
        rows: [{ number: '150000', version: '15', encoding: 'UTF8', fsync: 'off', commit: 'on' }],
      }),
    } as unknown as pg.Pool;
    await checkPostgres(risky, logger);
    expect(logger.entries).toEqual([{ level: 'warn', message: expect.stringContaining('fsync=off') as string }]);
  });

  it('a server that is not there', async () => {
    expect(
      isRetryable(
        await failure(
          engine.open({ dataDir: '/unused', databaseUrl: 'postgresql://nobody@localhost/none?host=/nowhere' }),
        ),
      ),
    ).toBe(true);
  });
});
