import fc from 'fast-check';
import { expect, test } from 'vitest';
import { summaryOf } from '../../../src/domain/search/record-summary.ts';
import { wishTopics } from '../../../src/domain/questionnaire/wish-topics.ts';
import { ConnectionLostError } from '../../../src/store/engine/errors.ts';
import type { PullRow } from '../../../src/protocol/pull.ts';
import { listDerivation } from '../../../src/store/summaries/summary-text.ts';
import { createTestClock, cursorAt, fullRow, pageOf, recordId, village } from '../../browser/store/phone.ts';
import { expectSame, summariesSuite, Told } from '../../browser/store/summaries-suite.ts';
import { createMemoryPhone } from './memory-phone.ts';

summariesSuite('memory', (clock) => Promise.resolve(createMemoryPhone(clock)));

test('a chunk’s text says all that its summaries do', () => {
  const text = fc.string({ maxLength: 12 });
  const id = fc.integer({ min: 1, max: 40 }).map(recordId);
  const fields = fc.record(
    {
      household: id,
      headName: text,
      address: text,
      cluster: text,
      responsible: id,
      outcome: fc.constantFrom('refused', 'away'),
      returnOn: fc.constant('2026-12-01'),
      hardship: fc.boolean(),
      name: text,
      birthYear: fc.integer({ min: 1900, max: 2026 }),
      living: fc.constantFrom('here', 'away', 'moved', 'died'),
      inTally: fc.boolean(),
      on: fc.constant('2026-11-22'),
      'a.H8': fc.constantFrom(...wishTopics).map((v) => ({ v, by: 'self', on: '2026-11-22', q: 2 })),
      'a.P1': fc.constant({ v: 'own', by: 'self', on: '2026-11-22', q: 2 }),
    },
    { requiredKeys: ['household'] },
  );
  const records = fc.uniqueArray(
    fc.record({ id, kind: fc.constantFrom('household', 'person', 'tally', 'consent', 'visit'), fields }),
    { selector: (one) => one.id },
  );
  fc.assert(
    fc.property(records, (all) => {
      const summaries = all.flatMap((record) => summaryOf(record as Parameters<typeof summaryOf>[0]) ?? []);
      const sorted = (these: typeof summaries) => [...these].sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(sorted(listDerivation.valuesIn(listDerivation.textOf(summaries)))).toEqual(sorted(summaries));
    }),
  );
});

test('a phone that dies at any step of keeping finds all its households again', async () => {
  for (let dieAt = 1; ; dieAt++) {
    const phone = createMemoryPhone(createTestClock());
    const rows = Array.from({ length: 230 }, (_, n) => fullRow(recordId(n + 1), 1, { headName: `Mẫu ${n}` }));
    await phone.tab().store.confirmed.applyPage(village, undefined, pageOf({ rows, cursor: cursorAt(1) }));
    let steps = 0;
    let dies = (): void => undefined;
    const died = new Promise<'died'>((resolve) => (dies = () => resolve('died')));
    const doomed = phone.tab({
      before: (): Promise<void> => {
        if (++steps === dieAt) {
          doomed.engine.kill();
          dies();
        }
        return Promise.resolve();
      },
    });
    const work = (async () => {
      const told = new Told(doomed.store.summaries(village));
      await told.listen();
      await told.reader.keep(1);
      return 'lived' as const;
    })();
    const end = await Promise.race([work, died]);
    phone.disk.losePower();
    const next = phone.tab().store;
    const told = new Told(next.summaries(village));
    await told.listen();
    await expectSame(told, next);
    if (end === 'lived') break;
    expect(dieAt).toBeLessThan(60);
  }
});

test('erasing somebody deletes the note of the list, and one made before it is not written again', async () => {
  const { store, engine } = createMemoryPhone(createTestClock()).tab();
  const receive = async (version: number, row: PullRow): Promise<boolean> =>
    store.confirmed.applyPage(
      village,
      await store.confirmed.cursor(village),
      pageOf({ rows: [row], cursor: cursorAt(version) }),
    );
  const onDisk = () => engine.transaction('read', ['chunks'], (tx) => tx.count('chunks', { prefix: [village] }));
  await receive(1, fullRow(recordId(1), 1, { headName: 'Mẫu 1' }));
  const slow = new Told(store.summaries(village));
  await slow.listen();
  const before = slow.reader.shownAs()!;
  const note = store.listNote(village);
  await note.keep(before, 'Mẫu 1');
  expect(await onDisk()).toBe(1);
  await receive(2, { id: recordId(1), version: 2, kind: 'erased', fields: {} });
  expect(await onDisk()).toBe(0);
  await note.keep(before, 'Mẫu 1, again');
  expect(await onDisk()).toBe(0);
  await slow.listen();
  await note.keep(slow.reader.shownAs()!, 'nobody');
  expect(await store.listNote(village).read()).toBe('nobody');
});

test('a connection lost at any step fails the reading or is run again; the next reading tells all', async () => {
  for (let failAt = 1; failAt < 20; failAt++) {
    const phone = createMemoryPhone(createTestClock());
    const rows = Array.from({ length: 230 }, (_, n) => fullRow(recordId(n + 1), 1, { headName: `Mẫu ${n}` }));
    await phone.tab().store.confirmed.applyPage(village, undefined, pageOf({ rows, cursor: cursorAt(1) }));
    let steps = 0;
    const { store } = phone.tab({
      before: (): Promise<void> => {
        steps++;
        return steps === failAt || steps === failAt + 1
          ? Promise.reject(new ConnectionLostError('iOS'))
          : Promise.resolve();
      },
    });
    const told = new Told(store.summaries(village));
    await told.listen().catch((error: unknown) => expect(error).toBeInstanceOf(ConnectionLostError));
    await told.listen().catch((error: unknown) => expect(error).toBeInstanceOf(ConnectionLostError));
    await told.listen();
    await expectSame(told, phone.tab().store);
  }
});
