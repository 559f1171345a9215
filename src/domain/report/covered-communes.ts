import type { Uuid } from '../../lib/ids.ts';
import type { Figure } from '../indicator/counts.ts';
import type { CountedVillage } from './small-cells.ts';

/** How many communes fibre reaches, by what is told of the clusters of their villages. */
export interface CoveredCommunes {
  readonly covered: number;
  readonly notCovered: number;
  readonly unknown: number;
  readonly all: number;
  /** Of all, in whole percents rounded outwards, so that "at least" and "at most" stay true. */
  readonly leastPercent: number;
  readonly mostPercent: number;
}

/**
 * Plans ask for fibre in every commune: a commune is covered where fibre covers a cluster of one of its villages, and
 * not covered where it is told of all its households that it does not. Villages without a commune are left out.
 */
export function coveredCommunes(villages: readonly Pick<CountedVillage, 'commune' | 'counts'>[]): CoveredCommunes {
  const communes = new Map<Uuid, Figure[]>();
  for (const { commune, counts } of villages) {
    if (commune === undefined) continue;
    const figure: Figure | undefined = counts.figures.T3covered;
    const told = communes.get(commune) ?? [];
    communes.set(commune, figure ? [...told, figure] : told);
  }
  const figuresOf = [...communes.values()];
  const all = figuresOf.length;
  const covered = figuresOf.filter((figures) => figures.some(({ met }) => met > 0)).length;
  const notCovered = figuresOf.filter(
    (figures) => figures.some(({ total }) => total > 0) && figures.every(({ notMet, total }) => notMet === total),
  ).length;
  return {
    covered,
    notCovered,
    unknown: all - covered - notCovered,
    all,
    leastPercent: all === 0 ? 0 : Math.floor((covered * 100) / all),
    mostPercent: all === 0 ? 0 : Math.ceil(((all - notCovered) * 100) / all),
  };
}
