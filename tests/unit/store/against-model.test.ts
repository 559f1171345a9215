import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Operation } from '../../../src/protocol/operation.ts';
import type { PhoneRecord, PhoneStore } from '../../../src/store/phone-store.ts';
import { createTestClock, recordId, setHousehold, village } from '../../browser/store/phone.ts';
import { expectSame, Told } from '../../browser/store/summaries-suite.ts';
import { createMemoryPhone, type MemoryPhone } from './memory-phone.ts';
import { ModelServer } from './model-server.ts';

const record = fc.integer({ min: 1, max: 4 }).map(recordId);
const field = fc.constantFrom('headName', 'address', 'cluster');
const value = fc.constantFrom('a', 'b', 'c', null);

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      record,
      set: fc.dictionary(field, value, { minKeys: 1, maxKeys: 3 }),
      tab: fc.nat(1),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('others edit' as const), record, field, value }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('push' as const),
      most: fc.integer({ min: 1, max: 5 }),
      parkEvery: fc.constantFrom(0, 0, 3),
      answerLost: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pull' as const), rows: fc.integer({ min: 1, max: 3 }), tab: fc.nat(1) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('release' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('look' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('keep' as const), tab: fc.nat(1) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'back up' as const,
        'restore' as const,
        'fork' as const,
        'reset' as const,
        'power cut' as const,
      ),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

class World {
  readonly server = new ModelServer();
  readonly phone: MemoryPhone = createMemoryPhone(createTestClock());
  tabs: PhoneStore[] = this.#twoTabs();
  /** One reader a tab, as its list of households keeps it. */
  told = this.tabs.map((tab) => new Told(tab.summaries(village)));
  /** Everything ever answered, in order. */
  readonly answered: Operation[] = [];

  #twoTabs(): PhoneStore[] {
    return [this.phone.tab().store, this.phone.tab().store];
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'answer': {
        const tab = this.tabs[step.tab]!;
        const bases = (await tab.records.get(village, step.record))?.bases;
        this.answered.push(...(await tab.records.submit([setHousehold(step.record, step.set, bases)])));
        return;
      }
      case 'others edit':
        return this.server.editByOther(step.record, step.field, step.value);
      case 'push':
        return this.push(step.most, step.parkEvery, step.answerLost);
      case 'pull':
        await this.pull(step.rows, this.tabs[step.tab]);
        return;
      case 'release':
        return this.server.release();
      case 'look':
        await this.tabs[1]!.records.list(village);
        return;
      case 'back up':
        return this.server.backUp();
      case 'restore':
        this.server.restore();
        await this.tabs[0]!.outbox.resendAfter(this.server.state.lastSeq);
        return this.pullAll();
      case 'fork':
        this.server.state.lastSeq += 2; // a copy of this phone was faster
        return this.tabs[0]!.outbox.renumberAfter(this.server.state.lastSeq);
      case 'reset':
        await this.tabs[0]!.confirmed.reset(village);
        return this.pullAll();
      case 'power cut':
        this.phone.disk.losePower();
        this.tabs = this.#twoTabs();
        this.told = this.tabs.map((tab) => new Told(tab.summaries(village)));
        return;
      case 'keep':
        return this.told[step.tab]!.reader.keep(1);
    }
  }

  async push(most: number, parkEvery: number, answerLost: boolean): Promise<void> {
    const entries = await this.tabs[0]!.outbox.pending({ operations: most, bytes: 1e6 });
    if (entries.length === 0) return;
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => entries[0]!.seq + i));
    const outcomes = this.server.push(
      entries.map(({ operation }) => operation!),
      parkEvery,
    );
    if (!answerLost) await this.tabs[0]!.outbox.acknowledge(outcomes);
  }

  async pull(rows: number, tab = this.tabs[0]!): Promise<boolean> {
    const cursor = await tab.confirmed.cursor(village);
    const page = this.server.pull(cursor, rows);
    expect(await tab.confirmed.applyPage(village, cursor, page)).toBe(true);
    return page.more;
  }

  async pullAll(): Promise<void> {
    while (await this.pull(2));
  }

  /** What a phone that has pulled everything must show. */
  async expected(): Promise<Map<string, Record<string, unknown>>> {
    const rows = new Map<string, Record<string, unknown>>();
    for (const [id, row] of Object.entries(this.server.state.rows))
      rows.set(id, Object.fromEntries(Object.entries(row.fields).map(([name, { value }]) => [name, value])));
    const unsent = new Set(
      (await this.tabs[0]!.outbox.pending({ operations: 1e6, bytes: 1e9 })).map(({ opId }) => opId),
    );
    const waiting = new Set(this.server.waiting().map(({ opId }) => opId));
    for (const op of this.answered)
      if (unsent.has(op.opId) || waiting.has(op.opId)) rows.set(op.record, { ...rows.get(op.record), ...op.set });
    return rows;
  }
}

