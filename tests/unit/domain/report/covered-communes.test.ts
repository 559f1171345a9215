import { expect, test } from 'vitest';
import type { Counts } from '../../../../src/domain/indicator/counts.ts';
import { coveredCommunes } from '../../../../src/domain/report/covered-communes.ts';

const village = (commune: string | undefined, met: number, notMet: number, unknown: number) => ({
  commune,
  counts: {
    coverage: { households: met + notMet + unknown, surveyed: 0, residents: 0, adults: 0 },
    figures: { T3covered: { met, notMet, unknown, total: met + notMet + unknown, apart: 0 } } as Counts['figures'],
  },
});

test('a commune is covered by one cluster of one village, and is not where none of its households is', () => {
  expect(
    coveredCommunes([
      village('A', 0, 30, 0),
      village('A', 5, 0, 90),
      village('B', 0, 30, 0),
      village('B', 0, 0, 0),
      village('C', 0, 30, 1),
      village('D', 0, 0, 0),
      village(undefined, 9, 0, 0),
    ]),
  ).toEqual({ covered: 1, notCovered: 1, unknown: 2, all: 4, leastPercent: 25, mostPercent: 75 });
  expect(coveredCommunes([])).toEqual({
    covered: 0,
    notCovered: 0,
    unknown: 0,
    all: 0,
    leastPercent: 0,
    mostPercent: 0,
  });
});

test('the share of communes never says more than is known: 100 % only when none is missing', () => {
  const three = (last: number) =>
    coveredCommunes([village('A', 5, 0, 0), village('B', 9, 0, 0), village('C', last, 30 - last, 0)]);
  expect(three(0)).toMatchObject({ leastPercent: 66, mostPercent: 67 });
  expect(three(1)).toMatchObject({ leastPercent: 100, mostPercent: 100 });
});
