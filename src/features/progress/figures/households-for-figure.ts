import { compareVietnamese } from '../../../domain/search/name-order.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { SummarisedWork } from '../../../domain/work/why-visit.ts';
import type { Day } from '../../../lib/day.ts';
import { countHousehold } from '../../../domain/indicator/count.ts';
import { addFigures, noFigure, type Figure } from '../../../domain/indicator/counts.ts';
import type { Indicator } from '../../../domain/indicator/indicator.ts';
import type { Household } from '../../../domain/people/village.ts';

/** A household with what it adds to a figure. */
export interface CountedHousehold {
  readonly household: Household;
  readonly figure: Figure;
  readonly isSurveyed: boolean;
}

export const countedIn = (households: readonly Household[], indicator: Indicator, asOf: Day): CountedHousehold[] =>
  households.map((household) => {
    const { coverage, figures } = countHousehold(household, [indicator], asOf);
    return { household, figure: figures[indicator.id], isSurveyed: coverage.surveyed > 0 };
  });

/** A household with how many of its people (1 where the figure is of households) are behind a number. */
export interface HouseholdForFigure {
  readonly household: Household;
  readonly people: number;
  /** The day's work there; undefined where there is none, or where the household does not want to be asked. */
  readonly work: SummarisedWork | undefined;
}

/**
 * The households counted in a figure, in lists by what is known of their people; a household may be in several. People
 * of the tally count too: together the lists are the figure without its residue of erased people. Order: that of "Hôm
 * nay"; households without work come after, most people first, else as they come.
 * @param counted by address
 * @param work the day's, in its order
 */
export function householdsForFigure(
  counted: readonly CountedHousehold[],
  work: readonly SummarisedWork[],
): Record<'met' | 'notMet' | 'unknown', HouseholdForFigure[]> {
  const place = new Map(work.map((one, index) => [one.household.id, index]));
  const behind = (part: 'met' | 'notMet' | 'unknown'): HouseholdForFigure[] => {
    const placeOf = ({ household }: HouseholdForFigure): number => place.get(household.id) ?? work.length;
    return counted
      .filter(({ figure }) => figure[part] > 0)
      .map(({ household, figure }): HouseholdForFigure => ({
        household,
        people: figure[part],
        work: work[place.get(household.id) ?? -1],
      }))
      .sort((a, b) => placeOf(a) - placeOf(b) || b.people - a.people);
  };
  return { met: behind('met'), notMet: behind('notMet'), unknown: behind('unknown') };
}

/** A figure counted over some of the households. */
export interface Part<K> {
  readonly key: K;
  readonly figure: Figure;
  readonly householdCount: number;
  /** Of these, asked. */
  readonly surveyed: number;
}

/**
 * A figure counted for each group of households with the same `keyOf`. Together the groups are the village without its
 * residue of erased people.
 */
function partsBy<K>(counted: readonly CountedHousehold[], keyOf: (household: Household) => K): Part<K>[] {
  const parts = new Map<K, Part<K>>();
  for (const { household, figure, isSurveyed } of counted) {
    const key = keyOf(household);
    const part = parts.get(key) ?? { key, figure: noFigure, householdCount: 0, surveyed: 0 };
    parts.set(key, {
      key,
      figure: addFigures(part.figure, figure),
      householdCount: part.householdCount + 1,
      surveyed: part.surveyed + (isSurveyed ? 1 : 0),
    });
  }
  return [...parts.values()];
}

/** By cluster ('' : households without one), in the order of their names. */
export const partsByCluster = (counted: readonly CountedHousehold[]): Part<string>[] =>
  partsBy(counted, ({ cluster }) => cluster).sort((a, b) => compareVietnamese(a.key, b.key));

/**
 * By who looks after the households (undefined: nobody); members who look after none are left out. Unordered: no
 * ranking of people.
 */
export const partsByMember = (counted: readonly CountedHousehold[]): Part<Uuid | undefined>[] =>
  partsBy(counted, ({ responsible }) => responsible);
