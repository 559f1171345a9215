import { afterEach, describe, expect, test } from 'vitest';
import { systemClock, systemRandom } from '../../../src/lib/clock.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import { createDeviceRegistry, invitationHash, type DeviceRegistry, type PhoneStore } from '../../../src/store/index.ts';
import { StorageLostError } from '../../../src/store/errors.ts';
import { deleteDatabase } from '../../../src/store/delete-database.ts';
import { createTestClock, draftOf, newId, recordId, setHousehold, village } from './phone.ts';

const databaseNames = async (): Promise<string[]> => (await indexedDB.databases()).map(({ name }) => name ?? '');

describe('this phone', () => {
  const clock = createTestClock();
  const opened: (DeviceRegistry | PhoneStore)[] = [];
  const registryOf = (): DeviceRegistry => {
    const registry = createDeviceRegistry({ indexedDB, crypto, clock, random: systemRandom });
    opened.push(registry);
    return registry;
  };
  const storeOf = async (registry: DeviceRegistry, id: Uuid, pin?: string) => {
    const result = await registry.openStore(id, pin);
    if (result.kind !== 'open') throw new Error(result.kind);
    opened.push(result.store);
    return result;
  };
  const join = async (registry: DeviceRegistry): Promise<{ id: Uuid; invitation: string }> => {
    const id = newId();
    const invitation = await invitationHash(crypto.subtle, `token ${id}`);
    await registry.prepareEnrolment(invitation);
    await registry.completeEnrolment(invitation, id);
    return { id, invitation };
  };

  afterEach(async () => {
    for (const one of opened.splice(0)) one.close();
    for (const name of await databaseNames()) await deleteDatabase(indexedDB, name);
  });

  test('asks to join with the same nonce and key after a reload, until the answer has come', async () => {
    const invitation = await invitationHash(crypto.subtle, 'a token');
    const first = await registryOf().prepareEnrolment(invitation);
    const reloaded = registryOf();
    expect(await reloaded.prepareEnrolment(invitation)).toEqual(first);
    expect(await reloaded.byInvitation(invitation)).toBeUndefined();
    const id = newId();
    await reloaded.completeEnrolment(invitation, id);
    await reloaded.completeEnrolment(invitation, id); // killed before it was noted anywhere
    expect(await registryOf().byInvitation(invitation)).toBe(id);
    const signature = await reloaded.sign(id, 'text');
    expect(signature).toMatch(/^[A-Za-z0-9_-]{86}$/);
    expect((await reloaded.prepareEnrolment(invitation)).nonce).not.toBe(first.nonce);
  });

  test('opened by the same link in two tabs uses one key', async () => {
    const [one, two] = [registryOf(), registryOf()];
    const [a, b] = await Promise.all([one.prepareEnrolment('hash'), two.prepareEnrolment('hash')]);
    expect(a).toEqual(b);
    await one.forgetJoin('hash');
    expect(await two.prepareEnrolment('hash')).not.toEqual(a);
  });

  test('is shared by two people who see nothing of each other', async () => {
    const registry = registryOf();
    const [mother, son] = [await join(registry), await join(registry)];
    await registry.setLabel(mother.id, 'Người thử một');
    clock.time += 1000;
    await registry.markUsed(mother.id);
    expect(await registry.list()).toMatchObject([{ id: mother.id, label: 'Người thử một', hasPin: false }, { id: son.id, label: undefined }]);
    expect(await registry.lastUsed()).toBe(mother.id);
    const hers = (await storeOf(registry, mother.id)).store;
    const his = (await storeOf(registry, son.id)).store;
    await hers.records.freeze([setHousehold(recordId(1), { headName: 'A' })]);
    expect(await his.records.list(village)).toEqual([]);
    expect(await his.records.freeze([setHousehold(recordId(1), { headName: 'B' })])).toMatchObject([{ seq: 1 }]);
  });

  test('with a PIN opens only with it; the outbox goes out without', async () => {
    const registry = registryOf();
    const { id } = await join(registry);
    const { store } = await storeOf(registry, id);
    await store.records.freeze([setHousehold(recordId(1), { headName: 'A' })]);
    await store.drafts.save(draftOf(recordId(2), 1, { H1: 'yes' }));
    expect(await registry.setPin(id, '2580')).toBe(true);
    const later = registryOf();
    expect(await later.openStore(id)).toEqual({ kind: 'pinNeeded' });
    expect(await later.openStore(id, '0000')).toEqual({ kind: 'pinWrong' });
    expect(await later.list()).toMatchObject([{ hasPin: true }]);
    const unlocked = (await storeOf(later, id, '2580')).store;
    expect(await unlocked.drafts.list()).toHaveLength(1);
    expect(await unlocked.records.list(village)).toHaveLength(1);
    const locked = (await later.openOutboxOnly(id))!;
    opened.push(locked);
    expect((await locked.outbox.pending({ operations: 9, bytes: 1e6 }))[0]!.operation).toMatchObject({ set: { headName: 'A' } });
    expect(await later.setPin(id, '1111', '0000')).toBe(false);
    expect(await later.setPin(id, '1111', '2580')).toBe(true);
    expect(await later.openStore(id, '2580')).toEqual({ kind: 'pinWrong' });
  });

  test('says so when the browser has emptied its database, until that is accepted', async () => {
    const registry = registryOf();
    const { id } = await join(registry);
    expect((await storeOf(registry, id)).emptied).toBe(false);
    for (const one of opened.splice(1)) one.close();
    await deleteDatabase(indexedDB, `thonso-${id}`);
    expect((await storeOf(registry, id)).emptied).toBe(true);
    expect((await storeOf(registry, id)).emptied).toBe(true);
    await registry.acceptEmptied(id);
    expect((await storeOf(registry, id)).emptied).toBe(false);
  });

  test('killed between the server\'s answer and the first opening is no emptied phone', async () => {
    const registry = registryOf();
    const { id } = await join(registry);
    await new Promise<void>((resolve) => {
      const request = indexedDB.open('thonso-device');
      request.onsuccess = () => {
        const tx = request.result.transaction('enrolments', 'readwrite');
        const rows = tx.objectStore('enrolments');
        rows.get(id).onsuccess = (event) => rows.put({ ...(event.target as IDBRequest<object>).result, seeded: false });
        tx.oncomplete = () => {
          request.result.close();
          resolve();
        };
      };
    });
    await deleteDatabase(indexedDB, `thonso-${id}`);
    expect((await storeOf(registry, id)).emptied).toBe(false);
  });

  test('forgets an enrolment with its keys and all it held', async () => {
    const registry = registryOf();
    const { id, invitation } = await join(registry);
    const { store } = await storeOf(registry, id);
    await store.records.freeze([setHousehold(recordId(1), { headName: 'A' })]);
    await registry.erase(id);
    expect(await registry.openStore(id)).toEqual({ kind: 'unknown' });
    expect(await registry.openOutboxOnly(id)).toBeUndefined();
    expect(await registry.byInvitation(invitation)).toBeUndefined();
    expect(await databaseNames()).not.toContain(`thonso-${id}`);
    // The open tab notices, and does not bring an empty database back to life.
    await expect(store.records.list(village)).rejects.toThrow(StorageLostError);
    await expect.poll(databaseNames).not.toContain(`thonso-${id}`);
  });

  test('works with the system\'s clock', async () => {
    const registry = createDeviceRegistry({ indexedDB, crypto, clock: systemClock, random: systemRandom });
    opened.push(registry);
    const { id } = await join(registry);
    expect(await registry.lastUsed()).toBe(id);
  });
});
