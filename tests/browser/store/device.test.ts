import { afterEach, describe, expect, test } from 'vitest';
import { systemClock, systemRandom } from '../../../src/lib/clock.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import {
  createDeviceRegistry,
  invitationHash,
  type DeviceRegistry,
  type PhoneStore,
} from '../../../src/store/index.ts';
import { StorageLostError } from '../../../src/store/engine/errors.ts';
import { deleteDatabase } from '../../../src/store/engine/delete-database.ts';
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
    expect(await registry.list()).toMatchObject([
      { id: mother.id, label: 'Người thử một', hasPin: false },
      { id: son.id, label: undefined },
    ]);
    expect(await registry.lastUsed()).toBe(mother.id);
    const hers = (await storeOf(registry, mother.id)).store;
    const his = (await storeOf(registry, son.id)).store;
    await hers.records.submit([setHousehold(recordId(1), { headName: 'A' })]);
    expect(await his.records.list(village)).toEqual([]);
    expect(await his.records.submit([setHousehold(recordId(1), { headName: 'B' })])).toMatchObject([{ seq: 1 }]);
  });

  test('with a PIN opens only with it; the outbox goes out without', async () => {
    const registry = registryOf();
    const { id } = await join(registry);
    const { store } = await storeOf(registry, id);
    await store.records.submit([setHousehold(recordId(1), { headName: 'A' })]);
    await store.drafts.save(draftOf(recordId(2), 1, { H1: 'yes' }));
    expect(await registry.setPin(id, '258013')).toMatchObject({
      kind: 'set',
      handOver: { keyId: expect.any(String) as string },
    });
    const later = registryOf();
    expect(await later.openStore(id)).toEqual({ kind: 'pinNeeded' });
    expect(await later.openStore(id, '000000')).toEqual({ kind: 'pinWrong', wait: 0 });
    expect(await later.list()).toMatchObject([{ hasPin: true }]);
    const unlocked = (await storeOf(later, id, '258013')).store;
    expect(await unlocked.drafts.list()).toHaveLength(1);
    expect(await unlocked.records.list(village)).toHaveLength(1);
    const locked = (await later.openOutboxOnly(id))!;
    opened.push(locked);
    expect((await locked.outbox.pending({ operations: 9, bytes: 1e6 }))[0]!.operation).toMatchObject({
      set: { headName: 'A' },
    });
    expect(await later.setPin(id, '310852', '000000')).toEqual({ kind: 'pinWrong', wait: 0 });
    expect(await later.setPin(id, '310852', '258013')).toMatchObject({ kind: 'set' });
    expect(await later.openStore(id, '258013')).toEqual({ kind: 'pinWrong', wait: 0 });
  });

  test('gives a copied phone one new id and key for the one it had, in every tab, and signs with it', async () => {
    const registry = registryOf();
    const id = newId();
    await registry.prepareEnrolment('hash');
    await registry.completeEnrolment('hash', id);
    const [made, again] = await Promise.all([registry.prepareSuccessor(id, id), registryOf().prepareSuccessor(id, id)]);
    expect(again).toEqual(made);
    expect(await registry.list()).toMatchObject([{ id, devices: [id, made!.device] }]);
    const next = await registry.prepareSuccessor(id, made!.device);
    expect(next!.device).not.toBe(made!.device);
    const key = await crypto.subtle.importKey('jwk', made!.key, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'verify',
    ]);
    const signature = await registry.sign(id, 'text', made!.device);
    const bytes = Uint8Array.from(atob(signature!.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
    expect(
      await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes, new TextEncoder().encode('text')),
    ).toBe(true);
    expect(await registry.sign(id, 'text')).not.toBe(signature);
    expect(await registry.sign(id, 'text', newId())).toBeUndefined();
    expect(await registry.prepareSuccessor(newId(), id)).toBeUndefined();
    await storeOf(registry, id);
  });

  test('joined with a PIN asks for it from the first', async () => {
    const registry = registryOf();
    const id = newId();
    await registry.prepareEnrolment('hash');
    expect(await registry.isJoining('hash')).toBe(true);
    await registry.completeEnrolment('hash', id, { pin: '258013', label: 'Người thử một' });
    expect(await registry.isJoining('hash')).toBe(false);
    expect(await registry.list()).toMatchObject([{ id, label: 'Người thử một', hasPin: true }]);
    expect(await registry.openStore(id)).toEqual({ kind: 'pinNeeded' });
    const { handOver } = await storeOf(registry, id, '258013');
    await handOver!.done();
    expect((await storeOf(registry, id, '258013')).handOver).toBeUndefined();
  });

  test('makes wrong PINs wait longer and longer: in every tab, after a restart, whatever the clock', async () => {
    const registry = registryOf();
    const id = newId();
    await registry.prepareEnrolment('hash');
    await registry.completeEnrolment('hash', id, { pin: '258013' });
    const waits: number[] = [];
    for (let tries = 0; tries < 10; tries++) {
      const opened = await registryOf().openStore(id, '000000');
      if (opened.kind !== 'pinWrong') throw new Error(opened.kind);
      waits.push(opened.wait / 1000);
      if (opened.wait === 0) continue;
      for (const years of [-5, 5]) {
        clock.time += years * 365 * 24 * 3600_000;
        expect(await registryOf().openStore(id, '258013')).toEqual({ kind: 'pinWait', wait: opened.wait });
      }
      expect(await registry.setPin(id, '310852', '258013')).toEqual({ kind: 'pinWait', wait: opened.wait });
      expect(await registry.servePinWait(id, 10_000)).toBe(opened.wait - 10_000);
      expect(await registryOf().pinWait(id)).toBe(opened.wait - 10_000);
      expect(await registry.servePinWait(id, -99_000)).toBe(opened.wait - 10_000);
      expect(await registry.servePinWait(id, opened.wait)).toBe(0);
    }
    expect(waits).toEqual([0, 0, 0, 30, 60, 120, 180, 240, 300, 300]);
    expect((await storeOf(registry, id, '258013')).kind).toBe('open');
    expect(await registry.openStore(id, '000000')).toEqual({ kind: 'pinWrong', wait: 0 });
  });

  test('a forgotten PIN: the released key brings drafts and unsent work into the new enrolment, once', async () => {
    const registry = registryOf();
    const old = newId();
    await registry.prepareEnrolment('old');
    await registry.completeEnrolment('old', old, { pin: '258013' });
    const before = await storeOf(registry, old, '258013');
    const sent = await before.store.records.submit([setHousehold(recordId(1), { headName: 'Đã gửi' })]);
    await before.store.outbox.acknowledge(sent.map(({ opId }) => ({ opId, outcome: 'applied', version: 1 })));
    const unsent = [
      ...(await before.store.records.submit([setHousehold(recordId(2), { headName: 'A' })])),
      ...(await before.store.records.submit([
        setHousehold(recordId(2), { headName: 'B' }),
        setHousehold(recordId(3), { headName: 'C' }),
      ])),
    ];
    await before.store.drafts.save(draftOf(recordId(4), 1, { H1: 'yes' }));
    const { keyId, key } = before.handOver!;

    const fresh = newId();
    await registry.prepareEnrolment('new');
    const heir = {
      pin: '310852',
      inherits: [
        { enrolment: newId(), keyId, key },
        { enrolment: old, keyId, key },
      ],
    };
    await registry.completeEnrolment('new', fresh, heir);
    before.store.close();
    // Killed here: the keys wait with the new enrolment, behind its PIN.
    const { store } = await storeOf(registryOf(), fresh, '310852');
    expect(await registry.openStore(old)).toEqual({ kind: 'unknown' });
    expect(await databaseNames()).not.toContain(`thonso-${old}`);
    expect(await store.drafts.list()).toEqual([draftOf(recordId(4), 1, { H1: 'yes' })]);
    const waiting = await store.outbox.pending({ operations: 99, bytes: 1e6 });
    expect(waiting.map(({ operation }) => operation)).toEqual(unsent.map((op, i) => ({ ...op, seq: i + 1 })));
    expect(
      waiting.every(({ bytes, operation }) => bytes === new TextEncoder().encode(JSON.stringify(operation)).length),
    ).toBe(true);
    expect(await store.records.submit([setHousehold(recordId(5), { headName: 'D' })])).toMatchObject([{ seq: 4 }]);
    expect(await (await storeOf(registry, fresh, '310852')).store.drafts.list()).toHaveLength(1);
  });

  test('a forgotten PIN: without the right key the old enrolment stays until the PIN is remembered', async () => {
    const registry = registryOf();
    const [old, fresh] = [newId(), newId()];
    await registry.prepareEnrolment('old');
    await registry.completeEnrolment('old', old, { pin: '258013' });
    const before = await storeOf(registry, old, '258013');
    await before.store.drafts.save(draftOf(recordId(4), 1, { H1: 'yes' }));
    await registry.prepareEnrolment('new');
    await registry.completeEnrolment('new', fresh, {
      inherits: [{ enrolment: old, keyId: before.handOver!.keyId, key: 'A'.repeat(43) }],
    });
    expect(await (await storeOf(registry, fresh)).store.drafts.list()).toEqual([]);
    expect(await (await storeOf(registry, old, '258013')).store.drafts.list()).toHaveLength(1);
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

  test("killed between the server's answer and the first opening is no emptied phone", async () => {
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
    await store.records.submit([setHousehold(recordId(1), { headName: 'A' })]);
    await registry.erase(id);
    expect(await registry.openStore(id)).toEqual({ kind: 'unknown' });
    expect(await registry.openOutboxOnly(id)).toBeUndefined();
    expect(await registry.byInvitation(invitation)).toBeUndefined();
    expect(await databaseNames()).not.toContain(`thonso-${id}`);
    // The open tab notices, and does not bring an empty database back to life.
    await expect(store.records.list(village)).rejects.toThrow(StorageLostError);
    await expect.poll(databaseNames).not.toContain(`thonso-${id}`);
  });

  test("works with the system's clock", async () => {
    const registry = createDeviceRegistry({ indexedDB, crypto, clock: systemClock, random: systemRandom });
    opened.push(registry);
    const { id } = await join(registry);
    expect(await registry.lastUsed()).toBe(id);
  });
});
