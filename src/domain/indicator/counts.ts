import { combineActivity, noActivity, type Activity } from '../activity/activity.ts';
import type { Indicator, IndicatorId } from './indicator.ts';

/** How many of `total` meet the condition. What is neither met nor not met is unknown: that is what the bounds show. */
export interface Figure {
  readonly met: number;
  readonly notMet: number;
  readonly unknown: number;
  readonly total: number;
  /** Among all of the above, those the figure cannot be about. */
  readonly apart: number;
  /**
   * Of those met or not met, whom somebody else answered for. Absent where it was not counted, or is not shown to the
   * reader.
   */
  readonly proxy?: number | undefined;
}

export interface Coverage {
  readonly households: number;
  readonly surveyed: number;
  readonly residents: number;
  readonly adults: number;
  /** Of the households, by the name of their cluster, for facts that are told of clusters (fibre.ts). Never sent. */
  readonly clusters?: Readonly<Record<string, number>> | undefined;
}

export interface Counts {
  readonly coverage: Coverage;
  readonly figures: Readonly<Record<IndicatorId, Figure>>;
  /** What the team did until then; absent where there is nothing. */
  readonly activity?: Activity;
}

export const noFigure: Figure = { met: 0, notMet: 0, unknown: 0, total: 0, apart: 0, proxy: 0 };

export const addFigures = (a: Figure, b: Figure): Figure => ({
  met: a.met + b.met,
  notMet: a.notMet + b.notMet,
  unknown: a.unknown + b.unknown,
  total: a.total + b.total,
  apart: a.apart + b.apart,
  proxy: (a.proxy ?? 0) + (b.proxy ?? 0),
});

export function emptyCounts(indicators: readonly Indicator[]): Counts {
  return {
    coverage: { households: 0, surveyed: 0, residents: 0, adults: 0 },
    figures: Object.fromEntries(indicators.map(({ id }) => [id, noFigure])) as Record<IndicatorId, Figure>,
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
    const one = a.figures[id] ?? noFigure;
    const other = b.figures[id];
    figures[id] = {
      met: one.met + sign * other.met,
      notMet: one.notMet + sign * other.notMet,
      unknown: one.unknown + sign * other.unknown,
      total: one.total + sign * other.total,
      apart: one.apart + sign * other.apart,
      proxy: (one.proxy ?? 0) + sign * (other.proxy ?? 0),
    };
  }
  const clusters = combinedClusters(a.coverage.clusters, b.coverage.clusters, sign);
  const activity =
    a.activity || b.activity ? combineActivity(a.activity ?? noActivity, b.activity ?? noActivity, sign) : noActivity;
  return {
    coverage: {
      households: a.coverage.households + sign * b.coverage.households,
      surveyed: a.coverage.surveyed + sign * b.coverage.surveyed,
      residents: a.coverage.residents + sign * b.coverage.residents,
      adults: a.coverage.adults + sign * b.coverage.adults,
      ...(clusters && { clusters }),
    },
    figures: figures as Counts['figures'],
    ...withActivity(activity),
  };
}

type Clusters = Coverage['clusters'];

function combinedClusters(a: Clusters, b: Clusters, sign: 1 | -1): Clusters {
  if (!b) return a;
  const sum: Record<string, number> = { ...a };
  for (const name in b) {
    const households = (sum[name] ?? 0) + sign * b[name]!;
    if (households === 0) delete sum[name];
    else sum[name] = households;
  }
  return Object.keys(sum).length > 0 ? sum : undefined;
}

/** The member of `Counts` for this activity. */
export function withActivity(activity: Activity): Pick<Counts, 'activity'> {
  for (const _ in activity) return { activity };
  return {};
}

export const withoutActivity = ({ coverage, figures }: Counts): Counts => ({ coverage, figures });

export function isNothing({ coverage, figures, activity }: Counts): boolean {
  for (const name in activity) if (activity[name] !== 0) return false;
  if (coverage.households !== 0 || coverage.surveyed !== 0 || coverage.residents !== 0 || coverage.adults !== 0)
    return false;
  if (coverage.clusters && Object.keys(coverage.clusters).length > 0) return false;
  for (const id in figures) {
    const { met, notMet, unknown, total, apart, proxy = 0 } = figures[id as IndicatorId];
    if (met !== 0 || notMet !== 0 || unknown !== 0 || total !== 0 || apart !== 0 || proxy !== 0) return false;
  }
  return true;
}
