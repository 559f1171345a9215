import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { assert } from '../../../src/lib/assert.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { gate } from '../../support/programs/gate.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { SyncWorld } from '../../support/sync-world.ts';

// Embedded PGlite is one session and cannot show this.
describe('a pull cursor on PostgreSQL, with several sessions at once', () => {
  const engine = createEngine('postgres');

  it('never skips a row of a push that began earlier and commits later; a serial number as cursor does', async () => {
    const database = await engine.openFresh();
    const opened = await kyselyTestStorage(database);
    await sql`create table serial_row (version bigserial primary key, name text not null)`.execute(database.db);
    const world = new SyncWorld(opened);
    const village = await world.village();
    const [slow, fast, reader] = [await world.phone(village), await world.phone(village), await world.phone(village)];
    const beforeCommit = gate();
    const serialBeforeCommit = gate();
    const slowDeps = {
      ...world.deps,
      storage: { ...world.deps.storage, transaction: heldBeforeCommit(opened.storage, beforeCommit.pass) },
    };
    const slowWorld = Object.assign(Object.create(SyncWorld.prototype) as SyncWorld, world, { deps: slowDeps });
    const slowPhone = Object.assign(Object.create(Object.getPrototypeOf(slow) as object) as typeof slow, slow, {
      world: slowWorld,
    });
    const writeSerial = (name: string, hold?: () => Promise<void>) =>
      database.db.transaction().execute(async (trx) => {
        await sql`insert into serial_row (name) values (${name})`.execute(trx);
        await hold?.();
      });
    const serialAfter = async (cursor: number) =>
      (
        await sql<{
          version: number;
          name: string;
        }>`select version, name from serial_row where version > ${cursor} order by version`.execute(database.db)
      ).rows;

    // The slow writer of both kinds has its number and has not committed.
    const first = slowPhone.tell(slow.op(world.newId(), { headName: 'Chậm' }));
    const slowSerial = writeSerial('Chậm', serialBeforeCommit.pass);
    await Promise.all([beforeCommit.reached, serialBeforeCommit.reached]);

    // The fast one comes, and then a reader.
    const second = fast.tell(fast.op(world.newId(), { headName: 'Nhanh' }));
    await writeSerial('Nhanh');
    const early = await reader.catchUp();
    const earlySerial = await serialAfter(0);
    expect(early.rows, 'the village row is locked, so nothing can become visible ahead of the slow push').toEqual([]);
    expect(
      earlySerial.map((row) => row.name),
      'the serial reader has the later number already',
    ).toEqual(['Nhanh']);

    beforeCommit.open();
    serialBeforeCommit.open();
    expect([await first, await second]).toEqual([['applied'], ['applied']]);
    await slowSerial;

    const late = await reader.catchUp();
    expect(late.rows.map((row) => [row.version, row.fields?.['headName']])).toEqual([
      [1, 'Chậm'],
      [2, 'Nhanh'],
    ]);
    const last = earlySerial.at(-1);
    assert(last, 'the fast row was seen');
    expect(await serialAfter(last.version), 'the slow row lies behind the serial cursor for ever').toEqual([]);
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
