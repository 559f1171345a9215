import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import {
  AlreadyStored,
  type SyncTx,
  type StoredOp,
  type StoredRecord,
  type SyncStorage,
} from '../../../src/server/sync/storage.ts';
import { gate } from '../programs/gate.ts';
import { SyncWorld, type TestPhone, type TestStorage } from '../sync-world.ts';

/** Long enough, in ms, for a transaction that does not have to wait to get what it asks for. */
const awhile = 100;

type Lock = (tx: SyncTx) => Promise<unknown>;

/**
 * What push relies on in every server storage: locks hold to the end of the transaction, and what a savepoint undoes is
 * undone alone.
 * @param sessions `one`: transactions come one after another, whatever they lock
 */
export function describeStorage(engine: string, open: () => Promise<TestStorage>, sessions: 'one' | 'many'): void {
  describe(`storage on ${engine}`, () => {
    let opened: TestStorage;
    let storage: SyncStorage;
    let world: SyncWorld;
    let village: Uuid;
    let other: Uuid;
    let phone: TestPhone;

    beforeEach(async () => {
      opened = await open();
      ({ storage } = opened);
      world = new SyncWorld(opened);
      [village, other] = [await world.village(), await world.village()];
      phone = await world.phone(village);
    });
    afterEach(() => opened.close());

    /**
     * Two transactions, the second of which asks while the first holds what it asked for. @returns what happened, in
     * order
     */
    async function meet(first: Lock, second: Lock, end: 'commits' | 'is undone' = 'commits'): Promise<string[]> {
      const seen: string[] = [];
      const inside = gate();
      const one = storage.transaction(async (tx) => {
        await first(tx);
        await inside.pass();
        seen.push(`the first ${end}`);
        if (end === 'is undone') throw new Error(end);
      });
      await inside.reached;
      const two = storage.transaction(async (tx) => void (await second(tx), seen.push('the second has it')));
      await new Promise((resolve) => setTimeout(resolve, awhile));
      inside.open();
      await one.catch((error: unknown) => expect(error).toEqual(new Error(end)));
      await two;
      return seen;
    }

    const raises: Lock = (tx) => tx.nextVersions([village]);
    const holds: Lock = (tx) => tx.lockVillage(village);
    const asDevice: Lock = (tx) => tx.lockDevice(phone.id.device);
    const inTurn = ['the first commits', 'the second has it'];

    it.each<[string, Lock, Lock]>([
      ['a village that another push writes', raises, raises],
      ['a village that is only held', holds, raises],
      ['a village to hold while a push writes it', raises, holds],
      ['a device of which another push is under way', asDevice, asDevice],
    ])('waits for %s', async (_what, first, second) => {
      expect(await meet(first, second)).toEqual(inTurn);
    });

    it('gives the second the version after the first one’s, and the same where the first is undone', async () => {
      const versions: (number | undefined)[] = [];
      const next: Lock = async (tx) => versions.push((await tx.nextVersions([village])).get(village)?.version);
      await meet(next, next);
      expect(await meet(next, next, 'is undone')).toEqual(['the first is undone', 'the second has it']);
      expect(versions).toEqual([1, 2, 3, 3]);
    });

    it('shows the second what the first has stored', async () => {
      const record = household(world.newId());
      let found: StoredRecord[] = [];
      await meet(
        async (tx) => (await raises(tx), tx.saveRecords([record])),
        async (tx) => (await raises(tx), (found = await tx.records(village, [record.id]))),
      );
      expect(found).toEqual([record]);
    });

    if (sessions === 'many')
      it('lets transactions on other villages, and of accounts with the same grants, run at once', async () => {
        const atOnce = ['the second has it', 'the first commits'];
        expect(await meet(raises, (tx) => tx.nextVersions([other]))).toEqual(atOnce);
        expect(
          await meet(
            (tx) => tx.lockGrants(phone.id.account),
            (tx) => tx.lockGrants(phone.id.account),
          ),
        ).toEqual(atOnce);
      });

    const household = (id: Uuid): StoredRecord => ({
      village,
      id,
      kind: 'household',
      version: 1,
      echo: undefined,
      states: { headName: { value: 'Hộ mẫu', version: 1, device: phone.id.device, op: id, time: 5 } },
    });
    const op = (record: Uuid, seq: number): StoredOp => ({
      opId: record,
      device: phone.id.device,
      seq,
      group: record,
      village,
      record,
      waitsFor: undefined,
      outcome: 'applied',
      version: 1,
      time: 5,
      receivedAt: 6,
      body: '{}',
    });
    const stored = (ids: readonly Uuid[]) =>
      storage.transaction(async (tx) => ({
        records: (await tx.records(village, ids)).map(({ id }) => ids.indexOf(id)).sort(),
        ops: (await tx.outcomesOf(ids)).map(({ opId }) => ids.indexOf(opId)).sort(),
      }));
    const store = async (tx: SyncTx, id: Uuid, seq: number): Promise<void> => {
      await tx.insertOps([op(id, seq)]);
      await tx.saveRecords([household(id)]);
    };

    it('undoes what a savepoint did and nothing else', async () => {
      const ids = [world.newId(), world.newId(), world.newId(), world.newId()];
      const [before, undone, kept, after] = ids as [Uuid, Uuid, Uuid, Uuid];
      await storage.transaction(async (tx) => {
        await tx.nextVersions([village]);
        await store(tx, before, 1);
        await expect(
          tx.savepoint(async () => (await store(tx, undone, 2), Promise.reject(new Error('no')))),
        ).rejects.toThrow('no');
        expect(await tx.records(village, [undone])).toEqual([]);
        expect(await tx.savepoint(async () => (await store(tx, kept, 3), 'done'))).toBe('done');
        await store(tx, after, 4);
      });
      expect(await stored(ids)).toEqual({ records: [0, 2, 3], ops: [0, 2, 3] });
    });

    it('goes on after a statement that failed inside a savepoint', async () => {
      const ids = [world.newId(), world.newId()];
      const [known, next] = ids as [Uuid, Uuid];
      await storage.transaction((tx) => store(tx, known, 1));
      await storage.transaction(async (tx) => {
        await expect(tx.savepoint(() => tx.insertOps([op(known, 2)]))).rejects.toBeInstanceOf(AlreadyStored);
        await store(tx, next, 2);
      });
      expect(await stored(ids)).toEqual({ records: [0, 1], ops: [0, 1] });
    });

    it('keeps nothing of a transaction that rejects, kept savepoints included', async () => {
      const ids = [world.newId(), world.newId()];
      const [outside, inside] = ids as [Uuid, Uuid];
      const work = storage.transaction(async (tx) => {
        await tx.nextVersions([village]);
        await store(tx, outside, 1);
        await tx.savepoint(() => store(tx, inside, 2));
        throw new Error('the end');
      });
      await expect(work).rejects.toThrow('the end');
      expect(await stored(ids)).toEqual({ records: [], ops: [] });
      expect(await storage.snapshot((tx) => tx.villageVersion(village))).toBe(0);
    });
  });
}
