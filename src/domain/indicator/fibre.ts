import type { AreaFact } from '../report/area-fact.ts';
import type { Answer } from '../record/answer.ts';
import type { Household } from '../people/village.ts';
import type { Counts } from './counts.ts';
import { firstDay } from './first-day.ts';

/** What the indicator T3covered reads of a household. No record holds it: it is told of the household's cluster. */
export const FIBRE = 'fibre';

/**
 * Does fibre reach the households of this cluster? As told of the cluster, else of the whole village. Undefined where
 * nothing was told, and where it reaches some of them: nobody says which.
 */
export function reachedIn(cluster: string, facts: readonly AreaFact[]): 'all' | 'none' | undefined {
  const toldOf = (part: string) =>
    facts.flatMap((fact) => (fact.kind === 'fibre' && same(fact.part, part) ? [fact.value] : []))[0];
  const told = toldOf(cluster) ?? toldOf('');
  return told === 'some' || told === null ? undefined : told;
}

const same = (a: string, b: string): boolean => a.normalize('NFC') === b.normalize('NFC');

/**
 * Counts with the households that fibre covers. The facts are the village's as it is now, as the list of households is:
 * they hold for every day. The clusters are left out, because readers need none.
 */
export function withFibre(
  { coverage: { clusters = {}, ...coverage }, ...counts }: Counts,
  facts: readonly AreaFact[],
): Counts {
  const { figures } = counts;
  if (!('T3covered' in figures)) return { ...counts, coverage };
  const covered = { all: 0, none: 0 };
  for (const [cluster, households] of Object.entries(clusters)) {
    const reached = reachedIn(cluster, facts);
    if (reached) covered[reached] += households;
  }
  const total = coverage.households;
  const unknown = total - covered.all - covered.none;
  const T3covered = { met: covered.all, notMet: covered.none, unknown, total, apart: 0, proxy: 0 };
  return { ...counts, coverage, figures: { ...figures, T3covered } };
}

/** The households with what is told of their clusters among their answers, for lists of who is behind a figure. */
export const householdsWithFibre = (households: readonly Household[], facts: readonly AreaFact[]): Household[] =>
  households.map((household) => {
    const reached = reachedIn(household.cluster, facts);
    if (!reached) return household;
    const told: Answer = { v: reached, by: 'self', on: firstDay, q: 1 };
    return { ...household, answers: { ...household.answers, [FIBRE]: told } };
  });
