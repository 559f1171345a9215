import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemSchedule } from '../../../src/lib/schedule.ts';
import { deleteDatabase } from '../../../src/store/engine/delete-database.ts';
import { StorageLostError } from '../../../src/store/engine/errors.ts';
import { watchPageLife } from '../../../src/store/engine/page-life.ts';
import { createStorageTrouble } from '../../../src/store/engine/storage-trouble.ts';
import type { PhoneStore } from '../../../src/store/phone-store.ts';
import { createDexiePhone, type DexiePhone } from './dexie-phone.ts';
import { createTestClock, draftOf, recordId, setHousehold, village } from './phone.ts';

const household = recordId(1);

describe('a page that is left lets its databases go, and takes them up again', () => {
  const page = new EventTarget();
  const screen = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  let phone: DexiePhone;
  let store: PhoneStore;
  const connections = new Set<IDBDatabase>();
  let trouble = createStorageTrouble(systemSchedule);

  beforeEach(async () => {
    const open = indexedDB.open.bind(indexedDB);
    vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
      const request = open(...args);
      request.addEventListener('success', () => connections.add(request.result));
      return request;
    });
    trouble = createStorageTrouble(systemSchedule);
    phone = await createDexiePhone(createTestClock(), {
      life: watchPageLife({ window: page, document: screen }),
      trouble,
    });
    store = await phone.openTab();
    await store.drafts.save(draftOf(household, 1, { H1: 'yes' }));
  });
  afterEach(async () => {
    comeBack('pageshow');
    vi.restoreAllMocks();
    connections.clear();
    await phone.dispose();
  });

  const leave = (by: string) => (by === 'pagehide' ? page : screen).dispatchEvent(new Event(by));
  const comeBack = (by: string) => (by === 'pageshow' ? page : screen).dispatchEvent(new Event(by));
  const isOpen = (connection: IDBDatabase): boolean => {
    try {
      connection.transaction([...connection.objectStoreNames]).abort();
      return true;
    } catch {
      return false; // InvalidStateError: closed
    }
  };

  test.each([
    ['pagehide', 'pageshow'],
    ['freeze', 'resume'],
    ['freeze', 'visibilitychange'],
  ])(
    '%s closes every connection, the registry’s too, before it returns; after %s all is read again',
    async (off, on) => {
      const heard: string[] = [];
      store.subscribe((changed) => heard.push(...changed));
      await phone.registry.markUsed(phone.enrolment);
      leave(off);
      expect([...connections].filter(isOpen)).toEqual([]);
      expect(heard).toEqual([]);
      comeBack(on);
      expect(heard).toContain('records');
      expect(await store.drafts.get(household)).toMatchObject({ rev: 1 });
      expect(await phone.registry.hasPin(phone.enrolment)).toBe(false);
    },
  );

  test('what was being written is written after the return, once', async () => {
    const saving = store.records.submit([setHousehold(household, { 'a.H1': 'no' })], { remove: household, rev: 1 });
    const naming = phone.registry.setLabel(phone.enrolment, 'Người dùng thử');
    for (let turns = 0; turns < 3; turns += 1) await Promise.resolve();
    leave('pagehide');
    const late = store.drafts.save(draftOf(recordId(2), 1, { H1: 'no' }));
    let settled = false;
    void Promise.race([saving, late]).then(() => (settled = true));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(settled).toBe(false);
    expect(await heldBySomebodyElse(`thonso-${phone.enrolment}`)).toBe('free');
    comeBack('pageshow');
    expect(await saving).toMatchObject([{ seq: 1 }]);
    expect(await late).toBeUndefined();
    await naming;
    expect(await store.outbox.ledger()).toMatchObject({ unsent: 1, drafts: 1 });
    expect(await phone.registry.list()).toContainEqual(expect.objectContaining({ label: 'Người dùng thử' }));
  });

  test('a hundred rounds of leaving in the middle of writing lose nothing and write nothing twice', async () => {
    for (let round = 0; round < 100; round += 1) {
      const saving = store.records.submit([setHousehold(recordId(100 + round), { 'a.H1': 'yes' })]);
      const reading = store.records.list(village);
      if (round % 3 > 0) await new Promise((resolve) => setTimeout(resolve, round % 7));
      leave('pagehide');
      comeBack('pageshow');
      await Promise.all([saving, reading]);
    }
    const ops = await store.outbox.pending({ operations: 500, bytes: 1e7 });
    expect(ops.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
  });

  test('a transaction aborted by the browser is run again', async () => {
    const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put')!.value as (
      this: IDBObjectStore,
      ...args: Parameters<IDBObjectStore['put']>
    ) => IDBRequest<IDBValidKey>;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(function (this: IDBObjectStore, ...args) {
      const request = put.apply(this, args);
      this.transaction.abort();
      return request;
    });
    expect(await store.drafts.save(draftOf(household, 2, { H1: 'no' }))).toBeUndefined();
    expect(trouble.get()).toBe('none');
  });

  test('no answer is an error too: after ten seconds the connection is dropped, and the write made once', async () => {
    const hang = await hangOn(`thonso-${phone.enrolment}`, connections);
    const began = performance.now();
    const saving = store.drafts.save(draftOf(household, 2, { H1: 'no' }));
    setTimeout(hang.end, 12_000);
    expect(await saving).toBeUndefined();
    expect(performance.now() - began).toBeGreaterThan(9_000);
    expect(await store.drafts.get(household)).toMatchObject({ rev: 2 });
  });

  test('what lasts is told, waits, and goes on by itself or when asked; nothing counts as saved before', async () => {
    const begin = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Connection to Indexed Database server lost.', 'UnknownError');
    });
    for (const connection of connections) connection.close();
    let saved = false;
    const saving = store.drafts.save(draftOf(household, 2, { H1: 'no' })).then(() => (saved = true));
    await expect.poll(() => trouble.get()).toBe('failing');
    expect(saved).toBe(false);
    begin.mockRestore();
    trouble.tryNow();
    await saving;
    expect(trouble.get()).toBe('none');
    expect(await store.drafts.get(household)).toMatchObject({ rev: 2 });
  });

  test('a database that is gone is told at once, and no waiting brings an empty one', async () => {
    const gone = vi.fn();
    trouble.onGone(gone);
    await deleteDatabase(indexedDB, `thonso-${phone.enrolment}`);
    await expect(store.drafts.save(draftOf(household, 2, {}))).rejects.toThrow(StorageLostError);
    expect(gone).toHaveBeenCalled();
  });
});

/** Whether another page could write to the database now. */
async function heldBySomebodyElse(name: string): Promise<'free' | 'held'> {
  const connection = await opened(name);
  const tx = connection.transaction([...connection.objectStoreNames], 'readwrite');
  const answer = new Promise<'free'>((resolve) => (tx.oncomplete = () => resolve('free')));
  const late = new Promise<'held'>((resolve) => setTimeout(() => resolve('held'), 2_000));
  const first = await Promise.race([answer, late]);
  connection.close();
  return first;
}

const opened = (name: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('not opened'));
  });

/** Another page that keeps a transaction over every table going: those behind it get no answer. */
async function hangOn(name: string, ours: Set<IDBDatabase>): Promise<{ end: () => void }> {
  const connection = await opened(name);
  ours.delete(connection);
  const tx = connection.transaction([...connection.objectStoreNames], 'readwrite');
  const table = tx.objectStore('meta');
  let going = true;
  await new Promise<void>((resolve) => {
    const again = (): void => {
      resolve();
      if (going) table.get('x').onsuccess = again;
      else connection.close();
    };
    again();
  });
  return { end: () => void (going = false) };
}
