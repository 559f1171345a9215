import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deleteDatabase } from '../../../src/store/engine/delete-database.ts';
import { ConnectionLostError, StorageLostError } from '../../../src/store/engine/errors.ts';
import type { PhoneStore } from '../../../src/store/phone-store.ts';
import { createDexiePhone, type DexiePhone } from './dexie-phone.ts';
import { createTestClock, draftOf, recordId, setHousehold, village } from './phone.ts';

const household = recordId(1);

describe('a bad day for the database', () => {
  let phone: DexiePhone;
  let store: PhoneStore;
  const connections: IDBDatabase[] = [];
  /** Options of every write that began. */
  const writes: (IDBTransactionOptions | undefined)[] = [];
  let failToBegin: ((connection: IDBDatabase) => void) | undefined;

  beforeEach(async () => {
    const open = indexedDB.open.bind(indexedDB);
    vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
      const request = open(...args);
      request.addEventListener('success', () => connections.push(request.result));
      return request;
    });
    // Dexie takes hold of this function when it opens, so the fault has to be in place before.
    const begin = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')!.value as (
      this: IDBDatabase,
      ...args: Parameters<IDBDatabase['transaction']>
    ) => IDBTransaction;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
      failToBegin?.(this);
      if (args[1] === 'readwrite') writes.push(args[2]);
      return begin.apply(this, args);
    });
    phone = await createDexiePhone(createTestClock());
    store = await phone.openTab();
    await store.drafts.save(draftOf(household, 1, { H1: 'yes' }));
    writes.splice(0);
  });
  afterEach(async () => {
    failToBegin = undefined;
    vi.restoreAllMocks();
    connections.splice(0);
    await phone.dispose();
  });

  const lost = (name: string) =>
    new DOMException('Connection to Indexed Database server lost. Refresh the page to try again', name);

  test('iOS closed the connection in the background: the next answer is saved as if nothing had been', async () => {
    for (const connection of connections) connection.close();
    expect(await store.drafts.save(draftOf(household, 2, { H1: 'no' }))).toBeUndefined();
    expect(
      await store.records.submit([setHousehold(household, { 'a.H1': 'no' })], { remove: household, rev: 2 }),
    ).toMatchObject([{ seq: 1 }]);
    expect(await store.records.list(village)).toHaveLength(1);
  });

  test.each(['UnknownError', 'InvalidStateError'])(
    'a transaction that cannot begin (%s) is begun again on a new connection, many at once too',
    async (name) => {
      const dead = new Set(connections);
      failToBegin = (connection) => {
        if (dead.has(connection)) throw lost(name);
      };
      const saved = await Promise.all(
        Array.from({ length: 5 }, (_, n) => store.drafts.save(draftOf(recordId(10 + n), 1, {}))),
      );
      expect(saved).toEqual(Array(5).fill(undefined));
      expect(connections.some((connection) => !dead.has(connection))).toBe(true);
      expect(await store.drafts.list()).toHaveLength(6);
    },
  );

  test('a request that dies in the middle leaves nothing half done', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('Connection to Indexed Database server lost.', 'UnknownError');
    });
    const ops = await store.records.submit([setHousehold(household, { 'a.H1': 'yes' })], { remove: household, rev: 1 });
    expect(ops).toMatchObject([{ seq: 1 }]);
    expect(await store.outbox.ledger()).toMatchObject({ unsent: 1, drafts: 0 });
  });

  test('a database that stays unreachable is said to be, and works again afterwards', async () => {
    failToBegin = () => {
      throw lost('UnknownError');
    };
    await expect(store.drafts.save(draftOf(household, 2, {}))).rejects.toThrow(ConnectionLostError);
    failToBegin = undefined;
    expect(await store.drafts.save(draftOf(household, 2, {}))).toBeUndefined();
  });

  test('every write is strictly durable', async () => {
    await store.drafts.save(draftOf(household, 2, {}));
    await store.records.submit([setHousehold(household, { 'a.H1': 'yes' })], { remove: household });
    await store.settings.set('epoch', 1);
    expect(writes).toEqual(Array(3).fill({ durability: 'strict' }));
  });

  test('evicted under the running app, it says so and makes no empty one', async () => {
    await deleteDatabase(indexedDB, `thonso-${phone.enrolment}`);
    await expect(store.drafts.list()).rejects.toThrow(StorageLostError);
    await expect(store.drafts.save(draftOf(household, 2, {}))).rejects.toThrow(StorageLostError);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(`thonso-${phone.enrolment}`);
  });
});
