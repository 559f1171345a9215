import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecordSummary } from '../../../src/domain/search/record-summary.ts';
import type { CountedRecord } from '../../../src/domain/people/village.ts';
import type { Fields, RecordKind } from '../../../src/domain/record/record.ts';
import type { PullRow } from '../../../src/protocol/pull.ts';
import type { PhoneStore } from '../../../src/store/phone-store.ts';
import { countedDerivation } from '../../../src/store/summaries/counted-text.ts';
import { createTestClock, cursorAt, pageOf, recordId, village, type TestClock, type TestPhone } from './phone.ts';
import { derivedOf, expectSame, inOrder, Told } from './summaries-suite.ts';

/** A phone on which chunks can be damaged, as a bad disk would. */
export interface DamagedPhone extends TestPhone {
  damageChunks(): Promise<void>;
}

const household = fc.integer({ min: 1, max: 5 });
const person = fc.integer({ min: 11, max: 16 });
const field = fc.constantFrom('headName', 'address', 'cluster', 'responsible');
const on = fc.constantFrom('2026-09-01', '2026-11-22', '2027-01-05');
const said = fc
  .record({ code: fc.constantFrom('P1', 'P2', 'H1', 'H8'), v: fc.constantFrom('yes', 'self', 'daily', null), on })
  .map(({ code, v, on }) => ({
    [`a.${code}`]: v === null ? { na: 'unknown', by: 'proxy', on, q: 2 } : { v, by: 'self', on, q: 2 },
  }));
const change = fc.oneof(
  fc.tuple(household, field, fc.constantFrom('a', 'b', null)).map(([n, name, value]) => ({
    kind: 'household' as const,
    n,
    set: { [name]: value } as Fields,
  })),
  fc.tuple(household, said).map(([n, set]) => ({ kind: 'household' as const, n, set: set as Fields })),
  fc.tuple(person, household, said).map(([n, of, set]) => ({
    kind: 'person' as const,
    n,
    set: { household: recordId(of), name: `Mẫu ${n}`, ...set } as Fields,
  })),
  fc.tuple(fc.integer({ min: 21, max: 24 }), household, person, on).map(([n, of, who, day]) => ({
    kind: 'visit' as const,
    n,
    set: {
      household: recordId(of),
      person: recordId(who),
      guide: 'vneid',
      how: 'finished',
      on: day,
      by: recordId(90),
    } as Fields,
  })),
  fc.tuple(fc.integer({ min: 31, max: 33 }), household, on).map(([n, of, day]) => ({
    kind: 'aid' as const,
    n,
    set: { household: recordId(of), what: 'sim', giver: '', on: day, by: recordId(90) } as Fields,
  })),
  fc.tuple(fc.integer({ min: 41, max: 42 }), on).map(([n, day]) => ({
    kind: 'session' as const,
    n,
    set: { on: day, topic: 'vneid', heads: 12, by: recordId(90) } as Fields,
  })),
  fc.tuple(fc.oneof(household, person), fc.boolean()).map(([n, $deleted]) => ({
    kind: (n > 10 ? 'person' : 'household') as RecordKind,
    n,
    set: { $deleted } as Fields,
  })),
);

const tab = fc.nat(1);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('submit' as const), change, tab }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('receive' as const), change }) },
  // Of households, and of people: own ones wait for the server, its own have turned every pointer.
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), goes: household, stays: household, tab }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unite' as const), goes: person, stays: person, tab }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take back' as const), n: fc.oneof(household, person), tab }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('merged' as const), goes: household, stays: household }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unmerged' as const), n: household }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('erase' as const), n: fc.oneof(household, person) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), n: household, tab }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('push' as const), isPulled: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('keep' as const), tab }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open anew' as const), tab }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('damage' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reset' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface Window {
  readonly store: PhoneStore;
  readonly list: Told<RecordSummary>;
  readonly counted: Told<CountedRecord>;
}

const windowOn = (store: PhoneStore): Window => ({
  store,
  list: new Told(store.summaries(village)),
  counted: new Told(store.derived(village, countedDerivation)),
});

