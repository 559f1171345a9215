import { afterEach, expect, test } from 'vitest';
import { systemRandom } from '../../../src/lib/clock.ts';
import type { MeResponse } from '../../../src/protocol/accounts/join.ts';
import { createDeviceRegistry, type DeviceRegistry, type PhoneStore } from '../../../src/store/index.ts';
import { deleteDatabase } from '../../../src/store/engine/delete-database.ts';
import { createTestClock, draftOf, newId, recordId } from './phone.ts';

const clock = createTestClock();
const opened: (DeviceRegistry | PhoneStore)[] = [];
const registryOf = (): DeviceRegistry => {
  const registry = createDeviceRegistry({ indexedDB, crypto, clock, random: systemRandom });
  opened.push(registry);
  return registry;
};
const open = async (registry: DeviceRegistry, id: string, pin: string) => {
  const result = await registry.openStore(id, pin);
  if (result.kind !== 'open') throw new Error(result.kind);
  opened.push(result.store);
  return result;
};
const me = (renewRecovery: boolean): MeResponse => ({
  account: newId(),
  name: 'Mẫu',
  grants: [],
  areas: [],
  epoch: 1,
  tag: String(renewRecovery),
  now: 0,
  ...(renewRecovery && { renewRecovery }),
});

afterEach(async () => {
  for (const one of opened.splice(0)) one.close();
  for (const { name } of await indexedDB.databases()) await deleteDatabase(indexedDB, name ?? '');
});

/** Does this key still open the enrolment, for somebody who joins anew? */
async function stillOpens(id: string, released: { keyId: string; key: string }): Promise<boolean> {
  const registry = registryOf();
  const [heir, invitation] = [newId(), newId()];
  await registry.prepareEnrolment(invitation);
  await registry.completeEnrolment(invitation, heir, {
    pin: '310852',
    inherits: [{ enrolment: id, keyId: released.keyId, key: released.key }],
  });
  return (await (await open(registry, heir, '310852')).store.drafts.list()).length === 1;
}

async function withDraft(): Promise<{ registry: DeviceRegistry; id: string; first: { keyId: string; key: string } }> {
  const registry = registryOf();
  const id = newId();
  await registry.prepareEnrolment('one');
  await registry.completeEnrolment('one', id, { pin: '258013' });
  const { store, handOver } = await open(registry, id, '258013');
  await store.drafts.save(draftOf(recordId(4), 1, { H1: 'yes' }));
  await handOver!.done();
  store.close();
  return { registry, id, first: handOver! };
}

test('a new PIN makes a new recovery key, and the earlier one no longer opens the store', async () => {
  const { registry, id, first } = await withDraft();
  const changed = await registry.setPin(id, '741963', '258013');
  if (changed.kind !== 'set' || !changed.handOver) throw new Error(changed.kind);
  expect(changed.handOver.keyId).not.toBe(first.keyId);
  expect(await stillOpens(id, first)).toBe(false);
  expect(await stillOpens(id, changed.handOver)).toBe(true);
});

test('a key that was given out is renewed at the next PIN, once, and sent to the server', async () => {
  const { registry, id, first } = await withDraft();
  const before = await open(registry, id, '258013');
  expect(before.handOver).toBeUndefined();
  await before.store.settings.saveMe(me(true));
  const after = await open(registryOf(), id, '258013');
  expect(after.handOver).toMatchObject({ keyId: expect.any(String) as string });
  expect(after.handOver!.keyId).not.toBe(first.keyId);
  expect((await open(registryOf(), id, '258013')).handOver?.keyId, 'the same until the server has it').toBe(
    after.handOver!.keyId,
  );
  await after.handOver!.done();
  await after.store.settings.saveMe(me(false));
  expect((await open(registryOf(), id, '258013')).handOver).toBeUndefined();
  expect(await stillOpens(id, first)).toBe(false);
  expect(await stillOpens(id, after.handOver!)).toBe(true);
});
