import type { Counts, Figure } from '../../domain/indicator/counts.ts';

/**
 * Counts as a rollup's row holds them: `{"c": [households, surveyed, residents, adults], "T1": [met, notMet, unknown,
 * total, apart], …}`. Names once a figure and no more: a province reads thousands of these.
 */
export type CountsRow = Readonly<Record<string, readonly number[]>>;

export const countsToRow = ({ coverage: { households, surveyed, residents, adults }, figures }: Counts): string =>
  JSON.stringify({
    c: [households, surveyed, residents, adults],
    ...Object.fromEntries(Object.entries(figures).map(([id, { met, notMet, unknown, total, apart }]) => [id, [met, notMet, unknown, total, apart]])),
  });

export function rowToCounts({ c: [households = 0, surveyed = 0, residents = 0, adults = 0] = [], ...figures }: CountsRow): Counts {
  return {
    coverage: { households, surveyed, residents, adults },
    figures: Object.fromEntries(
      Object.entries(figures).map(([id, [met = 0, notMet = 0, unknown = 0, total = 0, apart = 0]]): [string, Figure] => [id, { met, notMet, unknown, total, apart }]),
    ) as Counts['figures'],
  };
}
