import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { summaryOf, type RecordSummary } from '../../../src/domain/search/record-summary.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { PullRow } from '../../../src/protocol/pull.ts';
import { isDeleted } from '../../../src/domain/record/record.ts';
import type { DerivedReader, PhoneRecord, PhoneStore, Shown } from '../../../src/store/phone-store.ts';
import type { Derivation, Derived } from '../../../src/store/summaries/derivation.ts';
import {
  createTestClock,
  cursorAt,
  fullRow,
  pageOf,
  recordId,
  setHousehold,
  village,
  type PageParts,
  type TestClock,
  type TestPhone,
} from './phone.ts';

/** What a reader has told so far, put together as a screen would. */
export class Told<S extends Derived = RecordSummary> {
  readonly households = new Map<Uuid, Shown<S>>();
  /** How many summaries came, the same one again counted again. */
  heard = 0;
  constructor(readonly reader: DerivedReader<S>) {}

  async listen(): Promise<void> {
    for await (const { cleared, set, gone } of this.reader.read()) {
      if (cleared) this.households.clear();
      for (const shown of set) this.households.set(shown.summary.id, shown);
      for (const id of gone) this.households.delete(id);
      this.heard += set.length;
    }
  }
}

/** Everything that the store's list shows, summed up: what any reader must have told. */
export async function expectSame(told: Told, store: PhoneStore): Promise<void> {
  const list = await store.records.list(village);
  expect(inOrder([...told.households].filter(([, { summary }]) => summary.kind !== 'merged'))).toEqual(
    derivedOf(list, summaryOf),
  );
  // What the server has merged away is told too, so that it can be taken back.
  const merged = list.flatMap((record) => record.merged ?? []).filter(isDeleted);
  for (const gone of merged) expect(told.households.get(gone.id)?.summary).toEqual(summaryOf(gone));
}

/** What is derived of the records that a store's list shows, by id. */
export const derivedOf = <S extends Derived>(list: readonly PhoneRecord[], derive: Derivation<S>['of']) =>
  inOrder(
    list.flatMap((record): [Uuid, Shown<S>][] => {
      const summary = derive(record);
      return summary ? [[record.id, { summary, onlyHere: record.onlyHere }]] : [];
    }),
  );