/** A phone with two windows, and as much of a server as rows need. */
class World {
  #version = 0;
  readonly #rows = new Map<string, PullRow>();

  private constructor(
    readonly phone: DamagedPhone,
    readonly windows: Window[],
  ) {}

  static async open(phone: DamagedPhone): Promise<World> {
    return new World(phone, [windowOn(await phone.openTab()), windowOn(await phone.openTab())]);
  }

  async take(step: Step): Promise<void> {
    const { store } = this.windows['tab' in step ? step.tab : 0]!;
    switch (step.do) {
      case 'submit':
        return this.#submit(store, step.change.n, step.change.kind, step.change.set);
      case 'receive':
        return this.#receive([this.#row(step.change.n, step.change.kind, step.change.set)]);
      case 'merge':
        if (step.goes === step.stays) return;
        return this.#submit(store, step.goes, 'household', { mergedInto: recordId(step.stays) });
      case 'unite':
        if (step.goes === step.stays) return;
        return this.#submit(store, step.goes, 'person', { mergedInto: recordId(step.stays) });
      case 'take back':
        return this.#submit(store, step.n, step.n > 10 ? 'person' : 'household', { mergedInto: null });
      case 'leave':
        return this.#submit(store, step.n, 'household', { movedTo: recordId(99) });
      case 'merged':
        if (step.goes === step.stays || this.#isMerged(step.goes) || this.#isMerged(step.stays)) return;
        if (!this.#rows.has(recordId(step.stays))) return;
        return this.#receive([
          this.#row(step.goes, 'household', { mergedInto: recordId(step.stays), $deleted: true }),
          ...this.#pointingAt(step.goes, step.stays),
        ]);
      case 'unmerged':
        if (!this.#isMerged(step.n)) return;
        return this.#receive([this.#row(step.n, 'household', { mergedInto: null, $deleted: false })]);
      case 'erase':
        this.#rows.delete(recordId(step.n));
        return this.#receive([{ id: recordId(step.n), version: ++this.#version, kind: 'erased', fields: {} }]);
      case 'push':
        return this.#push(store, step.isPulled);
      case 'keep':
        await this.windows[step.tab]!.list.reader.keep(1);
        return this.windows[step.tab]!.counted.reader.keep(1);
      case 'open anew':
        this.windows[step.tab] = windowOn(await this.phone.openTab());
        return;
      case 'damage':
        return this.phone.damageChunks();
      case 'reset':
        await store.confirmed.reset(village);
        return this.#receive([...this.#rows.values()]);
    }
  }

  /** The row after a change. As the server does: what is of a merged record, or on one, goes to the one that stays. */
  #row(n: number, kind: RecordKind, set: Fields): PullRow {
    const id = 'mergedInto' in set ? recordId(n) : this.#stays(recordId(n));
    const { household } = set;
    const row: PullRow = {
      id,
      version: ++this.#version,
      kind,
      fields: {
        ...this.#rows.get(id)?.fields,
        ...set,
        ...(typeof household === 'string' && { household: this.#stays(household) }),
      },
    };
    this.#rows.set(id, row);
    return row;
  }

  #stays(id: string): string {
    const into = this.#rows.get(id)?.fields?.['mergedInto'];
    return typeof into === 'string' ? this.#stays(into) : id;
  }

  #isMerged(n: number): boolean {
    return this.#stays(recordId(n)) !== recordId(n);
  }

