import { describe, expect, it, test } from 'vitest';
import { countIndicators } from '../../../../src/domain/indicator/count.ts';
import { indicators } from '../../../../src/domain/indicator/current.ts';
import { duePeriod, opensOn, periodBefore, periodOf, reportDay } from '../../../../src/domain/period.ts';
import { villageReport } from '../../../../src/domain/report/village-report.ts';
import type { Target } from '../../../../src/domain/report/target.ts';
import { day, aHousehold, id, refused, said } from '../build.ts';

describe('the period of a day', () => {
  test.each([
    ['2026-11-14', '2026-10-15', '2026-11-14'],
    ['2026-11-15', '2026-11-15', '2026-12-14'],
    ['2026-12-31', '2026-12-15', '2027-01-14'],
    ['2027-01-01', '2026-12-15', '2027-01-14'],
    ['2027-03-14', '2027-02-15', '2027-03-14'],
  ])('%s is in %s to %s', (on, from, until) => expect(periodOf('cycle', day(on))).toEqual({ from, until }));
  it('may be a month', () =>
    expect(periodOf('calendar', day('2028-02-10'))).toEqual({ from: '2028-02-01', until: '2028-02-29' }));
  it('follows the one before without a gap', () => {
    for (const kind of ['cycle', 'calendar'] as const)
      expect(periodBefore(kind, periodOf(kind, day('2027-01-20')))).toEqual(
        periodOf(kind, day(kind === 'cycle' ? '2027-01-14' : '2026-12-31')),
      );
  });
  it('opens on the 10th, is due until the next opens, and tells of its last day', () => {
    expect(opensOn(periodOf('cycle', day('2026-11-01')))).toBe('2026-11-10');
    expect(duePeriod('cycle', day('2026-11-09')).until).toBe('2026-10-14');
    expect(duePeriod('cycle', day('2026-11-10')).until).toBe('2026-11-14');
    expect(duePeriod('cycle', day('2026-12-09')).until).toBe('2026-11-14');
    expect(reportDay(periodOf('cycle', day('2026-11-12')), day('2026-11-12'))).toBe('2026-11-12');
    expect(reportDay(periodOf('cycle', day('2026-11-12')), day('2026-12-01'))).toBe('2026-11-14');
  });
});

describe('a village’s report', () => {
  const period = periodOf('cycle', day('2026-11-12'));
  const village = { id: id(1), prefix: 'thôn', name: 'Mẫu' };
  const target: Target = { indicator: 'T1', share: 0.8, year: 2026, source: 'xã', version: 1 };
  const people = (met: number, all: number) =>
    aHousehold({
      people: Array.from({ length: all }, (_, i) => ({
        answers: { P2: i < met ? said('daily', day('2026-11-01')) : said('no', day('2026-10-01')) },
      })),
    });
  const counts = (met: number, all: number, on = '2026-11-14') =>
    countIndicators(people(met, all), indicators, day(on));
  const report = (more: Partial<Parameters<typeof villageReport>[0]> = {}) =>
    villageReport({
      village,
      period,
      asOf: day('2026-11-14'),
      counts: counts(4, 10),
      before: undefined,
      targets: [target],
      ...more,
    });
  const t1 = (of: ReturnType<typeof report>) => of.figures.find((figure) => figure.id === 'T1');

  it('says what is reached of the target, and what is missing in people', () =>
    expect(t1(report())).toMatchObject({ achievedPercent: 50, target: { gap: { missing: 4 } }, before: undefined }));
  it('never says more than all of it', () =>
    expect(t1(report({ counts: counts(10, 10) }))).toMatchObject({ achievedPercent: 100 }));
  it('has the period before beside it, once there was anything', () => {
    expect(t1(report({ before: counts(1, 10) }))).toMatchObject({ before: { met: 1, total: 10 } });
    expect(report({ before: countIndicators([], indicators, day('2026-10-14')) }).coverageBefore).toBeUndefined();
    expect(
      t1(report({ before: counts(1, 10, '2026-09-14') }))?.before,
      'households were listed, nobody was asked',
    ).toBeUndefined();
  });
  it('shows what came later as corrections, and only of a signed one', () => {
    const signed = { name: 'Mẫu Văn A', at: 1 };
    expect(report({ signed, countedNow: counts(4, 10) }).corrections).toEqual([]);
    expect(report({ signed, countedNow: counts(6, 11) }).corrections).toContainEqual({ id: 'T1', met: 2, total: 1 });
    expect(report({ countedNow: counts(6, 11) }).corrections).toEqual([]);
  });
});

describe('a report at the edges', () => {
  const period = periodOf('cycle', day('2026-11-12'));
  const everybody: Target = { indicator: 'T1', share: 1, year: 2026, source: 'xã', version: 1 };
  const of = (records: ReturnType<typeof aHousehold>, targets: readonly Target[] = [everybody]) => {
    const counts = countIndicators(records, indicators, day('2026-11-14'));
    const report = villageReport({
      village: { id: id(1), prefix: 'buôn', name: 'Mẫu' },
      period,
      asOf: day('2026-11-14'),
      counts,
      before: undefined,
      targets,
    });
    return report.figures.find((figure) => figure.id === 'T1');
  };
  const asked = said('daily', day('2026-11-01'));

  it('of an empty village divides by nobody', () =>
    expect(of([])).toMatchObject({ known: 'nobody', achievedPercent: undefined, leastPercent: 0, mostPercent: 0 }));
  it('of one household says all of it', () =>
    expect(of(aHousehold({ people: [{ answers: { P2: asked } }] }))).toMatchObject({
      known: 'exact',
      leastPercent: 100,
      achievedPercent: 100,
      target: { gap: { missing: 0 } },
    }));
  it('of people who all refuse knows nothing and blames nobody', () =>
    expect(of(aHousehold({ people: [{ answers: { P2: refused } }, { answers: { P2: refused } }] }))).toMatchObject({
      known: 'nothing',
      leastPercent: 0,
      mostPercent: 100,
      achievedPercent: 0,
    }));
  it('of people nobody has asked knows nothing either', () =>
    expect(of(aHousehold({ people: [{}, {}, {}] }))).toMatchObject({
      known: 'nothing',
      figure: { unknown: 3, total: 3 },
    }));
  it('of counts only takes the numbers of the tallies', () => {
    const [household] = aHousehold({});
    const tally = {
      id: id(999),
      kind: 'tally' as const,
      fields: { household: household!.id, residents: 4, adults: 3, online: 2, on: '2026-11-01' },
    };
    expect(of([household!, tally])).toMatchObject({
      known: 'exact',
      figure: { met: 2, notMet: 1, total: 3 },
      achievedPercent: 66,
      target: { gap: { missing: 1 } },
    });
  });
  it('keeps a target of a year that has passed as what is still to be reached', () =>
    expect(of(aHousehold({ people: [{ answers: { P2: asked } }, {}] }), [{ ...everybody, year: 2025 }])).toMatchObject({
      target: { past: true, gap: { missing: 1, unknown: 1 } },
    }));
  it('of 100 % is reached by the last person and not before', () => {
    const all = Array.from({ length: 200 }, (_, i) => ({
      answers: { P2: i === 0 ? said('no', day('2026-11-01')) : asked },
    }));
    expect(of(aHousehold({ people: all }))).toMatchObject({
      leastPercent: 99,
      achievedPercent: 99,
      target: { gap: { missing: 1 } },
    });
  });
});
