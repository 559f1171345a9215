import { expect, test } from 'vitest';
import {
  createTestClock,
  cursorAt,
  fullRow,
  pageOf,
  recordId,
  setHousehold,
  village,
} from '../../browser/store/phone.ts';
import { retention } from '../../../src/store/operations/retention.ts';
import { createMemoryPhone } from './memory-phone.ts';

const household = recordId(1);
const bounds = { operations: 9, bytes: 1e6 };
const day = 24 * 60 * 60 * 1000;

test('an acknowledgement and its epoch are one step; one of an epoch that is past acknowledges nothing', async () => {
  const store = await createMemoryPhone(createTestClock()).openTab();
  const [op] = await store.records.submit([setHousehold(household, { headName: 'A' })]);
  const word = [{ opId: op!.opId, outcome: 'applied', version: 1 }] as const;
  await store.outbox.resendAfter(0, 2);
  expect(await store.outbox.acknowledge(word, 1)).toBe(false);
  expect(await store.outbox.pending(bounds)).toHaveLength(1);
  expect(await store.settings.get('epoch')).toBe(2);
  expect(await store.outbox.acknowledge(word, 3)).toBe(true);
  expect(await store.outbox.pending(bounds)).toEqual([]);
  expect(await store.settings.get('epoch')).toBe(3);
});

test('a second tab that enters the same epoch later sends nothing again', async () => {
  const phone = createMemoryPhone(createTestClock());
  const [one, two] = [await phone.openTab(), await phone.openTab()];
  const [op] = await one.records.submit([setHousehold(household, { headName: 'A' })]);
  await one.outbox.resendAfter(0, 2);
  await one.outbox.acknowledge([{ opId: op!.opId, outcome: 'applied', version: 1 }], 2);
  await two.outbox.resendAfter(0, 2);
  expect(await two.outbox.pending(bounds)).toEqual([]);
});

test('a page of an epoch that is past changes nothing: what it says is stored may be lost', async () => {
  const store = await createMemoryPhone(createTestClock()).openTab();
  const [op] = await store.records.submit([setHousehold(household, { headName: 'A' })]);
  await store.outbox.resendAfter(0, 2);
  const page = pageOf({
    rows: [fullRow(household, 1, { headName: 'A' })],
    outcomes: [[op!, 'applied', 1]],
    cursor: cursorAt(1),
  });
  expect(await store.confirmed.applyPage(village, undefined, page)).toBe(false);
  expect(await store.outbox.pending(bounds)).toHaveLength(1);
});

test('a server restored to another timeline is sent all that is kept: old versions and outcomes are void', async () => {
  const store = await createMemoryPhone(createTestClock()).openTab();
  const first = await store.records.submit([setHousehold(household, { headName: 'A' })]);
  const second = await store.records.submit([setHousehold(recordId(2), { headName: 'B' })]);
  const both = [...first, ...second];
  await store.outbox.acknowledge(
    both.map(({ opId }) => ({ opId, outcome: 'conflict', version: 1 })),
    2,
  );
  // There the server holds two operations of this phone, but which ones?
  await store.outbox.resendAfter(2, 3);
  expect((await store.outbox.pending(bounds)).map(({ opId, seq }) => [opId, seq])).toEqual(
    both.map(({ opId }, i) => [opId, i + 3]),
  );
  await store.outbox.acknowledge(
    both.map(({ opId }) => ({ opId, outcome: 'applied', version: 1 })),
    3,
  );
  expect(await store.outbox.outcomes()).toEqual([]);
});

test('what is sent has no gap, though a restore left a form’s operations in two places of the numbering', async () => {
  const store = await createMemoryPhone(createTestClock()).openTab();
  const form = (first: number) =>
    store.records.submit([0, 1, 2].map((i) => setHousehold(recordId(first + i), { headName: 'A' })));
  const [first] = await form(1);
  await form(4);
  await store.outbox.acknowledge([{ opId: first!.opId, outcome: 'applied', version: 1 }], 2);
  await store.outbox.resendAfter(6, 3);
  for (let operations = 1; operations <= 9; operations++) {
    const numbers = (await store.outbox.pending({ operations, bytes: 1e6 })).map(({ seq }) => seq);
    expect(numbers[0], `at most ${operations}`).toBe(2);
    expect(numbers, `at most ${operations}`).toEqual(numbers.map((_, i) => 2 + i));
  }
});

test('confirmed work is kept for 90 days by the corrected clock, however wrong the phone’s own is', async () => {
  const clock = createTestClock();
  const store = await createMemoryPhone(clock).openTab();
  const real = clock.now();
  const turn = async (error: number, days: number) => {
    clock.time = real + days * day + error;
    await store.settings.set('clockOffset', -error);
  };
  await turn(-800 * day, 0);
  const [op] = await store.records.submit([setHousehold(household, { headName: 'A' })]);
  await store.confirmed.applyPage(
    village,
    undefined,
    pageOf({ rows: [fullRow(household, 1, { headName: 'A' })], outcomes: [[op!, 'applied', 1]], cursor: cursorAt(1) }),
  );
  const kept = async (at: number) => {
    await store.confirmed.applyPage(village, cursorAt(at), pageOf({ cursor: cursorAt(at + 1) }));
    const before = (await store.outbox.ledger()).unsent;
    await store.outbox.resendAfter(0);
    const sent = (await store.outbox.ledger()).unsent - before;
    await store.outbox.acknowledge([{ opId: op!.opId, outcome: 'applied', version: 1 }]);
    return sent;
  };
  await turn(400 * day, retention.days - 1);
  expect(await kept(1)).toBe(1);
  await turn(0, 2 * retention.days + 1);
  await store.confirmed.applyPage(village, cursorAt(2), pageOf({ cursor: cursorAt(3) }));
  await store.confirmed.applyPage(village, cursorAt(3), pageOf({ cursor: cursorAt(4) }));
  await turn(0, 4 * retention.days);
  expect(await kept(4)).toBe(0);
});
