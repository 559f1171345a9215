import { expect, test } from 'vitest';
import type { HouseholdList } from '../../../src/domain/search/household-index.ts';
import type { LiveHouseholdList } from '../../../src/phone/household-list.ts';
import { createLiveViews } from '../../../src/phone/live-views.ts';
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

async function phoneWithVillage() {
  const phone = createMemoryPhone(createTestClock());
  const { store } = phone.tab();
  const rows = Array.from({ length: 3 }, (_, n) => fullRow(recordId(n + 1), 1, { headName: `Mẫu ${n + 1}` }));
  await store.confirmed.applyPage(village, undefined, pageOf({ rows, cursor: cursorAt(1) }));
  const start = () => createLiveViews(phone.tab().store).householdList(village);
  return { store, start };
}

/** The whole list, after the next time that it changes to one. */
const whole = (list: LiveHouseholdList): Promise<HouseholdList> =>
  new Promise((resolve) => {
    const before = list.get();
    list.subscribe(() => {
      const now = list.get();
      if (now !== before && now.state === 'ready' && now.value.isWhole) resolve(now.value);
    });
  });

test('what was noted of a list is there at the next start, before the list is read', async () => {
  const { start } = await phoneWithVillage();
  const list = start();
  await list.keepNote(await whole(list), 'the day');
  const next = start();
  expect(await next.readNote()).toBe('the day');
  expect(next.get().state).toBe('loading');
});

test('what was worked out of an older list is not noted', async () => {
  const { store, start } = await phoneWithVillage();
  const list = createLiveViews(store).householdList(village);
  const older = await whole(list);
  const newer = whole(list);
  await store.records.submit([setHousehold(recordId(4), { headName: 'Mẫu mới' })]);
  await newer;
  await list.keepNote(older, 'without the new household');
  expect(await start().readNote()).toBeUndefined();
  await list.keepNote(await newer, 'with it');
  expect(await start().readNote()).toBe('with it');
});
