import type { Counts, Figure } from '../indicator/count.ts';
import type { IndicatorId } from '../indicator/indicator.ts';
import { indicators } from '../indicator/current.ts';
import { gapTo, targetOf, type Gap, type Target } from '../target.ts';

/** One figure as screen and report tell it; shares are whole percents. */
export interface FigureSummary {
  readonly id: IndicatorId;
  readonly unit: 'people' | 'homes';
  readonly figure: Figure;
  /** nobody: there is none to count · nothing: not known of any who could be asked · exact: all is known · range: part of it. */
  readonly known: 'nobody' | 'nothing' | 'exact' | 'range';
  /** Rounded outwards, so that "ít nhất" and "nhiều nhất" stay true. */
  readonly leastPercent: number;
  readonly mostPercent: number;
  readonly target: TargetSummary | undefined;
  /** Targets of earlier years, latest first. */
  readonly earlier: readonly Target[];
}

export interface TargetSummary {
  readonly of: Target;
  /** Its year has passed: it is history, and still what is to be reached. */
  readonly past: boolean;
  /** In people or homes, for the mark on the bar. */
  readonly count: number;
  readonly gap: Gap;
}

/** @param year the calendar year it is now */
export function summarize(id: IndicatorId, counts: Counts, targets: readonly Target[], year: number): FigureSummary {
  const figure = counts.figures[id];
  const indicator = indicators.find((one) => one.id === id);
  const latest = targetOf(id, targets);
  return {
    id,
    unit: indicator?.among === 'households' ? 'homes' : 'people',
    figure,
    known: knownOf(figure, indicator?.among === 'residents' && indicator.asks === 'person' ? counts.coverage.residents - counts.coverage.adults : 0),
    leastPercent: figure.total === 0 ? 0 : Math.floor((figure.met * 100) / figure.total),
    mostPercent: figure.total === 0 ? 0 : Math.ceil(((figure.met + figure.unknown) * 100) / figure.total),
    target: latest && { of: latest, past: latest.year < year, count: latest.share * figure.total, gap: gapTo(latest, figure) },
    earlier: targets.filter((target) => target.indicator === id && target !== latest).sort((a, b) => b.year - a.year),
  };
}

/** @param children counted as "no" without being asked: they tell nothing of the village */
function knownOf({ met, notMet, unknown, total }: Figure, children: number): FigureSummary['known'] {
  if (total === 0) return 'nobody';
  if (met + notMet - children <= 0 && unknown > 0) return 'nothing';
  return unknown === 0 ? 'exact' : 'range';
}

/** What stands on one card: a figure, and the same condition counted among others beside it. */
export interface FigureGroup {
  readonly main: IndicatorId;
  readonly beside?: IndicatorId;
}

/** In the order of the article; the first three are what a head looks at first. */
export const figureGroups: readonly FigureGroup[] = [
  { main: 'T1', beside: 'T1residents' },
  { main: 'T2', beside: 'T2plus' },
  { main: 'T3subscribed' },
  { main: 'T4', beside: 'T4residents' },
  { main: 'T5', beside: 'T5residents' },
  { main: 'smartphone', beside: 'signature' },
  { main: 'safety', beside: 'skillsConfirmed' },
  { main: 'homePhone', beside: 'zaloGroup' },
  { main: 'sellsOnline' },
];
export const prominent = 3;
