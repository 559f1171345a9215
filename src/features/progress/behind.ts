import type { Uuid } from '../../lib/ids.ts';
import { dayWork, type Work } from '../../domain/day-work.ts';
import type { Day } from '../../domain/day.ts';
import { countHousehold } from '../../domain/indicator/count.ts';
import { addFigures, none, type Figure } from '../../domain/indicator/counts.ts';
import type { Indicator } from '../../domain/indicator/indicator.ts';
import type { Visit } from '../../domain/visit.ts';
import type { Household } from '../../domain/village.ts';

/** A home with how many of its people (1 where the figure is of homes) are behind a number. */
export interface HomeBehind {
  readonly household: Household;
  readonly people: number;
  /** Why to go there now; undefined where there is nothing to do, or where they are to be left in peace. */
  readonly work: Work | undefined;
}

/**
 * The homes behind a figure, by what is known of their people; a home may stand in several. Who is counted without a row
 * stands there too: together the lists are the figure, without what the erased left. In the order of the day, which is
 * that of "Hôm nay" on every phone; homes with nothing to do now come after, most people first.
 */
export function homesBehind(households: readonly Household[], visits: readonly Visit[], indicator: Indicator, asOf: Day): Record<'met' | 'notMet' | 'unknown', HomeBehind[]> {
  const counted = households.map((household) => ({ household, figure: countHousehold(household, [indicator], asOf).figures[indicator.id] }));
  const work = dayWork(households, visits, asOf);
  const place = new Map(work.map((one, index) => [one.household.id, index]));
  const behind = (part: 'met' | 'notMet' | 'unknown'): HomeBehind[] => {
    const placeOf = ({ household }: HomeBehind): number => place.get(household.id) ?? work.length;
    return counted
      .filter(({ figure }) => figure[part] > 0)
      .map(({ household, figure }): HomeBehind => ({ household, people: figure[part], work: work[place.get(household.id) ?? -1] }))
      .sort((a, b) => placeOf(a) - placeOf(b) || byPeople(a, b));
  };
  return { met: behind('met'), notMet: behind('notMet'), unknown: behind('unknown') };
}

const inVietnamese = new Intl.Collator('vi', { numeric: true });
const byPeople = (a: HomeBehind, b: HomeBehind): number => b.people - a.people || inVietnamese.compare(a.household.address, b.household.address) || (a.household.id < b.household.id ? -1 : 1);

/** A figure in some of the homes. */
export interface Part<K> {
  readonly key: K;
  readonly figure: Figure;
  readonly homes: number;
  /** Of these, asked. */
  readonly surveyed: number;
}

/** A figure counted apart for the homes that `keyOf` calls alike. Together they are the village without what the erased left. */
function partsBy<K>(households: readonly Household[], indicator: Indicator, asOf: Day, keyOf: (household: Household) => K): Part<K>[] {
  const parts = new Map<K, Part<K>>();
  for (const household of households) {
    const key = keyOf(household);
    const part = parts.get(key) ?? { key, figure: none, homes: 0, surveyed: 0 };
    const { coverage, figures } = countHousehold(household, [indicator], asOf);
    parts.set(key, { key, figure: addFigures(part.figure, figures[indicator.id]), homes: part.homes + 1, surveyed: part.surveyed + coverage.surveyed });
  }
  return [...parts.values()];
}

/** By cluster ('' : homes without one), in the order of their names. */
export const partsByCluster = (households: readonly Household[], indicator: Indicator, asOf: Day): Part<string>[] =>
  partsBy(households, indicator, asOf, ({ cluster }) => cluster).sort((a, b) => inVietnamese.compare(a.key, b.key));

/** By who looks after the homes (undefined: nobody); who looks after none is not among them. In no order: this is no league table. */
export const partsByMember = (households: readonly Household[], indicator: Indicator, asOf: Day): Part<Uuid | undefined>[] => partsBy(households, indicator, asOf, ({ responsible }) => responsible);
