// Runs in Chromium (scripts/bench/lock.ts): the real registry and the real store over IndexedDB.
import { systemClock, systemRandom } from '../../../src/lib/clock.ts';
import { createIds } from '../../../src/lib/ids.ts';
import {
  createDeviceRegistry,
  createDexieEngine,
  createPhoneStore,
  createWebCipher,
  plainCipher,
  type Cipher,
  type PhoneStore,
} from '../../../src/store/index.ts';
import { cursorAt, fullRow, pageOf, recordId, village } from '../../../tests/browser/store/phone.ts';

const pin = '258013';
const newId = createIds(systemClock, systemRandom);

/**
 * One check of a right PIN, as the lock screen makes it: the try is counted on disk before, and cleared after. ms each
 */
export async function pinChecks(rounds: number): Promise<number[]> {
  const registry = createDeviceRegistry({ indexedDB, crypto, clock: systemClock, random: systemRandom });
  const [invitation, enrolment] = ['0'.repeat(64), newId()];
  await registry.prepareEnrolment(invitation);
  await registry.completeEnrolment(invitation, enrolment, { pin });
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const { kind } = await registry.checkPin(enrolment, pin);
    times.push(performance.now() - started);
    if (kind !== 'right') throw new Error(`the PIN was ${kind}`);
  }
  registry.close();
  return times;
}

export interface ListBook {
  /** Reading the whole list of a local store that was just unlocked, ms each. */
  readonly reads: (rounds: number) => Promise<number[]>;
}

/** A village of so many households on this phone, sealed as always or, for comparison, only written. */
export async function bookOf(households: number, sealed: boolean): Promise<ListBook> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const cipher: Cipher = sealed ? createWebCipher(crypto.subtle, systemRandom, key) : plainCipher(systemRandom);
  const engine = createDexieEngine({ name: `bench-${String(sealed)}`, indexedDB });
  const open = (): PhoneStore =>
    createPhoneStore({
      enrolment: newId(),
      engine,
      dataCipher: cipher,
      outboxCipher: cipher,
      clock: systemClock,
      random: systemRandom,
    });
  const filling = open();
  const page = 500;
  for (let from = 0; from < households; from += page) {
    const rows = Array.from({ length: Math.min(page, households - from) }, (_, i) =>
      fullRow(recordId(from + i), from + i + 1, fieldsOf(from + i)),
    );
    const before = from === 0 ? undefined : cursorAt(from);
    if (
      !(await filling.confirmed.applyPage(
        village,
        before,
        pageOf({ rows, cursor: cursorAt(from + rows.length), more: from + rows.length < households }),
      ))
    )
      throw new Error('a page was refused');
  }
  return {
    async reads(rounds) {
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const store = open();
        const started = performance.now();
        const { length } = await store.records.list(village);
        times.push(performance.now() - started);
        if (length !== households) throw new Error(`${length} of ${households} households were read`);
      }
      return times;
    },
  };
}

const answer = (v: string | number) => ({ v, by: 'self', on: '2026-11-22', q: 2 });

/** About 570 bytes of JSON: a household that was asked everything. */
const fieldsOf = (n: number) => ({
  headName: `Hộ Mẫu Số ${n}`,
  address: `Xóm mẫu ${n % 40}, nhà số ${n}, đường liên thôn`,
  cluster: `Cụm ${n % 12}`,
  responsible: recordId(n % 7),
  outcome: null,
  hardship: false,
  ...Object.fromEntries(
    ['H1', 'H2', 'H3', 'H4', 'H5', 'H6'].map((code, i) => [`a.${code}`, answer(i === 2 ? n % 9 : 'yes')]),
  ),
});
