import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SCHEMA_VERSION } from '../../../src/protocol/version.ts';
import { SubmitRefusedError, StoreLockedError } from '../../../src/store/engine/errors.ts';
import type { PhoneStore } from '../../../src/store/phone-store.ts';
import {
  createTestClock,
  cursorAt,
  draftOf,
  fullRow,
  newId,
  otherVillage,
  pageOf,
  recordId,
  setHousehold,
  shown,
  start,
  village,
  type TestClock,
  type TestPhone,
} from './phone.ts';

/** Work on one phone: drafts, frozen groups, the outbox. Every engine passes it. */
export function phoneStoreSuite(engine: string, createPhone: (clock: TestClock) => Promise<TestPhone>): void {
  describe(`the phone's store on ${engine}`, () => {
    let clock: TestClock;
    let phone: TestPhone;
    let store: PhoneStore;
    const household = recordId(1);

    beforeEach(async () => {
      clock = createTestClock();
      phone = await createPhone(clock);
      store = await phone.openTab();
    });
    afterEach(() => phone.dispose());

    describe('a draft', () => {
      test('is on disk after each answer: the app reopens at the same question', async () => {
        expect(await store.drafts.save(draftOf(household, 1, { H1: 'yes' }))).toBeUndefined();
        expect(await store.drafts.save(draftOf(household, 2, { H1: 'yes', H2: 'no' }))).toBeUndefined();
        store.close();
        const reopened = await phone.openTab();
        expect(await reopened.drafts.get(household)).toEqual(draftOf(household, 2, { H1: 'yes', H2: 'no' }));
        expect(await reopened.drafts.list()).toEqual([draftOf(household, 2, { H1: 'yes', H2: 'no' })]);
      });

      test('open in two tabs: the slower one is refused and shown what the other saved', async () => {
        const other = await phone.openTab();
        await store.drafts.save(draftOf(household, 1, { H1: 'yes' }));
        await other.drafts.save(draftOf(household, 2, { H1: 'no' }));
        expect(await store.drafts.save(draftOf(household, 2, { H1: 'sometimes' }))).toEqual({
          kind: 'stale',
          current: draftOf(household, 2, { H1: 'no' }),
        });
        expect(await store.drafts.get(household)).toEqual(draftOf(household, 2, { H1: 'no' }));
      });

      test('started anew over one that another tab keeps is refused', async () => {
        await store.drafts.save(draftOf(household, 1, {}));
        expect(await store.drafts.save(draftOf(household, 1, { H1: 'no' }))).toMatchObject({ kind: 'stale' });
      });

      test('that was put aside is gone', async () => {
        await store.drafts.save(draftOf(household, 1, {}));
        await store.drafts.remove(household);
        expect(await store.drafts.get(household)).toBeUndefined();
        expect(await store.drafts.save(draftOf(household, 1, {}))).toBeUndefined();
      });
    });

    describe('finishing a section', () => {
      test('freezes one group: same group, wall time and offset, seqs without a gap, its draft gone', async () => {
        await store.settings.set('clockOffset', -90_000);
        await store.drafts.save(draftOf(household, 1, { H1: 'yes' }));
        const first = await store.records.submit([setHousehold(household, { 'a.H1': 'yes' })], { remove: household });
        const second = await store.records.submit([
          setHousehold(recordId(2), { headName: 'A' }),
          setHousehold(recordId(3), { headName: 'B' }),
        ]);
        expect([...first, ...second].map(({ seq }) => seq)).toEqual([1, 2, 3]);
        expect(first[0]).toMatchObject({
          record: household,
          kind: 'household',
          village,
          set: { 'a.H1': 'yes' },
          base: { 'a.H1': 0 },
          wallTime: start,
          clockOffset: -90_000,
          schemaVersion: SCHEMA_VERSION,
        });
        expect(second[0]!.group).toBe(second[1]!.group);
        expect(second[0]!.group).not.toBe(first[0]!.group);
        expect(new Set([...first, ...second].map(({ opId }) => opId)).size).toBe(3);
        expect(await store.drafts.get(household)).toBeUndefined();
        expect((await store.outbox.pending({ operations: 10, bytes: 1e6 })).map(({ operation }) => operation)).toEqual([
          ...first,
          ...second,
        ]);
      });

      test('keeps what is left of the form as the next draft', async () => {
        await store.drafts.save(draftOf(household, 1, { H1: 'yes', P1: 'own' }));
        await store.records.submit([setHousehold(household, { 'a.H1': 'yes' })], {
          put: draftOf(household, 2, { P1: 'own' }),
        });
        expect(await store.drafts.get(household)).toEqual(draftOf(household, 2, { P1: 'own' }));
      });

      test.each([
        ['keeping the rest', { put: draftOf(recordId(1), 2, {}) }],
        ['removing it', { remove: recordId(1), rev: 1 }],
      ])('of a draft that another tab saved meanwhile (%s) freezes nothing', async (_how, after) => {
        const other = await phone.openTab();
        await store.drafts.save(draftOf(household, 1, {}));
        await other.drafts.save(draftOf(household, 2, { H1: 'no' }));
        const refused = store.records.submit([setHousehold(household, { 'a.H1': 'yes' })], after);
        await expect(refused).rejects.toThrow(SubmitRefusedError);
        await expect(refused).rejects.toMatchObject({
          problem: { kind: 'stale', current: draftOf(household, 2, { H1: 'no' }) },
        });
        expect(await store.outbox.ledger()).toMatchObject({ unsent: 0, drafts: 1 });
        expect(
          await store.records.submit([setHousehold(household, { 'a.H1': 'no' })], { remove: household, rev: 2 }),
        ).toMatchObject([{ seq: 1 }]);
      });

      test('with nothing changed makes no operation', async () => {
        expect(await store.records.submit([setHousehold(household, {})])).toEqual([]);
        expect(await store.records.submit([setHousehold(household, { headName: 'A' })])).toMatchObject([{ seq: 1 }]);
      });

      test('that could not be sent in one push is a bug, and changes nothing', async () => {
        const many = Array.from({ length: 201 }, (_, n) => setHousehold(recordId(n), { headName: 'A' }));
        await expect(store.records.submit(many)).rejects.toThrow('does not fit one push');
        const long = Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`a.X${n}`, 'x'.repeat(2000)]));
        await expect(store.records.submit([setHousehold(household, long)])).rejects.toThrow('does not fit one push');
        expect(await store.outbox.ledger()).toEqual({ unsent: 0, drafts: 0, forms: 0 });
      });

      test('in two tabs at once gives every operation its own seq', async () => {
        const tabs = [store, await phone.openTab(), await phone.openTab()];
        const frozen = await Promise.all(
          Array.from({ length: 12 }, (_, n) =>
            tabs[n % 3]!.records.submit([
              setHousehold(recordId(n), { headName: 'A' }),
              setHousehold(recordId(n), { address: 'B' }),
            ]),
          ),
        );
        expect(
          frozen
            .flat()
            .map(({ seq }) => seq)
            .sort((a, b) => a - b),
        ).toEqual(Array.from({ length: 24 }, (_, n) => n + 1));
        for (const [one, two] of frozen) expect(two!.seq).toBe(one!.seq + 1);
      });
    });

    describe('what is shown', () => {
      test('is the own value at once, marked as only here, on every tab', async () => {
        const other = await phone.openTab();
        expect(await other.records.list(village)).toEqual([]);
        const [op] = await store.records.submit([setHousehold(household, { headName: 'A' })]);
        const expected = {
          id: household,
          village,
          kind: 'household',
          fields: { headName: 'A' },
          bases: { headName: op!.opId },
          onlyHere: true,
        };
        expect(await store.records.list(village)).toEqual([expected]);
        expect(await other.records.list(village)).toEqual([expected]);
        expect(await other.records.get(village, household)).toEqual(expected);
        expect(await (await phone.openTab()).records.get(village, household)).toEqual(expected);
        expect(await store.records.list(otherVillage)).toEqual([]);
      });

      test('builds the next change of a field on the own unconfirmed one', async () => {
        const [first] = await store.records.submit([setHousehold(household, { headName: 'A' })]);
        const record = await store.records.get(village, household);
        const [second] = await store.records.submit([
          setHousehold(household, { headName: 'B', address: 'C' }, record!.bases),
        ]);
        expect(second!.base).toEqual({ headName: first!.opId, address: 0 });
        expect(await store.records.get(village, household)).toMatchObject({
          fields: { headName: 'B', address: 'C' },
          bases: { headName: second!.opId, address: second!.opId },
        });
      });

      test('leaves a deleted record out of the list; an own later edit brings it back', async () => {
        await store.records.submit([setHousehold(household, { headName: 'A' })]);
        await store.records.submit([setHousehold(household, { $deleted: true })]);
        expect(await store.records.list(village)).toEqual([]);
        expect(await store.records.get(village, household)).toMatchObject({
          fields: { headName: 'A', $deleted: true },
        });
        await store.records.submit([setHousehold(household, { $deleted: true })]); // twice changes nothing
        expect(await store.records.list(village)).toEqual([]);
        await store.records.submit([setHousehold(household, { address: 'B' })]);
        expect(await shown(store, household)).toEqual({ headName: 'A', address: 'B', $deleted: false });
      });
    });

    describe('the outbox', () => {
      const bounds = { operations: 10, bytes: 1e6 };
      const freezeGroup = (n: number, size: number) =>
        store.records.submit(
          Array.from({ length: size }, (_, i) => setHousehold(recordId(n * 100 + i), { headName: 'A' })),
        );
      const seqsWithin = async (operations: number, bytes = 1e6) =>
        (await store.outbox.pending({ operations, bytes })).map(({ seq }) => seq);

      test('offers whole groups where they fit, at least one operation, in order', async () => {
        await freezeGroup(1, 2);
        await freezeGroup(2, 3);
        expect(await seqsWithin(10)).toEqual([1, 2, 3, 4, 5]);
        expect(await seqsWithin(5)).toEqual([1, 2, 3, 4, 5]);
        expect(await seqsWithin(4)).toEqual([1, 2]);
        expect(await seqsWithin(1)).toEqual([1]);
        const [one, two] = await store.outbox.pending(bounds);
        expect(await seqsWithin(10, one!.bytes + two!.bytes)).toEqual([1, 2]);
        expect(await seqsWithin(10, 1)).toEqual([1]);
      });

      test('counts bytes as they travel and seals the same text every time', async () => {
        await store.records.submit([setHousehold(household, { headName: 'Tân Đông' })]);
        const [entry] = await store.outbox.pending(bounds);
        expect(entry!.bytes).toBe(new TextEncoder().encode(JSON.stringify(entry!.operation)).length);
        const [again] = await (await phone.openTab()).outbox.pending(bounds);
        expect(again).toEqual(entry);
        expect(entry!.sealed).toMatch(/^[A-Za-z0-9_-]{40,}$/);
      });

      test('lets go of what was acknowledged, and sends what follows a gap apart', async () => {
        const [a, b, c] = await freezeGroup(1, 3);
        await store.outbox.acknowledge([
          { opId: b!.opId, outcome: 'applied', version: 4 },
          { opId: newId(), outcome: 'applied', version: 4 },
        ]);
        expect(await seqsWithin(10)).toEqual([a!.seq]);
        await store.outbox.acknowledge([{ opId: a!.opId, outcome: 'applied', version: 5 }]);
        expect(await seqsWithin(10)).toEqual([c!.seq]);
      });

      test('keeps a ledger of forms, operations, drafts, and since when, by the corrected clock', async () => {
        expect(await store.outbox.ledger()).toEqual({ unsent: 0, drafts: 0, forms: 0 });
        await store.settings.set('clockOffset', 5000);
        clock.time = start + 60_000;
        const first = await freezeGroup(1, 2);
        clock.time = start + 120_000;
        await freezeGroup(2, 3);
        expect(await store.outbox.ledger()).toEqual({ unsent: 5, drafts: 0, forms: 2, oldest: start + 65_000 });
        await store.drafts.save(draftOf(household, 1, {}));
        expect(await store.outbox.ledger()).toEqual({ unsent: 5, drafts: 1, forms: 2, oldest: start + 5000 });
        await store.drafts.remove(household);
        await store.outbox.acknowledge(first.map(({ opId }) => ({ opId, outcome: 'applied', version: 1 })));
        expect(await store.outbox.ledger()).toEqual({ unsent: 3, drafts: 0, forms: 1, oldest: start + 125_000 });
      });

      test('remembers outcomes people should know of; they only move forward', async () => {
        const [a, b, c] = await freezeGroup(1, 3);
        const say = (
          op: { opId: string },
          outcome: 'applied' | 'conflict' | 'parked' | 'quarantined' | 'noop',
          version: number,
        ) => store.outbox.acknowledge([{ opId: op.opId, outcome, version }]);
        await say(a!, 'parked', 3);
        await say(b!, 'conflict', 3);
        await say(c!, 'applied', 3);
        expect(await store.outbox.outcomes()).toEqual([
          { opId: b!.opId, outcome: 'conflict', version: 3 },
          { opId: a!.opId, outcome: 'parked', version: 3 },
        ]);
        await say(a!, 'quarantined', 4);
        await say(a!, 'parked', 3); // an old answer, late
        await say(b!, 'applied', 5); // cannot follow
        expect(await store.outbox.outcomes()).toEqual([
          { opId: b!.opId, outcome: 'conflict', version: 3 },
          { opId: a!.opId, outcome: 'quarantined', version: 4 },
        ]);
        await say(a!, 'applied', 6);
        expect(await store.outbox.outcomes()).toEqual([{ opId: b!.opId, outcome: 'conflict', version: 3 }]);
      });

      test('each form is in one place: only here, waiting at the server, or on the server; they add up', async () => {
        const [a, b] = await freezeGroup(1, 2);
        const [c] = await freezeGroup(2, 1);
        const [d] = await freezeGroup(3, 1);
        expect(await store.outbox.places()).toEqual({ onlyHere: 3, waiting: 0, onServer: 0 });
        const told = (op: typeof a, outcome: 'applied' | 'quarantined') =>
          store.outbox.acknowledge([{ opId: op!.opId, outcome, version: 3 }]);
        await told(a, 'applied');
        // half of a form is not a form
        expect(await store.outbox.places()).toEqual({ onlyHere: 3, waiting: 0, onServer: 0 });
        await told(b, 'applied');
        await told(c, 'quarantined');
        expect(await store.outbox.places()).toEqual({ onlyHere: 1, waiting: 1, onServer: 1 });
        await told(d, 'applied');
        await told(c, 'applied');
        expect(await store.outbox.places()).toEqual({ onlyHere: 0, waiting: 0, onServer: 3 });
      });

      test('a backup put back on a phone that forgot everything brings back operations and drafts, once', async () => {
        const ops = await freezeGroup(1, 2);
        await store.drafts.save(draftOf(recordId(9), 1, { H1: 'yes' }));
        const file = await store.backups.take('Người thử');
        expect(file.operations).toEqual(ops);
        expect(await store.backups.putBack(file)).toEqual({
          forms: 0,
          operations: 0,
          drafts: 0,
          alreadyHere: 3,
          draftsInTheWay: [],
        });
        await store.drafts.remove(recordId(9));
        expect(await store.backups.putBack(file)).toMatchObject({ operations: 0, drafts: 1 });
        expect(await store.drafts.get(recordId(9))).toEqual(file.drafts[0]);
        expect(
          await store.backups.putBack({
            ...file,
            enrolment: newId(),
            operations: file.operations.map((op, i) => ({ ...op, opId: newId(), seq: 70 + i })),
          }),
        ).toMatchObject({ forms: 1, operations: 2, drafts: 0 });
        expect((await store.outbox.pending(bounds)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
      });

      test('after `forked` numbers what is unsent anew; opIds, order and overlays stay', async () => {
        const [a, b] = await freezeGroup(1, 2);
        await store.records.submit([setHousehold(a!.record, { headName: 'newer' })]);
        await store.outbox.acknowledge([{ opId: a!.opId, outcome: 'applied', version: 9 }]);
        await store.outbox.renumberAfter(0);
        expect(
          (await store.outbox.pending(bounds)).map(({ seq, opId, operation }) => [
            seq,
            opId === operation?.opId,
            operation?.seq,
          ]),
        ).toEqual([
          [1, true, 1],
          [2, true, 2],
        ]);
        expect((await store.outbox.pending(bounds))[0]!.opId).toBe(b!.opId);
        expect(await shown(store, a!.record)).toEqual({ headName: 'newer' });
        expect(await freezeGroup(2, 1)).toMatchObject([{ seq: 3 }]);
      });

      test('after `forked` numbers once for a device, though two tabs get the answer', async () => {
        const [first] = await freezeGroup(1, 2);
        const device = newId();
        await store.outbox.renumberAfter(0, device);
        await store.outbox.acknowledge([{ opId: first!.opId, outcome: 'applied', version: 9 }]);
        await store.outbox.renumberAfter(0, device);
        expect((await store.outbox.pending(bounds)).map(({ seq }) => seq)).toEqual([2]);
        expect(await store.settings.get('device')).toBe(device);
      });

      test('after `forked` a newer value stays on top although its number is lower now', async () => {
        await freezeGroup(1, 1);
        const [older] = await store.records.submit([setHousehold(household, { headName: 'older' })]);
        await store.records.submit([setHousehold(household, { headName: 'newer' })]);
        await store.outbox.acknowledge([{ opId: older!.opId, outcome: 'applied', version: 9 }]);
        await store.outbox.renumberAfter(0);
        expect(await shown(store, household)).toEqual({ headName: 'newer' });
      });

      test('after a restored backup sends again what the server lost, without gaps', async () => {
        const ops = [...(await freezeGroup(1, 3)), ...(await freezeGroup(2, 2))];
        await store.outbox.acknowledge(
          ops.map(({ opId }, i) => ({ opId, outcome: i === 2 ? 'erased' : 'applied', version: 5 })),
        );
        await store.confirmed.applyPage(
          village,
          undefined,
          pageOf({ rows: ops.map((op) => fullRow(op.record, 5, op.set)), cursor: cursorAt(5) }),
        );
        expect(await store.outbox.ledger()).toMatchObject({ unsent: 0 });
        await store.outbox.resendAfter(1);
        const again = await store.outbox.pending(bounds);
        expect(again.map(({ seq, opId }) => [seq, opId])).toEqual(
          [ops[1], ops[3], ops[4]].map((op, i) => [i + 2, op!.opId]),
        );
        expect(again[0]!.operation).toEqual({ ...ops[1], seq: 2 });
        expect((await store.records.get(village, ops[1]!.record))!.onlyHere).toBe(true);
        expect(await freezeGroup(3, 1)).toMatchObject([{ seq: 5 }]);
        await store.outbox.resendAfter(1); // asked again after a crash
        expect((await store.outbox.pending(bounds)).map(({ seq }) => seq)).toEqual([2, 3, 4, 5]);
      });

      test('after a restored backup an old value of its own hides no newer one of others', async () => {
        const [old] = await store.records.submit([setHousehold(household, { headName: 'old' })]);
        await store.confirmed.applyPage(
          village,
          undefined,
          pageOf({
            rows: [fullRow(household, 4, { headName: 'old' })],
            outcomes: [[old!, 'applied', 4]],
            cursor: cursorAt(4),
          }),
        );
        await store.confirmed.applyPage(
          village,
          cursorAt(4),
          pageOf({ rows: [fullRow(household, 7, { headName: 'newer' })], cursor: cursorAt(7) }),
        );
        const before = (await store.records.get(village, household))!;
        await store.outbox.resendAfter(0, 2);
        expect((await store.outbox.pending(bounds)).map(({ opId }) => opId)).toEqual([old!.opId]);
        expect(await store.records.get(village, household), 'counted as only here, and as it was seen').toEqual({
          ...before,
          onlyHere: true,
        });
        expect(await store.records.list(village)).toEqual([{ ...before, onlyHere: true }]);
        await store.confirmed.reset(village);
        expect((await store.records.get(village, household))!.fields, 'nothing else is known of it any more').toEqual(
          old!.set,
        );
      });

      test('after both, sends what the old number line held too', async () => {
        const [a] = await freezeGroup(1, 1);
        await store.outbox.acknowledge([{ opId: a!.opId, outcome: 'applied', version: 2 }]);
        const [b] = await freezeGroup(2, 1);
        await store.outbox.renumberAfter(0);
        await store.outbox.acknowledge([{ opId: b!.opId, outcome: 'applied', version: 3 }]);
        await store.outbox.resendAfter(1);
        expect((await store.outbox.pending(bounds)).map(({ seq, opId }) => [seq, opId])).toEqual([[2, a!.opId]]);
      });
    });

    describe('while locked', () => {
      test('the outbox is sent and settings are read; nothing else is', async () => {
        const [op] = await store.records.submit([setHousehold(household, { headName: 'A' })]);
        const locked = await phone.openLocked();
        expect((await locked.outbox.pending({ operations: 9, bytes: 1e6 }))[0]!.operation).toEqual(op);
        await locked.outbox.acknowledge([{ opId: op!.opId, outcome: 'applied', version: 1 }]);
        await locked.settings.set('lastContact', 7);
        expect(await locked.settings.get('lastContact')).toBe(7);
        expect(await locked.outbox.ledger()).toMatchObject({ unsent: 0 });
        await expect(locked.records.list(village)).rejects.toThrow(StoreLockedError);
        await expect(locked.records.get(village, household)).rejects.toThrow(StoreLockedError);
        await expect(locked.records.submit([setHousehold(household, { headName: 'B' })])).rejects.toThrow(
          StoreLockedError,
        );
        await expect(locked.drafts.list()).rejects.toThrow(StoreLockedError);
        await expect(locked.drafts.save(draftOf(household, 1, {}))).rejects.toThrow(StoreLockedError);
        await expect(locked.settings.me()).rejects.toThrow(StoreLockedError);
        await expect(locked.confirmed.applyPage(village, undefined, pageOf({ cursor: cursorAt(1) }))).rejects.toThrow(
          StoreLockedError,
        );
      });

      test('operations that became part of the rows wait for the key before they are sent again', async () => {
        const [op] = await store.records.submit([setHousehold(household, { headName: 'A' })]);
        await store.confirmed.applyPage(
          village,
          undefined,
          pageOf({
            rows: [fullRow(household, 1, { headName: 'A' })],
            outcomes: [[op!, 'applied', 1]],
            cursor: cursorAt(1),
          }),
        );
        const locked = await phone.openLocked();
        await expect(locked.outbox.resendAfter(0)).rejects.toThrow(StoreLockedError);
        expect(await locked.outbox.pending({ operations: 9, bytes: 1e6 })).toEqual([]);
        await store.outbox.resendAfter(0);
        expect((await locked.outbox.pending({ operations: 9, bytes: 1e6 }))[0]!.operation).toEqual(op);
      });
    });

    describe('settings', () => {
      test('who I am and the small values survive a restart', async () => {
        const me = { account: newId(), name: 'Người thử', grants: [], areas: [], epoch: 1, tag: 't', now: start };
        expect(await store.settings.me()).toBeUndefined();
        expect(await store.settings.get('networkPolicy')).toBeUndefined();
        await store.settings.saveMe(me);
        await store.settings.set('networkPolicy', 'wifi');
        await store.settings.set('dataUsed', { month: '2026-11', bytes: 12 });
        const reopened = await phone.openTab();
        expect(await reopened.settings.me()).toEqual(me);
        expect(await reopened.settings.get('networkPolicy')).toBe('wifi');
        const reports = { reports: [], now: start };
        expect(await store.settings.open('reports')).toBeUndefined();
        await store.settings.seal('reports', reports);
        expect(await reopened.settings.open('reports')).toEqual(reports);
        expect(await reopened.settings.get('dataUsed')).toEqual({ month: '2026-11', bytes: 12 });
      });
    });

    test('word of a change reaches every tab, and only what changed is named', async () => {
      const other = await phone.openTab();
      const heard: string[][] = [];
      const stop = other.subscribe((changed) => heard.push([...changed].sort()));
      await store.drafts.save(draftOf(household, 1, {}));
      await expect.poll(() => heard.length).toBe(1);
      expect(heard[0]).toEqual(['drafts', 'outbox']);
      await store.records.submit([setHousehold(household, { headName: 'A' })]);
      await expect.poll(() => heard.length).toBe(2);
      expect(heard[1]).toEqual(expect.arrayContaining(['outbox', 'records']));
      await store.records.list(village);
      await store.drafts.save(draftOf(household, 1, {})); // refused: nothing changed
      stop();
      await store.settings.set('epoch', 2);
      expect(heard.length).toBe(2);
    });
  });
}
