import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { countIndicators, emptyCounts, type Counts, type Figure } from '../../../../src/domain/indicator/count.ts';
import { indicators } from '../../../../src/domain/indicator/current.ts';
import { indicatorIds } from '../../../../src/domain/indicator/indicator.ts';
import { offeredSetIds, offeredSets } from '../../../../src/domain/report/national-targets.ts';
import { articleTargets } from './targets.ts';
import { figureGroups, prominent, summarize } from '../../../../src/domain/report/figure-summary.ts';
import { isSource } from '../../../../src/features/progress/figures/sources.ts';
import { someVillage } from '../arbitrary.ts';
import { aHousehold, today } from '../build.ts';
import vi from '../../../../locales/vi/progress.json' with { type: 'json' };
import { figure } from './figures.ts';

const withT2 = (of: Figure): Counts => {
  const counts = emptyCounts(indicators);
  return { ...counts, figures: { ...counts.figures, T2: of } };
};
const t2 = (of: Figure, year = 2026) => summarize('T2', withT2(of), articleTargets, year);

describe('what is said of a figure', () => {
  test.each<[string, Figure, string, number, number]>([
    ['nobody there', figure(0, 0, 0), 'nobody', 0, 0],
    ['nobody asked', figure(0, 0, 9), 'nothing', 0, 100],
    ['part asked', figure(61, 22, 17), 'range', 61, 78],
    ['all asked', figure(61, 39, 0), 'exact', 61, 61],
    ['one of three: rounded outwards', figure(1, 1, 1), 'range', 33, 67],
    ['199 of 200 is not all', figure(199, 1, 0), 'exact', 99, 100],
    ['1 of 200 is at least 0 %', figure(1, 199, 0), 'exact', 0, 1],
    ['29 of 100 is 29 % and not 28', figure(29, 71, 0), 'exact', 29, 29],
  ])('%s', (_, of, known, least, most) => {
    expect(t2(of)).toMatchObject({ known, leastPercent: least, mostPercent: most });
  });

  it('children, who are not asked, do not make a village known', () => {
    const counts = countIndicators(aHousehold({ people: [{}, { born: 2020 }, { born: 2021 }] }), indicators, today);
    expect(summarize('T4residents', counts, [], 2026).known).toBe('nothing');
    expect(summarize('T1residents', counts, [], 2026).known).toBe('nothing');
  });

  it('a household of children alone is known: there is nobody to ask', () => {
    const counts = countIndicators(aHousehold({ people: [{ born: 2020 }] }), indicators, today);
    expect(summarize('T4residents', counts, [], 2026)).toMatchObject({ known: 'exact', leastPercent: 0 });
  });

  it('"ít nhất" and "nhiều nhất" are true, and whole percents', () => {
    fc.assert(
      fc.property(someVillage, (rows) => {
        const counts = countIndicators(rows, indicators, today);
        for (const id of indicatorIds) {
          const { figure: of, leastPercent, mostPercent } = summarize(id, counts, articleTargets, 2026);
          expect(leastPercent * of.total).toBeLessThanOrEqual(of.met * 100);
          expect(mostPercent * of.total).toBeGreaterThanOrEqual((of.met + of.unknown) * 100);
          expect(
            [leastPercent, mostPercent].every((percent) => Number.isInteger(percent) && percent >= 0 && percent <= 100),
          ).toBe(true);
        }
      }),
    );
  });
});

describe('its target', () => {
  it('is the latest, past once its year is over, with the earlier ones as history', () => {
    expect(t2(figure(61, 22, 17), 2025).target).toMatchObject({ past: false });
    const { target, earlier } = t2(figure(61, 22, 17), 2026);
    expect(target).toMatchObject({
      past: true,
      of: { year: 2025, share: 0.98 },
      count: 98,
      gap: { missing: 37, unknown: 17 },
    });
    expect(earlier.map(({ year }) => year)).toEqual([2023]);
  });
  it('may be missing', () => {
    expect(summarize('T4', withT2(figure(0, 0, 0)), articleTargets, 2026)).toMatchObject({
      target: undefined,
      earlier: [],
    });
  });
});

describe('every figure and source', () => {
  it('has words', () => {
    for (const id of indicatorIds) expect(Object.values(vi.indicator[id]).every((text) => text.length > 0)).toBe(true);
    for (const { source } of articleTargets) expect(isSource(source) && vi.source[source].full).toBeTruthy();
    expect(isSource('toString')).toBe(false);
  });
  it('has words for every set of targets that is offered, and shares and years that a target may have', () => {
    for (const { id, standing, targets, year, source, checked } of offeredSets) {
      expect(vi.offered[id].name && vi.offered[id].note && vi.offered.standing[standing]).toBeTruthy();
      expect(source.length).toBeLessThanOrEqual(200);
      expect(checked <= '2026-12-31' && year >= 2025).toBe(true);
      expect(new Set(targets.map(({ indicator }) => indicator)).size).toBe(targets.length);
      for (const { share } of targets) expect(share === undefined).toBe(standing === 'noShare');
      for (const { share = 1 } of targets) expect(share > 0 && share <= 1).toBe(true);
    }
    expect(offeredSets.map(({ id }) => id)).toEqual(offeredSetIds);
  });
  it('stands on one card, or is "chỉ dùng mạng xã hội"', () => {
    const onCards = figureGroups.flatMap(({ main, beside }) => (beside ? [main, beside] : [main]));
    expect([...onCards, 'socialOnly'].sort()).toEqual([...indicatorIds].sort());
    expect(prominent).toBeLessThanOrEqual(figureGroups.length);
  });
  it('of people is counted in people, of households in households', () => {
    const counts = emptyCounts(indicators);
    expect(summarize('T3subscribed', counts, [], 2026).unit).toBe('households');
    expect(summarize('T5residents', counts, [], 2026).unit).toBe('people');
  });
});
