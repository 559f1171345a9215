import type { Figure } from '../indicator/counts.ts';

/** A share in whole percents, rounded outwards so that "at least" and "at most" stay true; 0 of nobody. */
export interface PercentBounds {
  /** If nobody of whom it is unknown meets it. */
  readonly leastPercent: number;
  /** If all of them do. */
  readonly mostPercent: number;
}

/** How much of `total` meets it, at least and at most. */
export const percentBounds = ({ met, unknown, total }: Pick<Figure, 'met' | 'unknown' | 'total'>): PercentBounds => ({
  leastPercent: total === 0 ? 0 : Math.floor((met * 100) / total),
  mostPercent: total === 0 ? 0 : Math.ceil(((met + unknown) * 100) / total),
});
