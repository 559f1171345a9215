import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarisedDayWork } from '../../../src/domain/work/day-work.ts';
import { countLive } from '../../../src/domain/indicator/count.ts';
import { addFigures, noFigure } from '../../../src/domain/indicator/counts.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import type { Indicator, IndicatorId } from '../../../src/domain/indicator/indicator.ts';
import { householdsOf, type CountedRecord } from '../../../src/domain/people/village.ts';
import {
  countedIn,
  householdsForFigure,
  partsByCluster,
  partsByMember,
} from '../../../src/features/progress/figures/households-for-figure.ts';
import { someVillage } from '../domain/arbitrary.ts';
import { aHousehold, id, today, wholeHousehold, wholePerson, type HouseholdStory } from '../domain/build.ts';
import { ended, listed } from '../domain/read-model.ts';

const indicator = (wanted: IndicatorId): Indicator => indicators.find((one) => one.id === wanted)!;
const T1 = indicator('T1');
/** A household with more fields than the story tells. */
const householdWith = (fields: object, story: HouseholdStory): CountedRecord[] =>
  aHousehold(story).map((record) =>
    record.kind === 'household' ? { ...record, fields: { ...record.fields, ...fields } } : record,
  );
const asked = (P2: string, count = 1) => ({
  answers: wholeHousehold,
  people: Array.from({ length: count }, () => ({ answers: { ...wholePerson, H8: 'none', P2 } })),
});
const notAsked = { people: [{}] };
const behind = (rows: readonly CountedRecord[], of: Indicator) =>
  householdsForFigure(countedIn(householdsOf(rows), of, today), ended(summarisedDayWork(listed(rows), today)));

describe('the households behind a number', () => {
  it('stand in the order of the day, the promised first; who refused is named last and with no reason to go', () => {
    const rows = [
      ...householdWith({}, { ...notAsked, id: id(1), address: 'Nhà 1', outcome: 'refused' }),
      ...householdWith({}, { ...notAsked, id: id(2), address: 'Nhà 2' }),
      ...householdWith({ returnOn: today }, { ...notAsked, id: id(3), address: 'Nhà 3', outcome: 'away' }),
    ];
    const { unknown } = behind(rows, T1);
    expect(unknown.map(({ household, work }) => [household.id, work?.reasons[0]])).toEqual([
      [id(3), 'promised'],
      [id(2), 'survey'],
      [id(1), undefined],
    ]);
  });

  it('with nothing to do there stand by how many people they have', () => {
    const rows = [
      ...householdWith({}, { ...asked('daily', 1), id: id(1) }),
      ...householdWith({}, { ...asked('daily', 3), id: id(2) }),
    ];
    const { met } = behind(rows, T1);
    expect(met.map(({ household, people }) => [household.id, people])).toEqual([
      [id(2), 3],
      [id(1), 1],
    ]);
  });

  it('whose people are counted without a row are there too, known or not', () => {
    const rows: CountedRecord[] = [
      ...householdWith({}, { id: id(1), answers: wholeHousehold }),
      { id: id(11), kind: 'tally', fields: { household: id(1), residents: 5, adults: 3, online: 2, on: today } },
      ...aHousehold({ id: id(2), answers: wholeHousehold, people: [{}] }).map((row) =>
        row.kind === 'person' ? { ...row, fields: { ...row.fields, inTally: true } } : row,
      ),
    ];
    const { met, notMet, unknown } = behind(rows, T1);
    expect([met, notMet, unknown].map((list) => list.map(({ household, people }) => [household.id, people]))).toEqual([
      [[id(1), 2]],
      [[id(1), 1]],
      [[id(2), 1]],
    ]);
  });

  it('are together the figure, whatever the village', () => {
    fc.assert(
      fc.property(someVillage, fc.constantFrom(...indicators), (rows, one) => {
        const { met, notMet, unknown } = behind(rows, one);
        const sum = (list: typeof met): number => list.reduce((all, { people }) => all + people, 0);
        expect({ met: sum(met), notMet: sum(notMet), unknown: sum(unknown) }).toEqual(
          (({ met, notMet, unknown }) => ({ met, notMet, unknown }))(
            countLive(rows, indicators, today).figures[one.id],
          ),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('are in the very order in which a member sees them, whatever the village', () => {
    fc.assert(
      fc.property(someVillage, fc.constantFrom(...indicators), (rows, one) => {
        const order = ended(summarisedDayWork(listed(rows), today)).map(({ household }) => household.id);
        for (const list of Object.values(behind(rows, one))) {
          const listed = list.filter(({ work }) => work).map(({ household }) => household.id);
          expect(listed).toEqual(order.filter((aHousehold) => listed.includes(aHousehold)));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a figure by part of the village', () => {
  it('tells each member’s householdCount, how many of them were asked, and those in nobody’s care', () => {
    const rows = [
      ...householdWith({ responsible: id(901) }, asked('daily', 2)),
      ...householdWith({ responsible: id(901) }, notAsked),
      ...householdWith({ responsible: id(902) }, asked('no')),
      ...householdWith({}, notAsked),
    ];
    const parts = partsByMember(countedIn(householdsOf(rows), T1, today));
    expect(
      parts.map(({ key, householdCount, surveyed, figure: { met, total, unknown } }) => [
        key,
        surveyed,
        householdCount,
        met,
        total,
        unknown,
      ]),
    ).toEqual([
      [id(901), 1, 2, 2, 3, 1],
      [id(902), 1, 1, 0, 1, 0],
      [undefined, 0, 1, 0, 1, 1],
    ]);
  });

  it('by cluster goes by their names as people count', () => {
    const rows = ['Cụm 10', 'Cụm 2', ''].flatMap((cluster) => householdWith({ cluster }, notAsked));
    expect(partsByCluster(countedIn(householdsOf(rows), T1, today)).map(({ key }) => key)).toEqual([
      '',
      'Cụm 2',
      'Cụm 10',
    ]);
  });

  it('adds up to the village’s own, tallies too', () => {
    fc.assert(
      fc.property(someVillage, fc.constantFrom(...indicators), (rows, one) => {
        const whole = countLive(rows, [one], today);
        for (const parts of [
          partsByCluster(countedIn(householdsOf(rows), one, today)),
          partsByMember(countedIn(householdsOf(rows), one, today)),
        ]) {
          expect(parts.map(({ figure }) => figure).reduce(addFigures, noFigure)).toEqual(whole.figures[one.id]);
          expect([
            parts.reduce((sum, { surveyed }) => sum + surveyed, 0),
            parts.reduce((sum, { householdCount }) => sum + householdCount, 0),
          ]).toEqual([whole.coverage.surveyed, whole.coverage.households]);
        }
      }),
      { numRuns: 50 },
    );
  });
});
