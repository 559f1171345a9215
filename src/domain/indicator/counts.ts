import type { Indicator, IndicatorId } from './indicator.ts';

/** How many of `total` meet the condition. What is neither met nor not met is unknown: that is what the bounds show. */
export interface Figure {
  readonly met: number;
  readonly notMet: number;
  readonly unknown: number;
  readonly total: number;
  /** Among all of the above, those the figure cannot be about. */
  readonly apart: number;
}

export interface Coverage {
  readonly households: number;
  readonly surveyed: number;
  readonly residents: number;
  readonly adults: number;
}

export interface Counts {
  readonly coverage: Coverage;
  readonly figures: Readonly<Record<IndicatorId, Figure>>;
}

export const none: Figure = { met: 0, notMet: 0, unknown: 0, total: 0, apart: 0 };

export const addFigures = (a: Figure, b: Figure): Figure => ({
  met: a.met + b.met,
  notMet: a.notMet + b.notMet,
  unknown: a.unknown + b.unknown,
  total: a.total + b.total,
  apart: a.apart + b.apart,
});

export function emptyCounts(indicators: readonly Indicator[]): Counts {
  return {
    coverage: { households: 0, surveyed: 0, residents: 0, adults: 0 },
    figures: Object.fromEntries(indicators.map(({ id }) => [id, none])) as Record<IndicatorId, Figure>,
  };
}

export const addCounts = (a: Counts, b: Counts): Counts => combined(a, b, 1);

/** `a` without `b`. */
export const minus = (a: Counts, b: Counts): Counts => combined(a, b, -1);

// Counting a village makes tens of thousands of sums, hence plain loops. Never -0, which is another number to whoever
// compares: 0 + -0 is 0.
function combined(a: Counts, b: Counts, sign: 1 | -1): Counts {
  const figures: Partial<Record<IndicatorId, Figure>> = { ...a.figures };
  for (const name in b.figures) {
    const id = name as IndicatorId;
    const one = a.figures[id] ?? none;
    const other = b.figures[id];
    figures[id] = {
      met: one.met + sign * other.met,
      notMet: one.notMet + sign * other.notMet,
      unknown: one.unknown + sign * other.unknown,
      total: one.total + sign * other.total,
      apart: one.apart + sign * other.apart,
    };
  }
  return {
    coverage: {
      households: a.coverage.households + sign * b.coverage.households,
      surveyed: a.coverage.surveyed + sign * b.coverage.surveyed,
      residents: a.coverage.residents + sign * b.coverage.residents,
      adults: a.coverage.adults + sign * b.coverage.adults,
    },
    figures: figures as Counts['figures'],
  };
}

export function isNothing({ coverage, figures }: Counts): boolean {
  if (coverage.households !== 0 || coverage.surveyed !== 0 || coverage.residents !== 0 || coverage.adults !== 0) return false;
  for (const id in figures) {
    const { met, notMet, unknown, total, apart } = figures[id as IndicatorId];
    if (met !== 0 || notMet !== 0 || unknown !== 0 || total !== 0 || apart !== 0) return false;
  }
  return true;
}
