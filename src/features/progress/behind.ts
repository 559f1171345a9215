import type { Day } from '../../domain/day.ts';
import { casesOf } from '../../domain/indicator/compare.ts';
import type { Indicator } from '../../domain/indicator/indicator.ts';
import type { Household } from '../../domain/village.ts';

/** A home with how many of its people (1 where the figure is of homes) are behind a number. */
export interface HomeBehind {
  readonly household: Household;
  readonly people: number;
}

/** The homes behind a figure, by what is known of their people; a home may stand in several. Most people first. */
export function homesBehind(households: readonly Household[], indicator: Indicator, asOf: Day): Record<'met' | 'notMet' | 'unknown', HomeBehind[]> {
  const cases = casesOf(households, indicator, asOf);
  const behind = (truth: 'yes' | 'no' | 'unknown'): HomeBehind[] => {
    const people = new Map<Household, number>();
    for (const one of cases) if (one.truth === truth) people.set(one.household, (people.get(one.household) ?? 0) + 1);
    return [...people].map(([household, count]) => ({ household, people: count })).sort(byPeople);
  };
  return { met: behind('yes'), notMet: behind('no'), unknown: behind('unknown') };
}

const byPeople = (a: HomeBehind, b: HomeBehind): number => b.people - a.people || a.household.address.localeCompare(b.household.address, 'vi', { numeric: true }) || (a.household.id < b.household.id ? -1 : 1);

/** A figure in one cluster ('' : homes without one). */
export interface Part {
  readonly cluster: string;
  readonly met: number;
  readonly unknown: number;
  readonly total: number;
}

export function partsOf(households: readonly Household[], indicator: Indicator, asOf: Day): Part[] {
  const parts = new Map<string, { met: number; unknown: number; total: number }>();
  for (const { household, truth } of casesOf(households, indicator, asOf)) {
    const part = parts.get(household.cluster) ?? { met: 0, unknown: 0, total: 0 };
    parts.set(household.cluster, { met: part.met + (truth === 'yes' ? 1 : 0), unknown: part.unknown + (truth === 'unknown' ? 1 : 0), total: part.total + 1 });
  }
  return [...parts].map(([cluster, part]) => ({ cluster, ...part })).sort((a, b) => a.cluster.localeCompare(b.cluster, 'vi', { numeric: true }));
}
