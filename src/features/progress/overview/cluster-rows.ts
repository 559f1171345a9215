import { countHousehold } from '../../../domain/indicator/count.ts';
import { addCounts, emptyCounts, type Counts } from '../../../domain/indicator/counts.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import { mainFigures } from '../../../domain/report/main-figures.ts';
import { summarize } from '../../../domain/report/figure-summary.ts';
import type { Target } from '../../../domain/report/target.ts';
import type { Household } from '../../../domain/people/village.ts';
import { compareVietnamese } from '../../../domain/search/name-order.ts';
import { yearOf, type Day } from '../../../lib/day.ts';
import { noAttention } from '../table/attention.ts';
import type { TableRow } from '../table/table-rows.ts';

const counted = indicators.filter(({ id }) => (mainFigures as readonly string[]).includes(id));

/** The counts of each cluster. */
export type ByCluster = ReadonlyMap<string, Counts>;

export function countedByCluster(households: readonly Household[], today: Day): ByCluster {
  const byCluster = new Map<string, Counts>();
  for (const household of households) {
    const before = byCluster.get(household.cluster) ?? emptyCounts(counted);
    byCluster.set(household.cluster, addCounts(before, countHousehold(household, counted, today)));
  }
  return byCluster;
}

export const addByCluster = (a: ByCluster, b: ByCluster): ByCluster => {
  const sum = new Map(a);
  for (const [cluster, counts] of b) sum.set(cluster, addCounts(sum.get(cluster) ?? emptyCounts(counted), counts));
  return sum;
};

/**
 * A row a cluster with its coverage and main figures, by name; together they are the village without its residue of
 * erased people.
 * @param unnamed the name of the row of households without a cluster
 */
export function clusterRows(byCluster: ByCluster, targets: readonly Target[], today: Day, unnamed: string): TableRow[] {
  return [...byCluster]
    .sort(([a], [b]) => Number(a === '') - Number(b === '') || compareVietnamese(a, b))
    .map(([cluster, counts]): TableRow => ({
      area: { id: cluster, kind: 'village', prefix: '', name: cluster || unnamed, aliases: [] },
      name: cluster || unnamed,
      within: '',
      isVillage: true,
      villages: 1,
      coverage: counts.coverage,
      figures: new Map(counted.map(({ id }) => [id, summarize(id, counts, targets, yearOf(today))])),
      hidden: new Set(),
      reports: { signed: 0, received: 0, due: 0 },
      unsent: { forms: 0, phones: 0 },
      attention: noAttention,
    }));
}
