import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../../src/lib/day.ts';
import { countIndicators } from '../../../src/domain/indicator/count.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import { countsOn, rollupOf, type RollupRow } from '../../../src/domain/indicator/rollup.ts';
import { firstDay, timelineOf } from '../../../src/domain/indicator/timeline.ts';
import type { Fields, RecordKind } from '../../../src/domain/record/record.ts';
import type { CountedRecord } from '../../../src/domain/people/village.ts';
import { rebuildRollup } from '../../../src/server/rollup/rebuild-rollups.ts';
import { toCounted } from '../../../src/server/rollup/update-rollup.ts';
import { handleErase } from '../../../src/server/sync/erasure/handle-erase.ts';
import { SyncWorld, type TestPhone, type TestStorage } from '../sync-world.ts';

const days = ['2021-05-01', '2026-10-05', '2026-11-01', '2026-11-14', '2026-11-21', '2026-11-22', '2027-03-01'].map(
  (text) => text as Day,
);
/** Days that are looked at: those of the answers, the days before, and some on which children turn 16. */
const looked = [firstDay, ...days.flatMap((on) => [addDays(on, -1), on]), '2029-12-31', '2030-01-01', '2043-01-01']
  .map((text) => text as Day)
  .filter((on) => on >= firstDay);

const onDay = fc.constantFrom(...days);
const said = (value: string) => onDay.map((on) => ({ v: value, by: 'self', on, q: 2 }));
const answers: Record<string, fc.Arbitrary<Fields[string]>> = {
  'a.P2': fc.oneof(
    said('daily'),
    said('no'),
    onDay.map((on) => ({ na: 'unknown', by: 'proxy', on, q: 2 })),
    fc.constant(null),
  ),
  'a.P4': fc.oneof(said('yes'), said('no')),
  'a.P5': said('self'),
};
const personSet: fc.Arbitrary<Fields> = fc.record(
  {
    ...answers,
    birthYear: fc.constantFrom(1980, 2010, 2014, 2027, null),
    living: fc.constantFrom('here', 'moved'),
    inTally: fc.boolean(),
  },
  { requiredKeys: [] },
);
const householdSet: fc.Arbitrary<Fields> = fc.record(
  {
    'a.H1': fc.oneof(said('yes'), said('no')),
    'a.H2': said('yes'),
    'a.H4': onDay.map((on) => ({ v: 2, by: 'self', on, q: 2 })),
    outcome: fc.constantFrom('refused', 'away', null),
    returnOn: fc.oneof(onDay, fc.constant(null)),
  },
  { requiredKeys: [] },
);
const visitSet: fc.Arbitrary<Fields> = fc.record(
  {
    guide: fc.constantFrom('vneid', 'etax-mobile'),
    how: fc.constantFrom('finished', 'partly'),
    on: onDay,
    recheckOn: fc.oneof(onDay, fc.constant(null)),
    recheckedOn: fc.oneof(onDay, fc.constant(null)),
  },
  { requiredKeys: ['guide', 'how', 'on'] },
);
const sessionSet: fc.Arbitrary<Fields> = fc.record({
  on: onDay,
  topic: fc.constantFrom('vneid', 'signal'),
  heads: fc.integer({ min: 0, max: 40 }),
});
const proposalSet: fc.Arbitrary<Fields> = fc.record(
  {
    category: fc.constantFrom('signal', 'cost'),
    raisedOn: onDay,
    answeredOn: fc.oneof(onDay, fc.constant(null)),
  },
  { requiredKeys: ['category', 'raisedOn'] },
);
const tallySet: fc.Arbitrary<Fields> = fc.record({
  residents: fc.integer({ min: 3, max: 6 }),
  adults: fc.integer({ min: 1, max: 3 }),
  online: fc.constantFrom(0, 1, null),
  on: onDay,
});

/**
 * Few households, people and phones, so that they meet. A step that does not fit what is there is stored and waits, as
 * in life.
 */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('person' as const),
      who: fc.nat(5),
      household: fc.nat(2),
      phone: fc.nat(1),
      set: personSet,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('household' as const),
      who: fc.nat(2),
      phone: fc.nat(1),
      set: householdSet,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('tally' as const), who: fc.nat(2), phone: fc.nat(1), set: tallySet }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('visit' as const),
      who: fc.nat(3),
      /** Shown to nobody by name where there is no such person. */
      person: fc.nat(6),
      household: fc.nat(2),
      phone: fc.nat(1),
      set: visitSet,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('session' as const), who: fc.nat(1), phone: fc.nat(1), set: sessionSet }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('proposal' as const),
      who: fc.nat(1),
      /** Of the whole village where there is no such household. */
      household: fc.nat(3),
      phone: fc.nat(1),
      set: proposalSet,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('delete' as const),
      who: fc.nat(16),
      phone: fc.nat(1),
      deleted: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('erase' as const), who: fc.nat(8) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('see' as const), phone: fc.nat(1) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Each run plays in a village of its own; the storage in memory goes through all it holds at every step. */