export const inOrder = <T>(entries: readonly (readonly [Uuid, T])[]) =>
  [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

/** Finding households without opening the village's rows. Every engine passes it. */
export function summariesSuite(engine: string, createPhone: (clock: TestClock) => Promise<TestPhone>): void {
  describe(`summaries on ${engine}`, () => {
    let clock: TestClock;
    let phone: TestPhone;
    let store: PhoneStore;
    beforeEach(async () => {
      clock = createTestClock();
      phone = await createPhone(clock);
      store = await phone.openTab();
    });
    afterEach(() => phone.dispose());

    const receive = async (parts: PageParts): Promise<boolean> =>
      store.confirmed.applyPage(village, await store.confirmed.cursor(village), pageOf(parts));
    const rows = (count: number, version: number): PullRow[] =>
      Array.from({ length: count }, (_, n) =>
        fullRow(recordId(n + 1), version, { headName: `Mẫu ${n}`, address: `Nhà ${n}` }),
      );
    const reading = async (from = store): Promise<Told> => {
      const told = new Told(from.summaries(village));
      await told.listen();
      return told;
    };

    test('a reader tells what the list shows, own work included, and later only what has changed', async () => {
      await receive({ rows: rows(450, 1), cursor: cursorAt(1) });
      await store.records.submit([setHousehold(recordId(3), { headName: 'mine' }, { headName: 1 })]);
      await store.records.submit([setHousehold(recordId(900), { headName: 'new' })]);
      const told = await reading();
      await expectSame(told, store);
      const before = told.heard;
      await receive({ rows: [fullRow(recordId(7), 2, { headName: 'theirs' })], cursor: cursorAt(2) });
      await told.listen();
      await expectSame(told, store);
      expect(told.heard - before, 'the row that came').toBe(1);
      await store.records.submit([setHousehold(recordId(7), { headName: 'mine after all' }, { headName: 2 })]);
      await told.listen();
      await expectSame(told, store);
      expect(told.heard - before, 'and what was frozen over it').toBe(2);
    });

    test('the next start reads the chunks, and of the rows only what came after them', async () => {
      await receive({ rows: rows(450, 1), cursor: cursorAt(1) });
      await (await reading()).reader.keep();
      await receive({ rows: [fullRow(recordId(7), 2, { headName: 'later' })], cursor: cursorAt(2) });
      const next = await phone.openTab();
      const told = await reading(next);
      await expectSame(told, next);
      expect(told.heard).toBe(450);
    });

    test('deleted and brought back; an own operation that the server set aside goes again', async () => {
      await receive({ rows: rows(3, 1), cursor: cursorAt(1) });
      const told = await reading();
      const [op] = await store.records.submit([setHousehold(recordId(1), { $deleted: true }, { $deleted: 1 })]);
      await told.listen();
      expect([...told.households.keys()].sort()).toEqual([recordId(2), recordId(3)]);
      await store.outbox.acknowledge([{ opId: op!.opId, outcome: 'setAside', version: 2 }]);
      await receive({ outcomes: [[op!, 'setAside', 2]], cursor: cursorAt(2) });
      await told.listen();
      await expectSame(told, store);
      expect(told.households.size).toBe(3);
    });

    test('who is erased is in no chunk any more, and a tab that still knew them cannot write them again', async () => {
      await receive({ rows: rows(3, 1), cursor: cursorAt(1) });
      const slow = await reading();
      await slow.reader.keep(1);
      await receive({ rows: [{ id: recordId(2), version: 2, kind: 'erased', fields: {} }], cursor: cursorAt(2) });
      await slow.reader.keep(0);
      const next = await reading(await phone.openTab());
      expect([...next.households.keys()].sort()).toEqual([recordId(1), recordId(3)]);
      expect(next.heard, 'nothing came out of a chunk').toBe(2);
      await slow.listen();
      await expectSame(slow, store);
    });

    test('a village begun anew forgets the old one: a reset, a restored server', async () => {
      await receive({ rows: rows(5, 1), cursor: cursorAt(1) });
      const told = await reading();
      await told.reader.keep(1);
      await store.confirmed.reset(village);
      await receive({ rows: rows(2, 9), cursor: cursorAt(9) });
      await told.listen();
      await expectSame(told, store);
      await told.reader.keep(1);
      await receive({ rows: rows(1, 12), cursor: cursorAt(12), restart: true });
      await told.listen();
      await expectSame(told, store);
      const next = await reading(await phone.openTab());
      await expectSame(next, store);
      expect(next.households.size).toBe(1);
    });

    test('two tabs keep in turn, and either way the next start finds a whole', async () => {
      await receive({ rows: rows(230, 1), cursor: cursorAt(1) });
      const other = await phone.openTab();
      const [one, two] = [await reading(), await reading(other)];
      await Promise.all([one.reader.keep(1), two.reader.keep(1)]);
      await receive({ rows: [fullRow(recordId(5), 2, { headName: 'later' })], cursor: cursorAt(2) });
      await one.listen();
      await Promise.all([one.reader.keep(1), two.reader.keep(0)]);
      await expectSame(await reading(await phone.openTab()), store);
    });

    test('a reading that is left half way begins anew', async () => {
      await receive({ rows: rows(450, 1), cursor: cursorAt(1) });
      const told = new Told(store.summaries(village));
      for await (const portion of told.reader.read()) if (portion.set.length > 0) break;
      await told.listen();
      await expectSame(told, store);
    });

    test('a note of the list is there at the next start for as long as nothing that is shown has changed', async () => {
      await receive({ rows: rows(3, 1), cursor: cursorAt(1) });
      const [op] = await store.records.submit([setHousehold(recordId(3), { headName: 'mine' }, { headName: 1 })]);
      const told = await reading();
      await store.listNote(village).keep(told.reader.shownAs()!, 'first Mẫu 0');
      const noted = async (): Promise<string | undefined> => (await phone.openTab()).listNote(village).read();
      expect(await noted()).toBe('first Mẫu 0');
      await store.outbox.acknowledge([{ opId: op!.opId, outcome: 'applied', version: 2 }]);
      expect(await noted(), 'sent, and shown as before').toBe('first Mẫu 0');
      await store.records.submit([setHousehold(recordId(4), { headName: 'new' })]);
      expect(await noted(), 'own work').toBeUndefined();
      await told.listen();
      await store.listNote(village).keep(told.reader.shownAs()!, 'with own work');
      expect(await noted()).toBe('with own work');
      await receive({ rows: [fullRow(recordId(1), 3, { headName: 'theirs' })], cursor: cursorAt(3) });
      expect(await noted(), 'the work of others').toBeUndefined();
      await told.listen();
      await store.listNote(village).keep(told.reader.shownAs()!, 'with theirs');
      await store.confirmed.reset(village);
      expect(await noted(), 'a village begun anew').toBeUndefined();
    });

    test('keeping chunks leaves the note alone', async () => {
      await receive({ rows: rows(3, 1), cursor: cursorAt(1) });
      const told = await reading();
      await store.listNote(village).keep(told.reader.shownAs()!, 'first');
      await told.reader.keep(0);
      expect(await (await phone.openTab()).listNote(village).read()).toBe('first');
    });

    test('while locked there is nothing to read', async () => {
      await receive({ rows: rows(1, 1), cursor: cursorAt(1) });
      const locked = await phone.openLocked();
      await expect(new Told(locked.summaries(village)).listen()).rejects.toThrow();
    });
  });
}
