import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Operation } from '../../../src/protocol/operation.ts';
import type { PhoneStore } from '../../../src/store/phone-store.ts';
import {
  createTestClock,
  cursorAt,
  fullRow,
  pageOf,
  recordId,
  setHousehold,
  shown,
  village,
  type PageParts,
  type TestClock,
  type TestPhone,
} from './phone.ts';

const day = 24 * 60 * 60 * 1000;

/** What pulled pages do to rows and overlays. Every engine passes it. */
export function confirmedRowsSuite(engine: string, createPhone: (clock: TestClock) => Promise<TestPhone>): void {
  describe(`confirmed rows on ${engine}`, () => {
    let clock: TestClock;
    let phone: TestPhone;
    let store: PhoneStore;
    const household = recordId(1);
    const neighbour = recordId(2);

    beforeEach(async () => {
      clock = createTestClock();
      phone = await createPhone(clock);
      store = await phone.openTab();
    });
    afterEach(() => phone.dispose());

    /** Applies a page on top of whatever cursor is stored. */
    const receive = async (parts: PageParts): Promise<boolean> =>
      store.confirmed.applyPage(village, await store.confirmed.cursor(village), pageOf(parts));
    const write = async (set: Record<string, string>, record = household): Promise<Operation> => {
      const [op] = await store.records.submit([
        setHousehold(record, set, (await store.records.get(village, record))?.bases),
      ]);
      return op!;
    };
    const acknowledge = (
      op: Operation,
      outcome: 'applied' | 'parked' | 'quarantined' | 'conflict' | 'noop',
      version: number,
    ) => store.outbox.acknowledge([{ opId: op.opId, outcome, version }]);

    test('a page brings rows, versions and the cursor; a form opened now builds on them', async () => {
      await receive({
        rows: [fullRow(household, 7, { headName: 'A', address: 'B' }, { address: 3 })],
        cursor: cursorAt(7),
      });
      expect(await store.records.list(village)).toEqual([
        {
          id: household,
          village,
          kind: 'household',
          fields: { headName: 'A', address: 'B' },
          bases: { headName: 7, address: 3, $deleted: 7 },
          onlyHere: false,
        },
      ]);
      expect(await store.confirmed.cursor(village)).toEqual(cursorAt(7));
      expect(await store.confirmed.versions(village)).toEqual([{ id: household, version: 7 }]);
    });

    test('confirmed work is kept for a restored server until every backup holds it', async () => {
      const hour = day / 24;
      const kept = async (): Promise<number> => (await store.outbox.places()).onServer;
      const early = await write({ headName: 'A' });
      const late = await write({ headName: 'B' }, neighbour);
      clock.time += hour;
      await acknowledge(early, 'applied', 1);
      await receive({
        rows: [fullRow(household, 1, { headName: 'A' })],
        outcomes: [[early, 'applied', 1]],
        cursor: cursorAt(1),
      });
      // The backup is made while the second, written before it, is still on its way.
      const backup = (clock.time += hour);
      clock.time += hour;
      await acknowledge(late, 'applied', 2);
      await receive({
        rows: [fullRow(neighbour, 2, { headName: 'B' })],
        outcomes: [[late, 'applied', 2]],
        cursor: cursorAt(2),
      });
      expect(await kept()).toBe(2);
      await store.confirmed.backedUp(backup - hour);
      expect(await kept(), 'as old as the backup, as far as two clocks can tell').toBe(2);
      await store.confirmed.backedUp(backup);
      expect(await kept()).toBe(1);
      await store.outbox.resendAfter(0);
      expect(
        (await store.outbox.pending({ operations: 9, bytes: 1e6 })).map(({ opId }) => opId),
        'the one that the backup lacks',
      ).toEqual([late.opId]);
      await acknowledge(late, 'applied', 2);
      await receive({ outcomes: [[late, 'applied', 2]], cursor: cursorAt(3) });
      clock.time += day;
      await store.confirmed.backedUp(clock.time - hour);
      expect(await kept()).toBe(0);
    });

    test('a tab that was slower is refused and changes nothing', async () => {
      const other = await phone.openTab();
      const seen = await other.confirmed.cursor(village);
      await receive({ rows: [fullRow(household, 2, { headName: 'A' })], cursor: cursorAt(2) });
      expect(
        await other.confirmed.applyPage(
          village,
          seen,
          pageOf({ rows: [fullRow(household, 1, { headName: 'old' })], cursor: cursorAt(1) }),
        ),
      ).toBe(false);
      expect(await shown(other, household)).toEqual({ headName: 'A' });
      expect(await store.confirmed.cursor(village)).toEqual(cursorAt(2));
    });

    test('of two tabs with the same page one applies it', async () => {
      const other = await phone.openTab();
      const page = pageOf({ rows: [fullRow(household, 2, { headName: 'A' })], cursor: cursorAt(2) });
      const applied = await Promise.all([store, other].map((tab) => tab.confirmed.applyPage(village, undefined, page)));
      expect(applied.sort()).toEqual([false, true]);
    });

    test('what another tab changed is shown without opening everything again', async () => {
      const other = await phone.openTab();
      await receive({
        rows: [fullRow(household, 1, { headName: 'A' }), fullRow(neighbour, 1, { headName: 'B' })],
        cursor: cursorAt(1),
      });
      const before = await other.records.list(village);
      await receive({ rows: [fullRow(household, 2, { headName: 'A2' })], cursor: cursorAt(2) });
      const after = await other.records.list(village);
      expect(after.find(({ id }) => id === household)!.fields).toEqual({ headName: 'A2' });
      expect(after.find(({ id }) => id === neighbour)).toBe(before.find(({ id }) => id === neighbour));
    });

    test('a page with nothing new wakes nobody', async () => {
      const op = await write({ headName: 'mine' });
      await receive({
        rows: [fullRow(household, 1, { headName: 'mine' })],
        outcomes: [[op, 'applied', 1]],
        cursor: cursorAt(1),
      });
      let woken = 0;
      store.subscribe(() => woken++);
      expect(await receive({ cursor: cursorAt(1) })).toBe(true);
      expect(await receive({ outcomes: [[op, 'applied', 1]], cursor: cursorAt(1) })).toBe(true);
      expect(woken).toBe(0);
    });

    describe('an own operation', () => {
      test('is shown until the cursor has passed its acknowledgement, then the row is', async () => {
        const op = await write({ headName: 'mine' });
        await acknowledge(op, 'applied', 5);
        await receive({ rows: [fullRow(household, 4, { headName: 'theirs' })], cursor: cursorAt(4) });
        expect(await store.records.get(village, household)).toMatchObject({
          fields: { headName: 'mine' },
          bases: { headName: op.opId },
          onlyHere: false,
        });
        await receive({ rows: [fullRow(household, 5, { headName: 'mine' })], cursor: cursorAt(5) });
        expect(await store.records.get(village, household)).toMatchObject({
          fields: { headName: 'mine' },
          bases: { headName: 5 },
          onlyHere: false,
        });
        await receive({ rows: [fullRow(household, 6, { headName: 'theirs again' })], cursor: cursorAt(6) });
        expect(await shown(store, household)).toEqual({ headName: 'theirs again' });
      });

      test('stays when a page ends in the middle of its version', async () => {
        const early = await write({ headName: 'mine' }, household);
        const late = await write({ headName: 'mine too' }, recordId(9));
        await acknowledge(early, 'applied', 5);
        await acknowledge(late, 'applied', 5);
        await receive({
          rows: [fullRow(household, 5, { headName: 'mine' })],
          cursor: cursorAt(5, household, 0),
          more: true,
        });
        expect((await store.records.get(village, household))!.bases['headName']).toBe(5);
        expect((await store.records.get(village, recordId(9)))!.bases['headName']).toBe(late.opId);
        await receive({ rows: [fullRow(recordId(9), 5, { headName: 'mine too' })], cursor: cursorAt(5) });
        expect((await store.records.get(village, recordId(9)))!.bases['headName']).toBe(5);
      });

      test('stays in sight while its row, changed again since, is still on a later page', async () => {
        const early = await write({ headName: 'mine' }, household);
        await acknowledge(early, 'applied', 2);
        const late = await write({ address: 'mine too' }, household);
        await acknowledge(late, 'applied', 5);
        await receive({
          rows: [fullRow(neighbour, 3, { headName: 'B' })],
          cursor: cursorAt(3, neighbour, 1),
          more: true,
        });
        expect(await shown(store, household)).toEqual({ headName: 'mine', address: 'mine too' });
        await receive({ rows: [{ id: household, version: 5 }], cursor: cursorAt(5) });
        expect(await store.records.get(village, household)).toMatchObject({
          fields: { headName: 'mine', address: 'mine too' },
          bases: { headName: 2, address: 5 },
        });
      });

      test("acknowledged after the row has been pulled hides nobody's newer value", async () => {
        const op = await write({ headName: 'mine' });
        await receive({ rows: [fullRow(household, 6, { headName: 'theirs' })], cursor: cursorAt(6) });
        expect(await shown(store, household)).toEqual({ headName: 'mine' });
        await acknowledge(op, 'applied', 5);
        expect(await shown(store, household)).toEqual({ headName: 'theirs' });
      });

      test('whose acknowledgement was lost is settled by the pull', async () => {
        const op = await write({ headName: 'mine' });
        await receive({
          rows: [fullRow(household, 5, { headName: 'mine' })],
          outcomes: [[op, 'applied', 5]],
          cursor: cursorAt(5),
        });
        expect(await store.outbox.ledger()).toMatchObject({ unsent: 0 });
        expect(await store.records.get(village, household)).toMatchObject({ bases: { headName: 5 }, onlyHere: false });
      });

      test.each(['parked', 'quarantined'] as const)(
        'that is %s keeps its value in sight until it is applied',
        async (waiting) => {
          const op = await write({ headName: 'mine' });
          await acknowledge(op, waiting, 5);
          await receive({ rows: [fullRow(household, 8, { headName: 'theirs' })], cursor: cursorAt(8) });
          expect(await shown(store, household)).toEqual({ headName: 'mine' });
          expect(await store.outbox.outcomes()).toEqual([{ opId: op.opId, outcome: waiting, version: 5 }]);
          await receive({
            rows: [fullRow(household, 9, { headName: 'mine' })],
            outcomes: [[op, 'applied', 9]],
            cursor: cursorAt(9),
          });
          expect(await store.records.get(village, household)).toMatchObject({
            fields: { headName: 'mine' },
            bases: { headName: 9 },
          });
          expect(await store.outbox.outcomes()).toEqual([]);
        },
      );

      test('that lost a conflict gives way to the winner; the conflict is a row like any other', async () => {
        const op = await write({ headName: 'mine' });
        const conflict = {
          id: recordId(77),
          version: 5,
          kind: 'conflict' as const,
          fields: { record: household, field: 'headName' },
        };
        await acknowledge(op, 'conflict', 5);
        await receive({ rows: [fullRow(household, 5, { headName: 'theirs' }), conflict], cursor: cursorAt(5) });
        expect(await shown(store, household)).toEqual({ headName: 'theirs' });
        expect(await store.records.get(village, conflict.id)).toMatchObject({
          kind: 'conflict',
          fields: conflict.fields,
        });
        expect(await store.outbox.outcomes()).toEqual([{ opId: op.opId, outcome: 'conflict', version: 5 }]);
      });

      test('that was erased leaves no trace on the phone', async () => {
        const op = await write({ headName: 'mine' });
        await receive({
          rows: [fullRow(household, 5, { headName: 'mine' })],
          outcomes: [[op, 'applied', 5]],
          cursor: cursorAt(5),
        });
        await receive({
          rows: [fullRow(household, 6, { $deleted: true })],
          outcomes: [[op, 'erased', 6]],
          cursor: cursorAt(6),
        });
        await store.outbox.resendAfter(0);
        expect(await store.outbox.pending({ operations: 9, bytes: 1e6 })).toEqual([]);
        expect(await store.records.list(village)).toEqual([]);
        expect(await write({ headName: 'new' }, neighbour)).toMatchObject({ seq: 1 });
      });

      test("that deletes is made on top of the record's version", async () => {
        await receive({ rows: [fullRow(household, 7, { headName: 'A' }, { headName: 2 })], cursor: cursorAt(7) });
        const record = await store.records.get(village, household);
        const [op] = await store.records.submit([setHousehold(household, { $deleted: true }, record!.bases)]);
        expect(op!.base).toEqual({ $deleted: 7 });
        expect(await store.records.list(village)).toEqual([]);
      });

      test('that deletes is made on top of it, too, when an own edit has brought the record back', async () => {
        await receive({ rows: [fullRow(household, 4, { headName: 'A', $deleted: true })], cursor: cursorAt(4) });
        const deleted = await store.records.get(village, household);
        await store.records.submit([setHousehold(household, { address: 'B' }, deleted!.bases)]);
        const back = await store.records.get(village, household);
        expect(back!.fields).toEqual({ headName: 'A', address: 'B', $deleted: false });
        const [op] = await store.records.submit([setHousehold(household, { $deleted: true }, back!.bases)]);
        expect(op!.base).toEqual({ $deleted: 4 });
      });
    });

    describe('an unchanged echo', () => {
      test('is the row with own operations on it: only changed fields get new versions', async () => {
        await receive({
          rows: [fullRow(household, 4, { headName: 'A', address: 'B', cluster: 'C' }, { cluster: 2 })],
          cursor: cursorAt(4),
        });
        const first = await write({ headName: 'mine', cluster: 'C' });
        const second = await write({ address: 'mine' });
        await receive({
          rows: [{ id: household, version: 6 }],
          outcomes: [
            [first, 'applied', 5],
            [second, 'applied', 6],
          ],
          cursor: cursorAt(6),
        });
        expect(await store.records.get(village, household)).toEqual({
          id: household,
          village,
          kind: 'household',
          onlyHere: false,
          fields: { headName: 'mine', address: 'mine', cluster: 'C' },
          bases: { headName: 5, address: 6, cluster: 2, $deleted: 6 },
        });
      });

      test('of a record made here needs no row before', async () => {
        await receive({ cursor: cursorAt(4) });
        const op = await write({ headName: 'mine' });
        await acknowledge(op, 'applied', 5);
        await receive({ rows: [{ id: household, version: 5 }], cursor: cursorAt(5) });
        expect(await store.records.list(village)).toMatchObject([
          { id: household, kind: 'household', fields: { headName: 'mine' }, bases: { headName: 5 } },
        ]);
      });

      test('leaves a later unsent operation on top', async () => {
        const first = await write({ headName: 'one', address: 'x' });
        const second = await write({ headName: 'two' });
        await receive({
          rows: [{ id: household, version: 5 }],
          outcomes: [[first, 'applied', 5]],
          cursor: cursorAt(5),
        });
        expect(await store.records.get(village, household)).toMatchObject({
          fields: { headName: 'two', address: 'x' },
          bases: { headName: second.opId, address: 5 },
          onlyHere: true,
        });
      });

      test('applies the last own value of an operation after the first of one version', async () => {
        const first = await write({ headName: 'one' });
        const second = await write({ headName: 'two' });
        await receive({
          rows: [{ id: household, version: 5 }],
          outcomes: [
            [second, 'applied', 5],
            [first, 'applied', 5],
          ],
          cursor: cursorAt(5),
        });
        expect(await store.records.get(village, household)).toMatchObject({
          fields: { headName: 'two' },
          bases: { headName: 5 },
        });
      });

      test('never takes a late acknowledgement for a change after the row', async () => {
        const early = await write({ headName: 'mine' });
        await receive({ rows: [fullRow(household, 6, { headName: 'theirs' })], cursor: cursorAt(6) });
        await acknowledge(early, 'applied', 5);
        const later = await write({ address: 'mine' });
        await receive({
          rows: [{ id: household, version: 8 }],
          outcomes: [[later, 'applied', 8]],
          cursor: cursorAt(8),
        });
        expect(await store.records.get(village, household)).toMatchObject({
          fields: { headName: 'theirs', address: 'mine' },
          bases: { headName: 6, address: 8 },
        });
      });

      test('leaves out what waits', async () => {
        await receive({ rows: [fullRow(household, 4, { headName: 'A' })], cursor: cursorAt(4) });
        const [waiting, applied] = [await write({ headName: 'waits' }), await write({ address: 'mine' })];
        await receive({
          rows: [{ id: household, version: 6 }],
          outcomes: [
            [waiting, 'parked', 5],
            [applied, 'applied', 6],
          ],
          cursor: cursorAt(6),
        });
        expect(await store.records.get(village, household)).toMatchObject({
          fields: { headName: 'waits', address: 'mine' },
          bases: { headName: waiting.opId, address: 6 },
        });
        await receive({ outcomes: [[waiting, 'erased', 7]], cursor: cursorAt(7) });
        expect(await shown(store, household)).toEqual({ headName: 'A', address: 'mine' });
      });

      test('that own operations explain in part only is left out too', async () => {
        await receive({ rows: [fullRow(household, 4, { headName: 'A' })], cursor: cursorAt(4) });
        const op = await write({ headName: 'mine' });
        await receive({ rows: [{ id: household, version: 6 }], outcomes: [[op, 'applied', 5]], cursor: cursorAt(6) });
        expect(await store.confirmed.versions(village)).toEqual([{ id: household, version: 4 }]);
      });

      test('that own operations do not explain is left out, for the digest to find', async () => {
        await receive({ rows: [fullRow(household, 4, { headName: 'A' })], cursor: cursorAt(4) });
        await receive({
          rows: [
            { id: household, version: 6 },
            { id: neighbour, version: 6 },
          ],
          cursor: cursorAt(6),
        });
        expect(await store.confirmed.versions(village)).toEqual([{ id: household, version: 4 }]);
        expect(await shown(store, household)).toEqual({ headName: 'A' });
      });
    });

    describe('starting again', () => {
      test("a restart forgets the village's rows in the same step; own work stays", async () => {
        const op = await write({ address: 'mine' }, neighbour);
        await receive({ rows: [fullRow(household, 4, { headName: 'A' })], cursor: cursorAt(4) });
        await store.records.list(village);
        const again = { ...cursorAt(2), epoch: 2 };
        await receive({ restart: true, rows: [fullRow(recordId(3), 2, { headName: 'C' })], cursor: again });
        expect((await store.records.list(village)).map(({ id }) => id).sort()).toEqual([neighbour, recordId(3)]);
        expect(await store.confirmed.cursor(village)).toEqual(again);
        expect((await store.outbox.pending({ operations: 9, bytes: 1e6 })).map(({ opId }) => opId)).toEqual([op.opId]);
      });

      test('a reset forgets rows and cursor on every tab', async () => {
        const other = await phone.openTab();
        await receive({ rows: [fullRow(household, 4, { headName: 'A' })], cursor: cursorAt(4) });
        expect(await other.records.list(village)).toHaveLength(1);
        await store.confirmed.reset(village);
        expect(await other.records.list(village)).toEqual([]);
        expect(await other.confirmed.cursor(village)).toBeUndefined();
        await receive({ rows: [fullRow(household, 4, { headName: 'A' })], cursor: cursorAt(4) });
        expect(await other.records.list(village)).toHaveLength(1);
      });

      test('a village in pages, reopened after each', async () => {
        for (let n = 1; n <= 5; n++) {
          const tab = await phone.openTab();
          const cursor = await tab.confirmed.cursor(village);
          await tab.confirmed.applyPage(
            village,
            cursor,
            pageOf({
              rows: [fullRow(recordId(n), 3, { headName: `${n}` })],
              cursor: cursorAt(3, recordId(n), 0),
              more: n < 5,
            }),
          );
          tab.close();
        }
        expect(await store.records.list(village)).toHaveLength(5);
      });
    });

    test('acknowledged operations are kept for 90 days in case the server is restored', async () => {
      const old = await write({ headName: 'old' });
      await receive({
        rows: [fullRow(household, 1, { headName: 'old' })],
        outcomes: [[old, 'applied', 1]],
        cursor: cursorAt(1),
      });
      clock.time += 80 * day;
      const recent = await write({ headName: 'recent' });
      clock.time += 11 * day;
      await receive({
        rows: [fullRow(household, 2, { headName: 'recent' })],
        outcomes: [[recent, 'applied', 2]],
        cursor: cursorAt(2),
      });
      await store.outbox.resendAfter(0);
      expect((await store.outbox.pending({ operations: 9, bytes: 1e6 })).map(({ opId, seq }) => [opId, seq])).toEqual([
        [recent.opId, 1],
      ]);
    });
  });
}
