import type { Figure } from '../indicator/count.ts';
import type { IndicatorId } from '../indicator/indicator.ts';

/**
 * A target of a village. `source`: in the officer's words, or of the targets that the product knows a text key under
 * `progress:source.*`.
 */
export interface Target {
  readonly indicator: IndicatorId;
  /** Share to reach, 0 to 1. */
  readonly share: number;
  /** The last year of its period. A past target is shown as history. */
  readonly year: number;
  readonly source: string;
  readonly version: number;
}

/** The latest target of an indicator; it counts even when its year has passed. */
export const targetOf = (indicator: IndicatorId, targets: readonly Target[]): Target | undefined =>
  targets.filter((target) => target.indicator === indicator).sort((a, b) => b.year - a.year)[0];

/** Shares 0 to 1: everybody unknown counted as no, and as yes. Undefined when there is nobody to count. */
export function boundsOf(figure: Figure): { readonly least: number; readonly most: number } | undefined {
  if (figure.total === 0) return undefined;
  return { least: figure.met / figure.total, most: (figure.met + figure.unknown) / figure.total };
}

export interface Gap {
  /** People (or households) missing to the target, with every unknown one counted as no. */
  readonly missing: number;
  /** Those counted who were not asked yet. */
  readonly unknown: number;
}

/** Gap in people: ceil(target × all) − achieved, never below 0. */
export const gapTo = (target: Pick<Target, 'share'>, figure: Figure): Gap => ({
  // Shares are decimal fractions: without the rounding 0.8 × 45 would be 36.00000000000001 and ask for a 37th.
  missing: Math.max(0, Math.ceil(Number((target.share * figure.total).toFixed(6))) - figure.met),
  unknown: figure.unknown,
});
