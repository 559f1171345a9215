import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Figure } from '../../../../src/domain/indicator/count.ts';
import { boundsOf, gapTo, targetOf, type Target } from '../../../../src/domain/report/target.ts';
import { articleTargets } from '../report/targets.ts';

const figure = (met: number, notMet: number, unknown: number): Figure => ({
  met,
  notMet,
  unknown,
  total: met + notMet + unknown,
  apart: 0,
});
const target = (share: number, year = 2025): Target => ({ indicator: 'T2', share, year, source: 'here', version: 1 });
const someFigure = fc.tuple(fc.nat(400), fc.nat(400), fc.nat(400)).map((parts) => figure(...parts));

describe('bounds', () => {
  test.each<[string, Figure, ReturnType<typeof boundsOf>]>([
    ['nobody to count', figure(0, 0, 0), undefined],
    ['nobody asked', figure(0, 0, 8), { least: 0, most: 1 }],
    ['half asked, all of them met', figure(4, 0, 4), { least: 0.5, most: 1 }],
    ['everybody asked', figure(3, 1, 0), { least: 0.75, most: 0.75 }],
  ])('%s', (_, of, expected) => {
    expect(boundsOf(of)).toEqual(expected);
  });

  it('hold the truth, however the unknown turn out', () => {
    fc.assert(
      fc.property(someFigure, fc.double({ min: 0, max: 1, noNaN: true }), (of, luck) => {
        const bounds = boundsOf(of);
        expect(bounds === undefined).toBe(of.total === 0);
        if (!bounds) return;
        const truth = (of.met + Math.round(of.unknown * luck)) / of.total;
        expect(bounds.least).toBeLessThanOrEqual(truth);
        expect(bounds.most).toBeGreaterThanOrEqual(truth);
      }),
    );
  });
});

describe('gap', () => {
  test.each<[string, number, Figure, number]>([
    ['0.8 of 45 is 36, not 37', 0.8, figure(0, 45, 0), 36],
    ['0.98 of 100', 0.98, figure(61, 39, 0), 37],
    ['a part of a person is a person', 0.85, figure(0, 10, 0), 9],
    ['reached', 0.5, figure(5, 5, 0), 0],
    ['more than reached', 0.5, figure(9, 1, 0), 0],
    ['nobody to count', 0.98, figure(0, 0, 0), 0],
    ['one person', 0.01, figure(0, 1, 0), 1],
    ['everybody', 1, figure(2, 0, 1), 1],
  ])('%s', (_, share, of, missing) => {
    expect(gapTo(target(share), of).missing).toBe(missing);
  });

  it('keeps the unknown apart', () => {
    expect(gapTo(target(0.8), figure(4, 2, 4))).toEqual({ missing: 4, unknown: 4 });
  });

  it('is the fewest people more that reach the target', () => {
    const shares = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
    fc.assert(
      fc.property(someFigure, shares, (of, share) => {
        const { missing } = gapTo(target(share), of);
        // In whole percents, so that the check itself has no fractions.
        const reaches = (met: number): boolean => met * 100 >= Math.round(share * 100) * of.total;
        expect(reaches(of.met + missing)).toBe(true);
        if (missing > 0) expect(reaches(of.met + missing - 1)).toBe(false);
      }),
    );
  });
});

describe('the target to show', () => {
  it('is the latest, also when its year has passed', () => {
    expect(targetOf('T2', articleTargets)).toMatchObject({ share: 0.98, year: 2025 });
    expect(targetOf('T2', [target(0.5, 2030), target(0.9, 2024)])).toMatchObject({ year: 2030 });
  });
  it('may be none', () => {
    expect(targetOf('socialOnly', articleTargets)).toBeUndefined();
    expect(targetOf('T1', [])).toBeUndefined();
  });
  it('does not reorder the list it was given', () => {
    const list = [target(0.1, 2023), target(0.2, 2025)];
    targetOf('T2', list);
    expect(list.map(({ year }) => year)).toEqual([2023, 2025]);
  });
});