const fieldsById = (records: readonly PhoneRecord[]): Map<string, Record<string, unknown>> =>
  new Map(records.map(({ id, fields }) => [id, { ...fields }]));
const inOrder = (records: readonly PhoneRecord[]): PhoneRecord[] => [...records].sort((a, b) => (a.id < b.id ? -1 : 1));

async function agree(world: World): Promise<void> {
  const [one, two, fresh] = await Promise.all(
    [...world.tabs, world.phone.tab().store].map((tab) => tab.records.list(village)),
  );
  expect(inOrder(two!)).toEqual(inOrder(one!));
  expect(inOrder(fresh!)).toEqual(inOrder(one!));
  for (const record of one!) expect(await world.phone.tab().store.records.get(village, record.id)).toEqual(record);
  for (const told of [...world.told, new Told(world.phone.tab().store.summaries(village))]) {
    await told.listen();
    await expectSame(told, world.tabs[0]!);
  }
  const shownNow = fieldsById(one!);
  const unsent = (await world.tabs[0]!.outbox.pending({ operations: 1e6, bytes: 1e9 })).map(
    ({ operation }) => operation!,
  );
  for (const op of unsent) {
    const later = unsent.filter((other) => other.record === op.record && other.seq > op.seq);
    for (const [name, value] of Object.entries(op.set))
      if (!later.some(({ set }) => name in set)) expect(shownNow.get(op.record)?.[name]).toEqual(value);
  }
}

test('in any run between phone and server, tabs agree, no own value is lost, and at rest all is equal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const world = new World();
      for (const one of steps) {
        await world.take(one);
        await agree(world);
        if (one.do === 'restore' || one.do === 'reset')
          expect(fieldsById(await world.tabs[1]!.records.list(village))).toEqual(await world.expected());
      }
      for (let round = 0; (await world.tabs[0]!.outbox.ledger()).unsent > 0; round++) {
        expect(round).toBeLessThan(100);
        await world.push(200, 0, false);
      }
      world.server.release();
      await world.pullAll();
      await agree(world);
      const records = await world.tabs[0]!.records.list(village);
      expect(fieldsById(records)).toEqual(await world.expected());
      for (const record of records) {
        const row = world.server.state.rows[record.id]!;
        const versions = Object.fromEntries(Object.entries(row.fields).map(([name, { version }]) => [name, version]));
        expect(record).toMatchObject({ onlyHere: false, bases: { ...versions, $deleted: row.version } });
      }
      const held = await world.tabs[0]!.confirmed.versions(village);
      expect(new Map(held.map(({ id, version }) => [id, version]))).toEqual(
        new Map(Object.entries(world.server.state.rows).map(([id, { version }]) => [id, version])),
      );
      // Every answer is stored once, whatever was lost, restored or renumbered.
      expect(Object.keys(world.server.state.ops).sort()).toEqual(world.answered.map(({ opId }) => opId).sort());
    }),
    { numRuns: Number(process.env['STORE_MODEL_RUNS'] ?? 60) },
  );
}, 600_000);
