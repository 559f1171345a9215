import { expect, test } from 'vitest';
import { createLiveViews } from '../../../src/phone/live-views.ts';
import type { PhoneStore } from '../../../src/store/phone-store.ts';
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

const person = (n: number, household: number, name: string) => ({
  ...fullRow(recordId(n), 1, { household: recordId(household), name, living: 'here' }),
  kind: 'person' as const,
});

/** A village of many households, with its shortcut on disk, in a tab that has read nothing yet. */
async function village400() {
  const phone = createMemoryPhone(createTestClock());
  const { store } = phone.tab();
  const rows = Array.from({ length: 400 }, (_, n) => fullRow(recordId(n + 1), 1, { headName: `Mẫu ${n + 1}` }));
  await store.confirmed.applyPage(
    village,
    undefined,
    pageOf({ rows: [...rows, person(901, 1, 'Người một')], cursor: cursorAt(1) }),
  );
  const reader = store.summaries(village);
  const steps = reader.read();
  while (!(await steps.next()).done);
  await reader.keep(1);
  return { phone, store };
}

/** The values of one household's records, and whether the village's list was whole at each. */
async function watched(store: PhoneStore, household: number) {
  const views = createLiveViews(store);
  const live = views.household(village, recordId(household));
  const list = views.householdList(village);
  const seen: { readonly names: readonly unknown[]; readonly isWhole: boolean }[] = [];
  const over = new Promise<void>((resolve) =>
    live.subscribe(() => {
      const [records, all] = [live.get(), list.get()];
      if (records.state !== 'ready') return;
      const isWhole = all.state === 'ready' && all.value.isWhole;
      seen.push({ names: records.value.map(({ fields }) => fields['headName'] ?? fields['name']), isWhole });
      if (isWhole) resolve();
    }),
  );
  await over;
  return seen;
}

test('a household is there with all its records before the village is read, and is read again after it', async () => {
  const { phone } = await village400();
  const seen = await watched(phone.tab().store, 1);
  expect(seen[0]).toEqual({ names: ['Mẫu 1', 'Người một'], isWhole: false });
  expect(seen.at(-1)).toEqual({ names: ['Mẫu 1', 'Người một'], isWhole: true });
});

test('so are somebody added here since, somebody received since, and a change of the household itself', async () => {
  const { phone, store } = await village400();
  await store.records.submit([
    setHousehold(recordId(1), { headName: 'Tên mới' }, { headName: 1 }),
    {
      record: recordId(950),
      village,
      kind: 'person',
      set: { household: recordId(1), name: 'Người ở đây', living: 'here' },
      bases: {},
    },
  ]);
  await store.confirmed.applyPage(
    village,
    await store.confirmed.cursor(village),
    pageOf({ rows: [{ ...person(940, 1, 'Người nhận về'), version: 2 }], cursor: cursorAt(2) }),
  );
  const seen = await watched(phone.tab().store, 1);
  expect(seen[0]?.isWhole).toBe(false);
  for (const { names } of seen)
    expect([...names].sort()).toEqual(['Người một', 'Người nhận về', 'Người ở đây', 'Tên mới']);
});

test('a household that is not there is not told of before the village is read', async () => {
  const { phone } = await village400();
  expect(await watched(phone.tab().store, 777)).toEqual([{ names: [], isWhole: true }]);
});
