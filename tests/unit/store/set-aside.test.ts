import { expect, test } from 'vitest';
import {
  createTestClock,
  cursorAt,
  fullRow,
  pageOf,
  recordId,
  setHousehold,
  shown,
  village,
} from '../../browser/store/phone.ts';
import { createMemoryPhone } from './memory-phone.ts';

const household = recordId(1);

test('what the lead set aside shows until word of it comes, then the village’s value does', async () => {
  const store = await createMemoryPhone(createTestClock()).openTab();
  await store.confirmed.applyPage(
    village,
    undefined,
    pageOf({ rows: [fullRow(household, 1, { headName: 'A' })], cursor: cursorAt(1) }),
  );
  const [op] = await store.records.submit([setHousehold(household, { headName: 'B' })]);
  await store.outbox.acknowledge([{ opId: op!.opId, outcome: 'quarantined', version: 0 }]);
  await store.confirmed.applyPage(village, cursorAt(1), pageOf({ cursor: cursorAt(2) }));
  expect(await shown(store, household)).toEqual({ headName: 'B' });
  await store.confirmed.applyPage(
    village,
    cursorAt(2),
    pageOf({ outcomes: [[op!, 'setAside', 3]], cursor: cursorAt(3) }),
  );
  expect(await shown(store, household)).toEqual({ headName: 'A' });
  expect(await store.outbox.outcomes()).toEqual([]);
});
