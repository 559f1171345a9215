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

export function addCounts(a: Counts, b: Counts): Counts {
  const ids = Object.keys({ ...a.figures, ...b.figures }) as IndicatorId[];
  return {
    coverage: {
      households: a.coverage.households + b.coverage.households,
      surveyed: a.coverage.surveyed + b.coverage.surveyed,
      residents: a.coverage.residents + b.coverage.residents,
      adults: a.coverage.adults + b.coverage.adults,
    },
    figures: Object.fromEntries(ids.map((id) => [id, addFigures(a.figures[id] ?? none, b.figures[id] ?? none)])) as Counts['figures'],
  };
}

/** `a` without `b`. */
export function minus(a: Counts, b: Counts): Counts {
  const { coverage, figures } = b;
  return addCounts(a, { coverage: negative(coverage), figures: Object.fromEntries(Object.entries(figures).map(([id, one]) => [id, negative(one)])) as Counts['figures'] });
}

// Never -0, which is another number to whoever compares.
const negative = <T extends object>(of: T): T => Object.fromEntries(Object.entries(of).map(([key, value]) => [key, 0 - (value as number)])) as T;

export const isNothing = ({ coverage, figures }: Counts): boolean => [coverage, ...Object.values(figures)].every((part) => Object.values(part).every((value) => value === 0));
