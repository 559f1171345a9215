import { percentBounds, type PercentBounds } from './percent-bounds.ts';
import type { Counts, Figure } from '../indicator/count.ts';
import type { IndicatorId } from '../indicator/indicator.ts';
import { indicators } from '../indicator/current.ts';
import { gapTo, targetOf, type Gap, type Target } from './target.ts';

/** One figure as screen and report show it; shares are whole percents. */
export interface FigureSummary extends PercentBounds {
  readonly id: IndicatorId;
  readonly unit: 'people' | 'households';
  readonly figure: Figure;
  /**
   * nobody: there is nobody to count · nothing: unknown of everybody · exact: known of everybody · range: known of a
   * part.
   */
  readonly known: 'nobody' | 'nothing' | 'exact' | 'range';
  /**
   * Share 0 to 1 of what is known that somebody else answered; undefined where nothing is known, or that was not
   * counted.
   */
  readonly proxyShare: number | undefined;
  readonly target: TargetSummary | undefined;
  /** Targets of earlier years, latest first. */
  readonly earlier: readonly Target[];
}

export interface TargetSummary {
  readonly of: Target;
  /** Its year has passed; it is still the target to reach. */
  readonly past: boolean;
  /** In people or households, for the mark on the bar. */
  readonly count: number;
  readonly gap: Gap;
}

/** @param year the current calendar year */
export function summarize(id: IndicatorId, counts: Counts, targets: readonly Target[], year: number): FigureSummary {
  const figure = counts.figures[id];
  const indicator = indicators.find((one) => one.id === id);
  const latest = targetOf(id, targets);
  return {
    id,
    unit: indicator?.among === 'households' ? 'households' : 'people',
    figure,
    known: knownOf(
      figure,
      indicator?.among === 'residents' && indicator.asks === 'person'
        ? counts.coverage.residents - counts.coverage.adults
        : 0,
    ),
    ...percentBounds(figure),
    proxyShare: proxyShareOf(figure),
    target: latest && {
      of: latest,
      past: latest.year < year,
      count: latest.share * figure.total,
      gap: gapTo(latest, figure),
    },
    earlier: targets.filter((target) => target.indicator === id && target !== latest).sort((a, b) => b.year - a.year),
  };
}

function proxyShareOf({ met, notMet, proxy }: Figure): number | undefined {
  return proxy === undefined || met + notMet === 0 ? undefined : proxy / (met + notMet);
}

/** @param children counted as "no" without being asked, so they do not make the figure known */
function knownOf({ met, notMet, unknown, total }: Figure, children: number): FigureSummary['known'] {
  if (total === 0) return 'nobody';
  if (met + notMet - children <= 0 && unknown > 0) return 'nothing';
  return unknown === 0 ? 'exact' : 'range';
}

/** One card: a figure, and the same condition counted among another group. */
export interface FigureGroup {
  readonly main: IndicatorId;
  readonly beside?: IndicatorId;
}

/** In the order of the article, then a card for each service; the first three matter most to a head. */
export const figureGroups: readonly FigureGroup[] = [
  { main: 'T1', beside: 'T1residents' },
  { main: 'T2', beside: 'T2plus' },
  { main: 'T3subscribed' },
  { main: 'T3covered' },
  { main: 'T4', beside: 'T4residents' },
  { main: 'T5', beside: 'T5residents' },
  { main: 'vneid' },
  { main: 'payment' },
  { main: 'publicServices', beside: 'publicServicesFrom18' },
  { main: 'etax' },
  { main: 'healthCard' },
  { main: 'healthRecord' },
  { main: 'satisfaction' },
  { main: 'buysOnline', beside: 'sellsOnline' },
  { main: 'smartphone', beside: 'smartphoneFrom18' },
  { main: 'signature', beside: 'signatureFrom18' },
  { main: 'skillsConfirmed', beside: 'skillsConfirmedFrom18' },
  { main: 'safety' },
  { main: 'T4from15', beside: 'T4from18' },
  { main: 'homePhone', beside: 'zaloGroup' },
];
export const prominent = 3;
