import type { Clock } from '../../../src/lib/clock.ts';
import { plainCipher } from '../../../src/store/cipher/cipher.ts';
import { createPhoneStore } from '../../../src/store/create-phone-store.ts';
import {
  createMemoryDisk,
  createMemoryEngine,
  type MemoryDisk,
  type MemoryEngine,
  type MemoryHooks,
} from '../../../src/store/engine/memory-engine.ts';
import type { PhoneStore } from '../../../src/store/phone-store.ts';
import { seeded } from '../../support/seeded.ts';
import { newId, type TestPhone } from '../../browser/store/phone.ts';

export interface MemoryPhone extends TestPhone {
  readonly disk: MemoryDisk;
  tab(hooks?: MemoryHooks, locked?: boolean): { readonly store: PhoneStore; readonly engine: MemoryEngine };
}

/** A phone whose disk is memory. */
export function createMemoryPhone(clock: Clock, disk = createMemoryDisk()): MemoryPhone {
  const random = seeded(1);
  const enrolment = newId();
  const tab: MemoryPhone['tab'] = (hooks = {}, locked = false) => {
    const engine = createMemoryEngine(disk, hooks);
    const cipher = plainCipher(random);
    return {
      engine,
      store: createPhoneStore({
        enrolment,
        engine,
        dataCipher: locked ? undefined : cipher,
        outboxCipher: cipher,
        clock,
        random,
      }),
    };
  };
  return {
    disk,
    tab,
    openTab: () => Promise.resolve(tab().store),
    openLocked: () => Promise.resolve(tab({}, true).store),
    dispose: () => Promise.resolve(),
  };
}
