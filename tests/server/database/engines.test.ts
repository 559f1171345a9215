import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { isRetryable } from '../../../src/server/database/retryable.ts';
import { describeEachEngine } from '../../support/engines/engines.ts';

type Tables = {
  note: { id: number; text: string | null };
};

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail('should have failed'),
    (error: unknown) => error,
  );

describeEachEngine('the database', (engine) => {
  const openWithNotes = async () => {
    const { db, ...rest } = await engine.openFresh();
    await sql`create table note (id int primary key, text text check (text <> 'forbidden'))`.execute(db);
    return { db: db.withTables<Tables>(), ...rest };
  };

  it('gives the same values of the same types', async () => {
    const { db } = await engine.openFresh();
    const { rows } = await sql`select
      1::smallint as small, -7::int as whole, 1099511627777::bigint as big, 9007199254740991::bigint as biggest,
      0.1::float8 as float, 12.50::numeric as money,
      'Ê̆đê ƀŏ H’Pin'::text as words, true as yes, null::text as nothing,
      'a1b2c3d4-0000-7000-8000-000000000000'::uuid as id,
      '{"a":[1,null,"x"]}'::jsonb as json, '[]'::jsonb as list, 'null'::jsonb as json_null, '\\x00ff10'::bytea as bytes,
      '2026-11-22 10:00:00.5+07'::timestamptz as moment, '2026-11-22'::date as day,
      '{1,NULL,3}'::int[] as wholes, '{1099511627776,NULL}'::bigint[] as bigs,
      '{"a,b",c}'::text[] as texts, '{2026-11-22}'::date[] as days`.execute(db);
    expect(rows).toEqual([
      {
        small: 1,
        whole: -7,
        big: 2 ** 40 + 1,
        biggest: Number.MAX_SAFE_INTEGER,
        float: 0.1,
        money: '12.50',
        words: 'Ê̆đê ƀŏ H’Pin',
        yes: true,
        nothing: null,
        id: 'a1b2c3d4-0000-7000-8000-000000000000',
        json: { a: [1, null, 'x'] },
        list: [],
        json_null: null,
        bytes: Buffer.from([0, 255, 16]),
        moment: new Date('2026-11-22T03:00:00.500Z'),
        day: '2026-11-22',
        wholes: [1, null, 3],
        bigs: [2 ** 40, null],
        texts: ['a,b', 'c'],
        days: ['2026-11-22'],
      },
    ]);
  });

  it('takes the same values as parameters', async () => {
    const { db } = await engine.openFresh();
    const moment = new Date('2026-11-22T03:00:00.500Z');
    const { rows } = await sql`select
      ${2 ** 40}::bigint as big, ${JSON.stringify({ tên: 'Ea Knuếc' })}::jsonb as json,
      ${moment}::timestamptz as moment,
      ${Buffer.from([0, 1, 255])}::bytea as bytes, ${['a', null, 'b,c']}::text[] as texts,
      ${null}::int as nothing, ${true}::boolean as yes`.execute(db);
    expect(rows).toEqual([
      {
        big: 2 ** 40,
        json: { tên: 'Ea Knuếc' },
        moment,
        bytes: Buffer.from([0, 1, 255]),
        texts: ['a', null, 'b,c'],
        nothing: null,
        yes: true,
      },
    ]);
  });

  it('refuses a bigint that a number cannot hold, and goes on', async () => {
    const { db } = await engine.openFresh();
    expect(await failure(sql`select 9007199254740993::bigint as big`.execute(db))).toBeInstanceOf(RangeError);
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  it('carries five megabytes there and back', async () => {
    const { db } = await engine.openFresh();
    const text = 'ơ'.repeat(2_500_000);
    const { rows } = await sql<{ text: string }>`select ${text} as text`.execute(db);
    expect(rows[0]?.text === text).toBe(true);
  });

  it('counts the rows a statement has changed', async () => {
    const { db } = await openWithNotes();
    await db
      .insertInto('note')
      .values([
        { id: 1, text: 'a' },
        { id: 2, text: 'b' },
      ])
      .execute();
    const [result] = await db.updateTable('note').set({ text: 'c' }).execute();
    expect(result?.numUpdatedRows).toBe(2n);
  });

  describe('transactions', () => {
    it('roll back as a whole when the work throws', async () => {
      const { db } = await openWithNotes();
      const reason = new Error('changed my mind');
      const work = db.transaction().execute(async (trx) => {
        await trx.insertInto('note').values({ id: 1, text: 'a' }).execute();
        throw reason;
      });
      expect(await failure(work)).toBe(reason);
      expect(await db.selectFrom('note').selectAll().execute()).toEqual([]);
    });

    it('keep what came before a failed savepoint', async () => {
      const { db } = await openWithNotes();
      await db.transaction().execute(async (trx) => {
        await trx.insertInto('note').values({ id: 1, text: 'a' }).execute();
        await sql`savepoint one_group`.execute(trx);
        await failure(trx.insertInto('note').values({ id: 1, text: 'again' }).execute());
        await sql`rollback to savepoint one_group`.execute(trx);
        await trx.insertInto('note').values({ id: 2, text: 'b' }).execute();
      });
      expect(await db.selectFrom('note').select('id').orderBy('id').execute()).toEqual([{ id: 1 }, { id: 2 }]);
    });

    it('see one snapshot when they ask for repeatable read', async () => {
      const { db } = await openWithNotes();
      const level = await db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (trx) => (await sql`show transaction_isolation`.execute(trx)).rows);
      expect(level).toEqual([{ transaction_isolation: 'repeatable read' }]);
    });

    it('of 40 callers at once are all done, none mixed with another', async () => {
      const { db } = await openWithNotes();
      await db.insertInto('note').values({ id: 0, text: '0' }).execute();
      const increment = (): Promise<void> =>
        db.transaction().execute(async (trx) => {
          const { text } = await trx
            .selectFrom('note')
            .select('text')
            .where('id', '=', 0)
            .forUpdate()
            .executeTakeFirstOrThrow();
          await trx
            .updateTable('note')
            .set({ text: String(Number(text) + 1) })
            .where('id', '=', 0)
            .execute();
        });
      await Promise.all(Array.from({ length: 40 }, increment));
      expect(await db.selectFrom('note').select('text').execute()).toEqual([{ text: '40' }]);
    });
  });

  describe('errors', () => {
    it.each([
      ['a double key', sql`insert into note values (1, 'a'), (1, 'b')`, '23505'],
      ['a failed check', sql`insert into note values (1, 'forbidden')`, '23514'],
      ['a wrong number', sql`select ${'x'}::int`, '22P02'],
      ['a division by zero in a statement with parameters', sql`select 1 / ${0}::int`, '22012'],
      ['bad SQL', sql`selec 1`, '42601'],
      ['a missing table', sql`select * from nowhere`, '42P01'],
    ])('of %s keep their SQLSTATE, are not retryable, and the next query works', async (_what, statement, code) => {
      const { db } = await openWithNotes();
      const error = await failure(statement.execute(db));
      expect(error).toMatchObject({ code });
      expect(isRetryable(error)).toBe(false);
      expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
    });

    it('name the constraint', async () => {
      const { db } = await openWithNotes();
      expect(await failure(sql`insert into note values (1, 'a'), (1, 'b')`.execute(db))).toMatchObject({
        constraint: 'note_pkey',
        table: 'note',
      });
    });
  });

  it('runs the work under one advisory lock in turn, and under another at once', async () => {
    const database = await engine.openFresh();
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await sql`select 1`.execute(database.db);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
    };
    await Promise.all(Array.from({ length: 5 }, () => database.withAdvisoryLock('same', work)));
    expect(most).toBe(1);
    await database.withAdvisoryLock('outer', () => database.withAdvisoryLock('inner', work));
    await expect(database.withAdvisoryLock('same', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await database.withAdvisoryLock('same', work);
  });

  it('keeps everything over a close and a new start', async () => {
    const place = await engine.place();
    const first = await engine.open(place);
    await sql`create table kept as select 'đã lưu' as text`.execute(first.db);
    await first.close();
    const second = await engine.open(place);
    expect((await sql`select * from kept`.execute(second.db)).rows).toEqual([{ text: 'đã lưu' }]);
  });

  it('answers retryably once it is closed', async () => {
    const { db, close } = await engine.openFresh();
    await close();
    expect(isRetryable(await failure(sql`select 1`.execute(db)))).toBe(true);
  });
});