const villagesPerStorage = 100;

/** Rollups on every server storage: written with each push, equal to counting again, whatever happened. */
export function describeRollups(engine: string, open: () => Promise<TestStorage>, runs: number): void {
  describe(`rollups on ${engine}`, () => {
    let opened: TestStorage;
    let world: SyncWorld;

    const openFresh = async (): Promise<void> => {
      opened = await open();
      world = new SyncWorld(opened);
    };
    beforeEach(openFresh);
    afterEach(() => opened.close());

    const rollup = (village: string): Promise<readonly RollupRow[] | undefined> =>
      opened.storage.transaction((tx) => tx.rollupSince(village, firstDay));
    const records = (village: string): Promise<CountedRecord[]> =>
      opened.storage.transaction(async (tx) => (await tx.countedRecords(village)).map(toCounted));
    const recount = async (village: string) => rollupOf(timelineOf(await records(village), indicators), indicators);
    const p2 = (on: string, v = 'daily') => ({ v, by: 'self', on, q: 2 });
    const metT1 = async (village: string, on: string) =>
      countsOn((await rollup(village)) ?? [], on as Day, indicators).figures.T1;

    it('equals a recount, on every day, after any operations', { timeout: 300_000 }, async () => {
      let villages = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
          if (++villages % villagesPerStorage === 0) {
            await opened.close();
            await openFresh();
          }
          const play = await start(world);
          for (const one of steps) await play.take(one);
          const rows = await records(play.village);
          const kept = (await rollup(play.village)) ?? [];
          expect(kept).toEqual(rollupOf(timelineOf(rows, indicators), indicators));
          for (const on of looked)
            expect([on, countsOn(kept, on, indicators)]).toEqual([on, countIndicators(rows, indicators, on)]);
          expect(['right', 'made']).toContain(await rebuildRollup(opened.storage, play.village));
          expect((await rollup(play.village)) ?? []).toEqual(kept);
        }),
        { numRuns: runs, endOnFailure: true },
      );
    });

    it('keeps every past day as it was when somebody is erased', async () => {
      const play = await start(world);
      await play.take({ what: 'household', who: 0, phone: 0, set: { 'a.H1': p2('2026-10-05', 'yes') } });
      await play.take({
        what: 'person',
        who: 0,
        household: 0,
        phone: 0,
        set: { birthYear: 1980, 'a.P2': p2('2026-10-05', 'no') },
      });
      await play.take({
        what: 'person',
        who: 1,
        household: 0,
        phone: 0,
        set: { birthYear: 2014, 'a.P4': p2('2026-11-01', 'yes') },
      });
      await play.take({ what: 'person', who: 0, household: 0, phone: 0, set: { 'a.P2': p2('2026-11-21') } });
      for (const [who, on] of [
        [0, '2026-11-01'],
        [1, '2026-11-22'],
      ] as const)
        await play.take({
          what: 'visit',
          who,
          person: who,
          household: 0,
          phone: 0,
          set: { guide: 'vneid', how: 'finished', on, recheckOn: '2027-03-01' },
        });
      await play.take({
        what: 'proposal',
        who: 0,
        household: 0,
        phone: 0,
        set: { category: 'signal', raisedOn: '2026-11-01', answeredOn: '2026-11-21' },
      });
      const before = (await rollup(play.village)) ?? [];
      expect(before.length).toBeGreaterThan(3);
      expect(countsOn(before, '2026-11-22' as Day, indicators).activity).toMatchObject({
        visits: 2,
        people: 2,
        proposals: 1,
        answered: 1,
      });
      const shown = (rows: readonly RollupRow[], on: Day) => {
        const { figures, activity } = countsOn(rows, on, indicators);
        return { on, figures, activity };
      };
      for (const who of [4, 3, 0]) {
        await play.take({ what: 'erase', who });
        for (const on of looked) expect(shown((await rollup(play.village)) ?? [], on)).toEqual(shown(before, on));
      }
      expect(await rollup(play.village)).toEqual(await recount(play.village));
    });

    it('shows a late form on the day it was asked, and asking again does not change what was', async () => {
      const village = await world.village();
      const phone = await world.phone(village);
      const [household, person] = [world.newId(), world.newId()];
      await phone.tell(
        phone.op(household, { headName: 'Hộ mẫu' }),
        phone.op(person, { household: household, birthYear: 1980, 'a.P2': p2('2026-11-01', 'no') }, { kind: 'person' }),
      );
      expect(await metT1(village, '2026-11-14')).toMatchObject({ met: 0, notMet: 1, total: 1 });
      await phone.tell(phone.op(person, { 'a.P2': p2('2026-11-20') }, { kind: 'person', base: { 'a.P2': 1 } }));
      expect(await metT1(village, '2026-10-31')).toMatchObject({ unknown: 1 });
      expect(await metT1(village, '2026-11-14')).toMatchObject({ notMet: 1 });
      expect(await metT1(village, '2026-11-20')).toMatchObject({ met: 1 });
      const { rows } = await phone.catchUp();
      expect(rows.find(({ id }) => id === person)?.fields).toMatchObject({ 'was.P2': [{ v: 'no', on: '2026-11-01' }] });
    });

    it('is made by the next push and by a rebuild where there is none', async () => {
      const play = await start(world);
      await play.take({
        what: 'person',
        who: 0,
        household: 0,
        phone: 0,
        set: { birthYear: 1980, 'a.P2': p2('2026-11-01') },
      });
      expect(await rebuildRollup(opened.storage, world.newId())).toBe('unknownVillage');
      expect(await rebuildRollup(opened.storage, await world.village())).toBe('made');
      expect(await rollup(await world.village())).toBeUndefined();
      expect(await rollup(play.village)).toEqual(await recount(play.village));
    });
  });
}

