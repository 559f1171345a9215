import { percentBounds, type PercentBounds } from './percent-bounds.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Figure } from '../indicator/counts.ts';
import type { CountedVillage } from './small-cells.ts';

/** How many communes fibre reaches, by what is told of the clusters of their villages. */
export interface CoveredCommunes extends PercentBounds {
  readonly covered: number;
  readonly notCovered: number;
  readonly unknown: number;
  readonly all: number;
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
  const unknown = all - covered - notCovered;
  return { covered, notCovered, unknown, all, ...percentBounds({ met: covered, unknown, total: all }) };
}
