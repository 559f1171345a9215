import { expect, test } from 'vitest';
import { householdForms, shortFormDraft } from '../../../src/domain/record/form-drafts.ts';
import {
  createTestClock,
  cursorAt,
  fullRow,
  pageOf,
  recordId,
  setHousehold,
  village,
} from '../../browser/store/phone.ts';
import { createMemoryPhone } from './memory-phone.ts';

const [household, other] = [recordId(1), recordId(2)];

test('a record erased on the server leaves the phone: row, overlays, kept operations and drafts', async () => {
  const phone = createMemoryPhone(createTestClock());
  const store = await phone.openTab();
  const [kept] = await store.records.submit([setHousehold(household, { headName: 'Bí mật' })]);
  const [rest] = await store.records.submit([setHousehold(other, { headName: 'Hộ khác' })]);
  await store.confirmed.applyPage(
    village,
    undefined,
    pageOf({
      rows: [fullRow(household, 1, { headName: 'Bí mật' }), fullRow(other, 1, { headName: 'Hộ khác' })],
      outcomes: [
        [kept!, 'applied', 1],
        [rest!, 'applied', 1],
      ],
      cursor: cursorAt(1),
    }),
  );
  const [waiting, unsent] = await store.records.submit([
    setHousehold(household, { address: 'Bí mật' }),
    setHousehold(household, { address: 'chưa gửi' }),
  ]);
  await store.outbox.acknowledge([{ opId: waiting!.opId, outcome: 'parked', version: 1 }]);
  await store.drafts.save({ id: household, village, rev: 1, startedAt: 1, savedAt: 1, content: 'Bí mật' });
  for (const form of householdForms)
    await store.drafts.save({
      id: shortFormDraft(household, form),
      village,
      rev: 1,
      startedAt: 1,
      savedAt: 1,
      content: 'Bí mật',
    });
  await store.drafts.save({ id: other, village, rev: 1, startedAt: 1, savedAt: 1, content: 'khác' });

  await store.confirmed.applyPage(
    village,
    cursorAt(1),
    pageOf({ rows: [{ id: household, version: 2, kind: 'erased', fields: {} }], cursor: cursorAt(2) }),
  );
  expect(await store.records.get(village, household)).toBeUndefined();
  expect((await store.records.list(village)).map(({ id }) => id)).toEqual([other]);
  expect((await store.drafts.list()).map(({ id }) => id)).toEqual([other]);
  expect(await store.outbox.outcomes()).toEqual([]);
  expect((await store.confirmed.versions(village)).map(({ id, version }) => [id, version])).toEqual([
    [household, 2],
    [other, 1],
  ]);
  // What is not sent yet goes out, so that the server can say that it keeps nothing of it.
  expect((await store.outbox.pending({ operations: 9, bytes: 1e6 })).map(({ opId }) => opId)).toEqual([unsent!.opId]);
  await store.outbox.acknowledge([{ opId: unsent!.opId, outcome: 'erased', version: 3 }]);

  // A restored server is sent all that is kept: nothing of the erased household is.
  await store.outbox.resendAfter(0);
  expect((await store.outbox.pending({ operations: 9, bytes: 1e6 })).map(({ opId }) => opId)).toEqual([rest!.opId]);
});

test('who lost the right to a village learns of an erasure by what they may see; unsent work goes first', async () => {
  const store = await createMemoryPhone(createTestClock()).openTab();
  const [kept] = await store.records.submit([setHousehold(household, { headName: 'Bí mật' })]);
  const [rest] = await store.records.submit([setHousehold(other, { headName: 'Hộ khác' })]);
  const page = pageOf({
    rows: [fullRow(household, 1, {}), fullRow(other, 1, {})],
    outcomes: [
      [kept!, 'applied', 1],
      [rest!, 'quarantined', 1],
    ],
    cursor: cursorAt(1),
  });
  await store.confirmed.applyPage(village, undefined, page);
  const [unsent] = await store.records.submit([setHousehold(household, { address: 'chưa gửi' })]);
  await store.confirmed.reset(village);
  const me = { account: recordId(7), name: 'Người thử', grants: [], areas: [], epoch: 1, tag: 't', now: 1 };
  await store.settings.saveMe({ ...me, erased: [kept!.opId, unsent!.opId] });
  expect(await store.settings.me()).toEqual(me);
  expect((await store.outbox.pending({ operations: 9, bytes: 1e6 })).map(({ opId }) => opId)).toEqual([unsent!.opId]);
  await store.outbox.resendAfter(0);
  expect((await store.outbox.pending({ operations: 9, bytes: 1e6 })).map(({ opId }) => opId)).toEqual([
    rest!.opId,
    unsent!.opId,
  ]);
});
