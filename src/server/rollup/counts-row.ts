import type { Activity } from '../../domain/activity/activity.ts';
import { withActivity, type Counts, type Figure } from '../../domain/indicator/counts.ts';

/**
 * Counts as a rollup's row holds them: `{"c": [households, surveyed, residents, adults], "k": {cluster: households},
 * "T1": [met, notMet, unknown, total, apart, proxy], …, "w": {"visits": 3, …}}`. Names once a figure and no more: a
 * province reads thousands of these. `w` is the team's activity. Rows and reports that were written before 2026-12 have
 * neither clusters, nor `proxy`, nor `w`.
 */
export interface CountsRow {
  readonly c?: readonly number[];
  readonly k?: Readonly<Record<string, number>>;
  readonly w?: Activity;
  readonly [figure: string]: readonly number[] | Readonly<Record<string, number>> | Activity | undefined;
}

/** Counts as JSON text of the column `rollup.counts`. */
export const countsToRow = ({
  coverage: { households, surveyed, residents, adults, clusters },
  figures,
  activity = {},
}: Counts): string =>
  JSON.stringify({
    c: [households, surveyed, residents, adults],
    ...(clusters && { k: clusters }),
    ...Object.fromEntries(
      Object.entries(figures).map(([id, { met, notMet, unknown, total, apart, proxy }]) => [
        id,
        proxy === undefined ? [met, notMet, unknown, total, apart] : [met, notMet, unknown, total, apart, proxy],
      ]),
    ),
    // Sorted, so that equal counts are equal texts: a report is signed by a hash of them.
    w: Object.fromEntries(Object.entries(activity).sort(([a], [b]) => (a < b ? -1 : 1))),
  });

/** The inverse of `countsToRow`. Missing numbers are 0, a missing `proxy` stays missing; unknown figures are kept. */
export function rowToCounts({
  c: [households = 0, surveyed = 0, residents = 0, adults = 0] = [],
  k: clusters,
  w = {},
  ...figures
}: CountsRow): Counts {
  return {
    coverage: { households, surveyed, residents, adults, ...(clusters && { clusters }) },
    figures: Object.fromEntries(
      Object.entries(figures as Readonly<Record<string, readonly number[]>>).map(
        ([id, [met = 0, notMet = 0, unknown = 0, total = 0, apart = 0, proxy]]): [string, Figure] => [
          id,
          { met, notMet, unknown, total, apart, ...(proxy !== undefined && { proxy }) },
        ],
      ),
    ) as Counts['figures'],
    ...withActivity(w),
  };
}