  #pointingAt(goes: number, stays: number): PullRow[] {
    return [...this.#rows.values()].flatMap((row) => {
      if (row.fields?.['household'] !== recordId(goes)) return [];
      const turned = { ...row, version: ++this.#version, fields: { ...row.fields, household: recordId(stays) } };
      this.#rows.set(row.id, turned);
      return [turned];
    });
  }

  async #receive(rows: readonly PullRow[]): Promise<void> {
    const { store } = this.windows[0]!;
    const page = pageOf({ rows, cursor: cursorAt(this.#version) });
    expect(await store.confirmed.applyPage(village, await store.confirmed.cursor(village), page)).toBe(true);
  }

  async #submit(store: PhoneStore, n: number, kind: RecordKind, set: Fields): Promise<void> {
    const record = recordId(n);
    const shown = await store.records.get(village, record);
    await store.records.submit([{ record, village, kind: shown?.kind ?? kind, set, bases: shown?.bases ?? {} }]);
  }

  /** The server takes all that waits; merges, and what is on a merged record, it sets aside. */
  async #push(store: PhoneStore, isPulled: boolean): Promise<void> {
    const waiting = (await store.outbox.pending({ operations: 1000, bytes: 1e7 })).map(({ operation }) => operation!);
    const isPlain = ({ record, set }: (typeof waiting)[number]): boolean =>
      !('mergedInto' in set) && !('movedTo' in set) && this.#rows.get(record)?.fields?.['mergedInto'] == null;
    const outcomes = waiting.map((op) => {
      const row = isPlain(op) ? this.#row(recordNumber(op.record), op.kind, op.set) : undefined;
      return { op, outcome: row ? ('applied' as const) : ('setAside' as const), version: ++this.#version };
    });
    await store.outbox.acknowledge(outcomes.map(({ op, outcome, version }) => ({ opId: op.opId, outcome, version })));
    if (!isPulled) return;
    const rows = [...new Set(waiting.map(({ record }) => record))].flatMap((id) => this.#rows.get(id) ?? []);
    const page = pageOf({
      rows,
      outcomes: outcomes.map(({ op, outcome, version }) => [op, outcome, version] as const),
      cursor: cursorAt(this.#version),
    });
    await store.confirmed.applyPage(village, await store.confirmed.cursor(village), page);
  }

  async agree(): Promise<void> {
    const anew = windowOn(await this.phone.openTab());
    for (const { list, counted } of [...this.windows, anew]) {
      await list.listen();
      await counted.listen();
      await expectSame(list, anew.store);
      expect(inOrder([...counted.households])).toEqual(
        derivedOf(await anew.store.records.list(village), countedDerivation.of),
      );
    }
  }
}

const recordNumber = (id: string): number => Number(id.slice(-12));

/**
 * What lists, figures and pickers read, kept up, is what is made anew of the records: after any history. Every engine
 * passes it.
 */
export function readModelSuite(
  engine: string,
  createPhone: (clock: TestClock) => Promise<DamagedPhone>,
  { numRuns, seed = 20261201 }: { readonly numRuns: number; readonly seed?: number },
): void {
  describe(`the read model on ${engine}`, () => {
    test('kept up is the same as made anew, after any history', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
          const phone = await createPhone(createTestClock());
          try {
            const world = await World.open(phone);
            for (const one of steps) {
              await world.take(one);
              await world.agree();
            }
          } finally {
            await phone.dispose();
          }
        }),
        { numRuns, seed },
      );
    }, 600_000);

    test('a damaged chunk is passed over, and written anew', async () => {
      const phone = await createPhone(createTestClock());
      const store = await phone.openTab();
      const rows = Array.from({ length: 230 }, (_, n): PullRow => ({
        id: recordId(n + 1),
        version: 1,
        kind: 'household',
        fields: { headName: `Mẫu ${n}`, 'a.H1': { v: 'yes', by: 'self', on: '2026-11-22', q: 2 } },
      }));
      await store.confirmed.applyPage(village, undefined, pageOf({ rows, cursor: cursorAt(1) }));
      const before = windowOn(store);
      for (const told of [before.list, before.counted]) {
        await told.listen();
        await told.reader.keep(1);
      }
      await phone.damageChunks();
      const next = windowOn(await phone.openTab());
      for (const told of [next.list, next.counted]) {
        await told.listen();
        expect(told.households.size).toBe(230);
        await told.reader.keep();
      }
      const healed = windowOn(await phone.openTab());
      for (const told of [healed.list, healed.counted]) {
        await told.listen();
        expect(told.households.size).toBe(230);
        expect(told.heard, 'all came out of chunks, once').toBe(230);
      }
      await phone.dispose();
    });
  });
}