interface Play {
  readonly village: string;
  take(step: Step): Promise<void>;
}

/** A village with three households, two phones and a lead. */
async function start(world: SyncWorld): Promise<Play> {
  const village = await world.village();
  const phones = [await world.phone(village), await world.phone(village)] as const;
  const lead = await world.phone(village, 'lead');
  const households = [world.newId(), world.newId(), world.newId()];
  const people = Array.from({ length: 6 }, () => world.newId());
  const tallies = [world.newId(), world.newId(), world.newId()];
  const visits = Array.from({ length: 4 }, () => world.newId());
  const sessions = [world.newId(), world.newId()];
  const proposals = [world.newId(), world.newId()];
  const seen = new Map<TestPhone, number>();
  const made = new Set<string>();
  const tell = async (which: number, record: string, kind: RecordKind, set: Fields): Promise<void> => {
    const phone = phones[which]!;
    // What the phone last pulled is what its form shows: the other phone's later word is a conflict.
    const base = Object.fromEntries(Object.keys(set).map((name) => [name, seen.get(phone) ?? 0]));
    await phone.tell(phone.op(record, set, { kind, base: made.has(record) ? base : {} }));
    made.add(record);
  };
  const all = [
    ...households.map((id) => ({ id, kind: 'household' as const })),
    ...people.map((id) => ({ id, kind: 'person' as const })),
    ...visits.map((id) => ({ id, kind: 'visit' as const })),
    ...sessions.map((id) => ({ id, kind: 'session' as const })),
    ...proposals.map((id) => ({ id, kind: 'proposal' as const })),
  ];
  const anything = (who: number): { id: string; kind: RecordKind } => all[who]!;
  await tell(0, households[0]!, 'household', { headName: 'Hộ mẫu' });
  return {
    village,
    take: async (one) => {
      if (one.what === 'person')
        await tell(one.phone, people[one.who]!, 'person', { household: households[one.household]!, ...one.set });
      else if (one.what === 'household')
        await tell(one.phone, households[one.who]!, 'household', { headName: 'Hộ mẫu', ...one.set });
      else if (one.what === 'tally')
        await tell(one.phone, tallies[one.who]!, 'tally', { household: households[one.who]!, ...one.set });
      else if (one.what === 'visit')
        await tell(one.phone, visits[one.who]!, 'visit', {
          household: households[one.household]!,
          person: people[one.person] ?? null,
          by: world.newId(),
          ...one.set,
        });
      else if (one.what === 'session')
        await tell(one.phone, sessions[one.who]!, 'session', { by: world.newId(), ...one.set });
      else if (one.what === 'proposal')
        await tell(one.phone, proposals[one.who]!, 'proposal', {
          household: households[one.household] ?? null,
          by: world.newId(),
          ...one.set,
        });
      else if (one.what === 'delete')
        await tell(one.phone, anything(one.who).id, anything(one.who).kind, { $deleted: one.deleted });
      else if (one.what === 'erase')
        await handleErase(world.deps, lead.id, { village, records: [anything(one.who).id] });
      else {
        const page = await phones[one.phone]!.catchUp();
        seen.set(
          phones[one.phone]!,
          Math.max(seen.get(phones[one.phone]!) ?? 0, ...page.rows.map(({ version }) => version)),
        );
      }
    },
  };
}
