import type { Clock } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/clock.ts';
import {
  createDeviceRegistry,
  invitationHash,
  type DeviceDeps,
  type DeviceRegistry,
  type PhoneStore,
} from '../../../src/store/index.ts';
import { assert } from '../../../src/lib/assert.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import { newId, type TestPhone } from './phone.ts';

export interface DexiePhone extends TestPhone {
  readonly registry: DeviceRegistry;
  readonly enrolment: Uuid;
}

/** A phone that has joined, on this browser's IndexedDB. Each is an enrolment of its own. */
export async function createDexiePhone(
  clock: Clock,
  around: Pick<DeviceDeps, 'life' | 'trouble'> = {},
): Promise<DexiePhone> {
  const registry = createDeviceRegistry({ indexedDB, crypto, clock, random: systemRandom, ...around });
  const enrolment = newId();
  const invitation = await invitationHash(crypto.subtle, enrolment);
  await registry.prepareEnrolment(invitation);
  await registry.completeEnrolment(invitation, enrolment);
  const tabs: PhoneStore[] = [];
  return {
    registry,
    enrolment,
    async openTab() {
      const opened = await registry.openStore(enrolment);
      assert(opened.kind === 'open' && !opened.emptied, 'the store opens');
      tabs.push(opened.store);
      return opened.store;
    },
    async openLocked() {
      const store = await registry.openOutboxOnly(enrolment);
      assert(store, 'the outbox opens');
      tabs.push(store);
      return store;
    },
    async dispose() {
      for (const tab of tabs) tab.close();
      await registry.erase(enrolment);
      registry.close();
    },
  };
}
