import type { Figure } from './indicator/count.ts';
import type { IndicatorId } from './indicator/indicator.ts';

/** What a village is to reach. `source` is a text key under `progress:source.*`. */
export interface Target {
  readonly indicator: IndicatorId;
  /** Share to reach, 0 to 1. */
  readonly share: number;
  /** The last year of its period. A past one is history and shown as such. */
  readonly year: number;
  readonly source: string;
  readonly version: number;
}

/**
 * From the seed article (Báo Đắk Lắk, 08/11/2022): Tân Đông's own for 2023 and 2025, the old district's for 2025.
 * The district's fibre target speaks of homes *covered*; homes subscribed is the figure a survey can give.
 */
export const articleTargets: readonly Target[] = [
  { indicator: 'T1', share: 0.8, year: 2023, source: 'tanDong2022', version: 1 },
  { indicator: 'T2', share: 0.85, year: 2023, source: 'tanDong2022', version: 1 },
  { indicator: 'T2', share: 0.98, year: 2025, source: 'tanDong2022', version: 1 },
  { indicator: 'T3subscribed', share: 0.8, year: 2025, source: 'krongPac2022', version: 1 },
  { indicator: 'T4residents', share: 0.5, year: 2025, source: 'krongPac2022', version: 1 },
  { indicator: 'T5residents', share: 0.5, year: 2025, source: 'krongPac2022', version: 1 },
];

/** The latest target of an indicator, which is the one still to be reached even when its year has passed. */
export const targetOf = (indicator: IndicatorId, targets: readonly Target[]): Target | undefined =>
  targets.filter((target) => target.indicator === indicator).sort((a, b) => b.year - a.year)[0];

/** Shares 0 to 1: everybody unknown counted as no, and as yes. Undefined when there is nobody to count. */
export function boundsOf(figure: Figure): { readonly least: number; readonly most: number } | undefined {
  if (figure.total === 0) return undefined;
  return { least: figure.met / figure.total, most: (figure.met + figure.unknown) / figure.total };
}

export interface Gap {
  /** People (or homes) still missing to the target if nobody unknown meets it. */
  readonly missing: number;
  /** Of the counted, not asked yet: asking comes before coaching. */
  readonly unknown: number;
}

/** Gap in people: ceil(target × all) − achieved, never below 0. */
export const gapTo = (target: Target, figure: Figure): Gap => ({
  // Shares are decimal fractions: without the rounding 0.8 × 45 would be 36.00000000000001 and ask for a 37th.
  missing: Math.max(0, Math.ceil(Number((target.share * figure.total).toFixed(6))) - figure.met),
  unknown: figure.unknown,
});
