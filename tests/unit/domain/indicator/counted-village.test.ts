import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activityIn } from '../../../../src/domain/activity/activity-events.ts';
import { combineActivity, noActivity } from '../../../../src/domain/activity/activity.ts';
import { addChanges, changeOf, noChange } from '../../../../src/domain/indicator/compare.ts';
import { countIndicators } from '../../../../src/domain/indicator/count.ts';
import { countedOf } from '../../../../src/domain/indicator/counted.ts';
import {
  countVillage,
  createCountedIndex,
  householdsIn,
  rollupOfFigure,
  sumOfParts,
} from '../../../../src/domain/indicator/counted-village.ts';
import { indicators } from '../../../../src/domain/indicator/current.ts';
import { rollupOf } from '../../../../src/domain/indicator/rollup.ts';
import { timelineOf } from '../../../../src/domain/indicator/timeline.ts';
import { householdsOf, type CountedRecord } from '../../../../src/domain/people/village.ts';
import { recheckDay } from '../../../../src/domain/visits/visit.ts';
import { someHousehold } from '../arbitrary.ts';
import { day, id } from '../build.ts';
import { counted, ended } from '../read-model.ts';

const someDay = fc.constantFrom(day('2026-10-20'), day('2026-11-25'), day('2026-12-20'));

/** Households with visits to their people, aid and promises; sessions, and what the erased left behind. */
const someVillage = fc
  .record({
    households: fc.array(fc.tuple(someHousehold, fc.array(fc.tuple(someDay, fc.boolean()), { maxLength: 2 })), {
      maxLength: 8,
    }),
    sessions: fc.array(someDay, { maxLength: 2 }),
    residue: fc.boolean(),
  })
  .map(({ households, sessions, residue }): CountedRecord[] => [
    ...households.flatMap(([[first, ...rest], visits], n): CountedRecord[] => [
      { ...first!, fields: { ...first!.fields, cluster: ['Một', 'Hai'][n % 2]!, returnOn: '2026-11-25' } },
      ...rest,
      ...visits.map(([on, isChecked], i): CountedRecord => ({
        id: id(60_000 + n * 10 + i),
        kind: 'visit',
        fields: {
          household: first!.id,
          person: rest.find(({ kind }) => kind === 'person')?.id ?? null,
          guide: 'vneid',
          how: 'finished',
          confidence: 'guided',
          on,
          by: id(9),
          recheckOn: recheckDay(on),
          recheckedOn: isChecked ? '2026-12-30' : null,
        },
      })),
      { id: id(70_000 + n), kind: 'aid', fields: { household: first!.id, what: 'sim', giver: '', on: '2026-11-25' } },
      { id: id(75_000 + n), kind: 'consent', fields: { household: first!.id } },
    ]),
    ...sessions.map((on, i): CountedRecord => ({
      id: id(80_000 + i),
      kind: 'session',
      fields: { on, topic: 'vneid', heads: 7, by: id(9), partners: [], wishes: [], note: null },
    })),
    ...(residue
      ? [
          {
            id: id(90_000),
            kind: 'residue' as const,
            fields: {
              'd.2026-11-01': {
                coverage: { households: 1, surveyed: 1, residents: 2, adults: 1 },
                figures: { T1: { met: 1, notMet: 0, unknown: 0, total: 1, apart: 0, proxy: 0 } },
                activity: { visits: 1 },
              },
            },
          },
        ]
      : []),
  ]);

const someAsOf = fc.constantFrom(day('2026-10-31'), day('2026-11-30'), day('2026-12-31'));

describe('a village counted in parts, out of the chunks of a phone', () => {
  it('has the figures of its records on every day', () => {
    fc.assert(
      fc.property(someVillage, someAsOf, (records, asOf) => {
        const village = counted(records);
        expect(ended(countVillage(village, indicators, asOf))).toEqual(countIndicators(records, indicators, asOf));
      }),
      { numRuns: 60 },
    );
  });

  it('has their changes and the team’s work, and each figure day by day', () => {
    fc.assert(
      fc.property(someVillage, fc.constantFrom(...indicators), (records, one) => {
        const village = counted(records);
        const [from, until] = [day('2026-11-01'), day('2026-12-31')];
        const change = sumOfParts(
          village,
          (part) => changeOf(householdsIn(part), one, from, until),
          addChanges,
          noChange,
        );
        expect(ended(change)).toEqual(changeOf(householdsOf(records), one, from, until));
        const activity = sumOfParts(
          village,
          (part) => activityIn(part, { from, until }),
          (a, b) => combineActivity(a, b, 1),
          noActivity,
        );
        expect(ended(activity)).toEqual(activityIn(records, { from, until }));
        expect(ended(rollupOfFigure(village, one))).toEqual(rollupOf(timelineOf(records, [one]), [one]));
      }),
      { numRuns: 60 },
    );
  });

  it('is the same kept up as made anew, and leaves parts alone in which nothing changed', () => {
    fc.assert(
      fc.property(someVillage, someVillage, fc.nat(30), (before, after, at) => {
        const index = createCountedIndex();
        const shown = (records: readonly CountedRecord[]) =>
          records.flatMap((record) => {
            const summary = countedOf(record);
            return summary ? [{ summary, onlyHere: false }] : [];
          });
        index.apply({ set: shown(before), gone: [] });
        const first = ended(index.settle());
        expect(ended(index.settle())).toBe(first);
        const kept = new Set(after.map((record) => record.id));
        const gone = before.flatMap((record) => (kept.has(record.id) ? [] : [record.id]));
        index.apply({ set: shown(after.slice(0, at)), gone });
        ended(index.settle());
        index.apply({ set: shown(after.slice(at)), gone: after.flatMap((one) => (countedOf(one) ? [] : [one.id])) });
        const asOf = day('2026-12-31');
        expect(ended(countVillage(ended(index.settle()), indicators, asOf))).toEqual(
          countIndicators(after, indicators, asOf),
        );
      }),
      { numRuns: 60 },
    );
  });
});

it('a part holds twenty households, and a change touches one part', () => {
  const households = Array.from({ length: 50 }, (_, n): CountedRecord => ({
    id: id(n + 1),
    kind: 'household',
    fields: { headName: `Mẫu ${n}` },
  }));
  const index = createCountedIndex();
  index.apply({ set: households.map((summary) => ({ summary })), gone: [] });
  const before = ended(index.settle());
  expect(before.parts.map(({ length }) => length)).toEqual([20, 20, 10]);
  index.apply({ set: [{ summary: { ...households[30]!, fields: { headName: 'Khác' } } }], gone: [] });
  const after = ended(index.settle());
  expect(after.parts.map((part, i) => part === before.parts[i])).toEqual([true, false, true]);
});
