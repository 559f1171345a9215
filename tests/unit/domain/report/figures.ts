import type { Uuid } from '../../../../src/lib/ids.ts';
import type { Counts, Figure } from '../../../../src/domain/indicator/counts.ts';
import { indicatorIds, type IndicatorId } from '../../../../src/domain/indicator/indicator.ts';
import type { CountedVillage } from '../../../../src/domain/report/small-cells.ts';
import { id } from '../build.ts';

export const figure = (met: number, notMet: number, unknown = 0): Figure => ({
  met,
  notMet,
  unknown,
  total: met + notMet + unknown,
  apart: 0,
});

/** A village's counts without a small cell, but for these figures. */
const countsOf = (some: Partial<Record<IndicatorId, Figure>>): Counts => ({
  coverage: { households: 50, surveyed: 40, residents: 90, adults: 60 },
  figures: Object.fromEntries(indicatorIds.map((one) => [one, some[one] ?? figure(20, 20, 20)])) as Counts['figures'],
});

export const countedVillage = (
  n: number,
  some: Partial<Record<IndicatorId, Figure>> = {},
  commune: Uuid = id(1),
): CountedVillage => ({ village: id(n), commune, counts: countsOf(some) });
