import { expect, test } from 'vitest';
import type { Cipher } from '../../../src/store/cipher/cipher.ts';
import { plainCipher } from '../../../src/store/cipher/cipher.ts';
import { createPhoneStore } from '../../../src/store/create-phone-store.ts';
import { createMemoryDisk, createMemoryEngine } from '../../../src/store/engine/memory-engine.ts';
import type { PhoneStore } from '../../../src/store/phone-store.ts';
import { retention } from '../../../src/store/operations/retention.ts';
import { seeded } from '../../support/seeded.ts';
import {
  createTestClock,
  cursorAt,
  fullRow,
  newId,
  pageOf,
  recordId,
  setHousehold,
  shown,
  village,
} from '../../browser/store/phone.ts';
import { createMemoryPhone } from './memory-phone.ts';

const household = recordId(1);
const bounds = { operations: 99, bytes: 1e6 };

/** Two tabs of one phone; `onSeal` runs to its end while the first one seals, outside any transaction. */
function twoTabs(): {
  readonly slow: PhoneStore;
  readonly quick: PhoneStore;
  readonly interrupt: (by: () => Promise<unknown>) => void;
} {
  const disk = createMemoryDisk();
  const cipher = plainCipher(seeded(3));
  let interruption: (() => Promise<unknown>) | undefined;
  const interrupted: Cipher = {
    ...cipher,
    async seal(text, boundTo) {
      const now = interruption;
      interruption = undefined;
      await now?.();
      return cipher.seal(text, boundTo);
    },
  };
  const tab = (sealing: Cipher, seed: number) =>
    createPhoneStore({
      enrolment: newId(),
      engine: createMemoryEngine(disk),
      dataCipher: sealing,
      outboxCipher: sealing,
      clock: createTestClock(),
      random: seeded(seed),
    });
  return { slow: tab(interrupted, 4), quick: tab(cipher, 5), interrupt: (by) => (interruption = by) };
}

test('an acknowledgement while a page is sealed is not undone by what the page knew', async () => {
  const { slow, quick, interrupt } = twoTabs();
  const [op] = await slow.records.submit([setHousehold(household, { headName: 'mine' })]);
  interrupt(() => quick.outbox.acknowledge([{ opId: op!.opId, outcome: 'applied', version: 4 }]));
  await slow.confirmed.applyPage(
    village,
    undefined,
    pageOf({ rows: [fullRow(recordId(2), 1, { headName: 'A' })], outcomes: [[op!, 'parked', 2]], cursor: cursorAt(3) }),
  );
  expect(await quick.outbox.outcomes()).toEqual([]);
  await slow.confirmed.applyPage(
    village,
    cursorAt(3),
    pageOf({ rows: [fullRow(household, 5, { headName: 'theirs' })], cursor: cursorAt(5) }),
  );
  expect(await shown(slow, household)).toEqual({ headName: 'theirs' });
});

test('a village started again while a page is sealed refuses the page', async () => {
  const { slow, quick, interrupt } = twoTabs();
  await slow.confirmed.applyPage(
    village,
    undefined,
    pageOf({ rows: [fullRow(household, 1, { headName: 'A' })], cursor: cursorAt(1) }),
  );
  interrupt(() => quick.confirmed.reset(village));
  expect(
    await slow.confirmed.applyPage(
      village,
      cursorAt(1),
      pageOf({ rows: [fullRow(recordId(2), 2, { headName: 'B' })], cursor: cursorAt(2) }),
    ),
  ).toBe(false);
  expect(await slow.records.list(village)).toEqual([]);
});

test('a group frozen while lost operations are sealed again keeps its own seq', async () => {
  const { slow, quick, interrupt } = twoTabs();
  const [old] = await slow.records.submit([setHousehold(household, { headName: 'old' })]);
  await slow.confirmed.applyPage(
    village,
    undefined,
    pageOf({
      rows: [fullRow(household, 1, { headName: 'old' })],
      outcomes: [[old!, 'applied', 1]],
      cursor: cursorAt(1),
    }),
  );
  interrupt(() => quick.records.submit([setHousehold(household, { headName: 'new' })]));
  await slow.outbox.resendAfter(0);
  const pending = await slow.outbox.pending(bounds);
  expect(pending.map(({ seq, operation }) => [seq, operation?.set])).toEqual([
    [1, { headName: 'old' }],
    [2, { headName: 'new' }],
  ]);
  expect(await quick.records.submit([setHousehold(household, { headName: 'newer' })])).toMatchObject([{ seq: 3 }]);
});

test('acknowledged operations beyond 20 MB are dropped, the oldest first', async () => {
  const { store } = createMemoryPhone(createTestClock()).tab();
  const long = Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`a.X${n}`, 'x'.repeat(2000)]));
  let version = 0;
  const count = Math.ceil(retention.bytes / 240_000) + 5;
  for (; version < count;) {
    const [op] = await store.records.submit([setHousehold(household, long)]);
    await store.confirmed.applyPage(
      village,
      await store.confirmed.cursor(village),
      pageOf({ outcomes: [[op!, 'applied', ++version]], cursor: cursorAt(version) }),
    );
  }
  await store.outbox.resendAfter(0);
  const { unsent } = await store.outbox.ledger();
  expect(unsent).toBeGreaterThan(80);
  expect(unsent).toBeLessThan(count - 2);
  const [first] = await store.outbox.pending({ operations: 1, bytes: 1e6 });
  expect(first!.seq).toBe(1);
});
