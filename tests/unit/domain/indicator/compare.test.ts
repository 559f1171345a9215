import { describe, expect, it } from 'vitest';
import { targetsFor, type AreaTarget } from '../../../../src/domain/report/area-target.ts';
import { changeOf } from '../../../../src/domain/indicator/compare.ts';
import { indicators } from '../../../../src/domain/indicator/current.ts';
import { rollupOf } from '../../../../src/domain/indicator/rollup.ts';
import { timelineOf } from '../../../../src/domain/indicator/timeline.ts';
import { paceTo } from '../../../../src/domain/report/pace.ts';
import { trendOf } from '../../../../src/domain/report/trend.ts';
import type { Target } from '../../../../src/domain/report/target.ts';
import { householdsOf, type CountedRecord } from '../../../../src/domain/people/village.ts';
import { day, aHousehold, said, wholeHousehold } from '../build.ts';

const t1 = indicators.find(({ id }) => id === 'T1')!;
const [then, now] = [day('2026-11-15'), day('2026-11-22')];

/** A person who was asked again. */
const again = (was: string, is: string): CountedRecord[] =>
  aHousehold({ people: [{ answers: { P2: said(is, day('2026-11-20')) } }] }).map((row) =>
    row.kind === 'person' ? { ...row, fields: { ...row.fields, 'was.P2': [{ v: was, on: '2026-11-01' }] } } : row,
  );
const change = (...households: CountedRecord[][]) => changeOf(householdsOf(households.flat()), t1, then, now);

describe('why a figure moved', () => {
  it('was asking more: nobody learned anything', () =>
    expect(
      change(
        aHousehold({
          people: [
            { answers: { P2: said('daily', day('2026-11-20')) } },
            { answers: { P2: said('no', day('2026-11-20')) } },
          ],
        }),
      ),
    ).toEqual({ asked: { met: 1, notMet: 1 }, progressed: 0, fellBack: 0, unasked: 0 }));
  it('was somebody who could not and now can', () =>
    expect(change(again('no', 'daily'))).toMatchObject({ progressed: 1, asked: { met: 0 } }));
  it('was somebody who could and no more can', () =>
    expect(change(again('daily', 'no'))).toMatchObject({ fellBack: 1 }));
  it('was nothing', () =>
    expect(change(again('daily', 'rarely'), aHousehold({ people: [{ answers: {} }] }))).toMatchObject({
      progressed: 0,
      asked: { met: 0, notMet: 0 },
    }));
  it('leaves out who was not counted then', () =>
    expect(
      changeOf(
        householdsOf(aHousehold({ people: [{ born: 2011, answers: { P2: said('daily', day('2027-01-02')) } }] })),
        t1,
        now,
        day('2027-01-03'),
      ),
    ).toMatchObject({ asked: { met: 0 }, progressed: 0 }));
});

describe('the pace', () => {
  const target: Target = { indicator: 'T1', share: 1, year: 2026, source: '', version: 1 };
  it('is people a week until the year ends', () =>
    expect(paceTo(target, { missing: 37, unknown: 0 }, day('2026-11-22'))).toEqual({ weeksLeft: 6, perWeek: 7 }));
  it('leaves a week on the last day', () =>
    expect(paceTo(target, { missing: 3, unknown: 0 }, day('2026-12-31'))).toEqual({ weeksLeft: 1, perWeek: 3 }));
  it('is none once it is reached or over', () => {
    expect(paceTo(target, { missing: 0, unknown: 9 }, day('2026-11-22'))).toBeUndefined();
    expect(paceTo(target, { missing: 3, unknown: 0 }, day('2027-01-01'))).toBeUndefined();
  });
});

describe('the trend', () => {
  const asked = (on: string) =>
    aHousehold({
      answers: Object.fromEntries(Object.entries(wholeHousehold).map(([code, value]) => [code, said(value, day(on))])),
      people: [],
    });
  const rows = (records: readonly CountedRecord[]) => rollupOf(timelineOf(records, indicators), indicators);
  it('is nothing before the first aHousehold was asked', () =>
    expect(trendOf(rows(asked('2026-10-20')), 'cycle', now, indicators)).toEqual([]));
  it('begins the day before and has each period’s end and today', () => {
    const tallied: CountedRecord[] = asked('2026-09-20');
    const withTally = [
      ...tallied,
      {
        id: '01930000-0000-7000-8000-0000000000ff',
        kind: 'tally' as const,
        fields: { household: tallied[0]!.id, residents: 3, adults: 2, on: '2026-09-20' },
      },
    ];
    expect(
      trendOf(rows(withTally), 'cycle', now, indicators).map((point) => [point.day, point.counts.coverage.surveyed]),
    ).toEqual([
      ['2026-09-19', 0],
      ['2026-10-14', 1],
      ['2026-11-14', 1],
      ['2026-11-22', 1],
    ]);
  });
});

describe('the targets of a village', () => {
  const [village, commune, province] = ['v', 'c', 'p'];
  const set = (area: string, share: number, version = 1, year = 2026): AreaTarget => ({
    area,
    indicator: 'T1',
    share,
    year,
    source: 'xã',
    version,
  });
  const t1In = (targets: AreaTarget[], year = 2026) =>
    targetsFor([village, commune, province], targets).find(
      (target) => target.indicator === 'T1' && target.year === year,
    )?.share;
  it('are those of the nearest area, in their latest version', () => {
    expect(t1In([set(province, 0.7), set(commune, 0.8), set(commune, 0.9, 2)])).toBe(0.9);
    expect(t1In([set(village, 0.5), set(commune, 0.9, 2)])).toBe(0.5);
    expect(t1In([set('elsewhere', 0.5)])).toBeUndefined();
  });
  it('are none until somebody sets one', () => {
    expect(targetsFor([village, commune, province], [])).toEqual([]);
    expect(t1In([set(commune, 0.6, 1, 2023)], 2023)).toBe(0.6);
  });
  it('may be taken back', () => expect(t1In([set(commune, 0.8), set(commune, 0, 2)])).toBeUndefined());
});
