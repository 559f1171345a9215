import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { assert } from '../../../src/lib/assert.ts';
import { createEngine } from '../../support/engines.ts';
import { kyselyTestStorage } from '../../support/kysely-test-storage.ts';
import { SyncWorld } from '../../support/sync-world.ts';

/** A point where a transaction waits until the test lets it go on. */
function gate(): { readonly reached: Promise<void>; readonly open: () => void; readonly pass: () => Promise<void> } {
  let open = (): void => undefined;
  let arrive = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  return { reached, open, pass: () => (arrive(), opened) };
}

// Embedded PGlite is one session and cannot show this.
describe('a pull cursor on PostgreSQL, with several sessions at once', () => {
  const engine = createEngine('postgres');

  it('never skips a row of a push that began earlier and commits later', async () => {
    const opened = await kyselyTestStorage(await engine.openFresh());
    const world = new SyncWorld(opened);
    const village = await world.village();
    const [slow, fast, reader] = [await world.phone(village), await world.phone(village), await world.phone(village)];
    const beforeCommit = gate();
    const slowDeps = { ...world.deps, storage: { ...world.deps.storage, transaction: heldBeforeCommit(opened.storage, beforeCommit.pass) } };
    const slowWorld = Object.assign(Object.create(SyncWorld.prototype) as SyncWorld, world, { deps: slowDeps });
    const slowPhone = Object.assign(Object.create(Object.getPrototypeOf(slow) as object) as typeof slow, slow, { world: slowWorld });

    const first = slowPhone.tell(slow.op(world.newId(), { headName: 'Chậm' }));
    await beforeCommit.reached;
    const second = fast.tell(fast.op(world.newId(), { headName: 'Nhanh' }));
    const early = await reader.catchUp();
    expect(early.rows, 'the village row is locked, so nothing can become visible ahead of the slow push').toEqual([]);
    beforeCommit.open();
    expect([await first, await second]).toEqual([['applied'], ['applied']]);
    const late = await reader.catchUp();
    expect(late.rows.map((row) => [row.version, row.fields?.['headName']])).toEqual([[1, 'Chậm'], [2, 'Nhanh']]);
  });

  it('would skip it with a serial number as cursor: the same two writers, the same reader', async () => {
    const database = await engine.openFresh();
    const db = database.db;
    await sql`create table serial_row (version bigserial primary key, name text not null)`.execute(db);
    const beforeCommit = gate();
    const write = (name: string, hold?: () => Promise<void>) =>
      db.transaction().execute(async (trx) => {
        await sql`insert into serial_row (name) values (${name})`.execute(trx);
        await hold?.();
      });
    const readAfter = async (cursor: number) =>
      (await sql<{ version: number; name: string }>`select version, name from serial_row where version > ${cursor} order by version`.execute(db)).rows;

    const slow = write('Chậm', beforeCommit.pass);
    await beforeCommit.reached;
    await write('Nhanh');
    const early = await readAfter(0);
    expect(early.map((row) => row.name)).toEqual(['Nhanh']);
    beforeCommit.open();
    await slow;
    const last = early.at(-1);
    assert(last, 'the fast row was seen');
    expect(await readAfter(last.version), 'the slow row lies behind the cursor for ever').toEqual([]);
  });
});

type Transaction = Awaited<ReturnType<typeof kyselyTestStorage>>['storage']['transaction'];

const heldBeforeCommit =
  (storage: { transaction: Transaction }, hold: () => Promise<void>): Transaction =>
  (work) =>
    storage.transaction(async (tx) => {
      const result = await work(tx);
      await hold();
      return result;
    });
