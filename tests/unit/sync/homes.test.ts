import { expect, test, vi } from 'vitest';
import type { PhoneStore } from '../../../src/store/phone-store.ts';
import { createLiveHouseholdList } from '../../../src/phone/household-list.ts';
import {
  createTestClock,
  cursorAt,
  fullRow,
  pageOf,
  recordId,
  setHousehold,
  village,
} from '../../browser/store/phone.ts';
import { createMemoryPhone } from '../store/memory-phone.ts';

const yieldToMain = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function world(households: number) {
  const phone = createMemoryPhone(createTestClock());
  const store = phone.tab().store;
  const rows = Array.from({ length: households }, (_, n) =>
    fullRow(recordId(n + 1), 1, { headName: `Mẫu ${n}`, address: `Nhà ${n}` }),
  );
  await store.confirmed.applyPage(village, undefined, pageOf({ rows, cursor: cursorAt(1) }));
  const waiting: (() => void)[] = [];
  const schedule = (_millis: number, task: () => void) => {
    waiting.push(task);
    return () => void waiting.splice(waiting.indexOf(task), 1);
  };
  const live = createLiveHouseholdList({ store, schedule, yieldToMain }, village);
  const shown = (): string[] => {
    const loaded = live.get();
    return loaded.state === 'ready' ? loaded.value.byAddress.map(({ household }) => household.headName) : [];
  };
  return { phone, store, live, shown, waiting };
}

test('a list that is watched follows every change; what was frozen is in it after a refresh', async () => {
  const { store, live, shown } = await world(3);
  let told = 0;
  live.subscribe(() => told++);
  await live.refresh();
  expect(shown()).toEqual(['Mẫu 0', 'Mẫu 1', 'Mẫu 2']);
  await store.records.submit([setHousehold(recordId(2), { headName: 'Mẫu khác' }, { headName: 1 })]);
  await live.refresh();
  expect(shown()).toEqual(['Mẫu 0', 'Mẫu khác', 'Mẫu 2']);
  expect(live.household(recordId(2))?.onlyHere).toBe(true);
  const before = told;
  await live.refresh();
  expect(told, 'nothing new tells nobody').toBe(before);
  await store.records.submit([setHousehold(recordId(9), { headName: 'Mẫu mới', address: 'Nhà 9' })]);
  await vi.waitFor(() => expect(shown()).toContain('Mẫu mới'));
});

test('refreshes that come together share a round, and each is as late as it was asked', async () => {
  const { store, live, shown } = await world(2);
  live.subscribe(() => undefined);
  const first = live.refresh();
  const frozen = store.records.submit([setHousehold(recordId(1), { headName: 'Sau' }, { headName: 1 })]);
  await frozen;
  await Promise.all([first, live.refresh(), live.refresh()]);
  expect(shown()).toContain('Sau');
});

test('the shortcut is written when it is quiet, and not while nobody watches', async () => {
  const { phone, live, waiting } = await world(150);
  const stop = live.subscribe(() => undefined);
  await live.refresh();
  expect(waiting).toHaveLength(1);
  waiting[0]!();
  await vi.waitFor(() => expect(phone.disk.contents('chunks')).toHaveLength(1));
  stop();
  expect(waiting).toHaveLength(0);
});

test('a store that cannot be read shows as failed, and read again after the next change', async () => {
  const { phone, live, shown } = await world(2);
  let broken = true;
  const store: PhoneStore = phone.tab({
    before: () => (broken ? Promise.reject(new Error('broken')) : Promise.resolve()),
  }).store;
  const failing = createLiveHouseholdList({ store, schedule: () => () => undefined, yieldToMain }, village);
  failing.subscribe(() => undefined);
  await failing.refresh();
  expect(failing.get().state).toBe('failed');
  broken = false;
  await failing.refresh();
  expect(failing.get().state).toBe('ready');
  live.subscribe(() => undefined);
  await live.refresh();
  expect(shown()).toHaveLength(2);
});

test('the first households are shown while the others are being read', async () => {
  const { live } = await world(450);
  const seen: [number, boolean][] = [];
  live.subscribe(() => {
    const loaded = live.get();
    if (loaded.state === 'ready') seen.push([loaded.value.byName.length, loaded.value.isWhole]);
  });
  await live.refresh();
  expect(seen[0]).toEqual([100, false]);
  expect(seen.at(-1)).toEqual([450, true]);
});
