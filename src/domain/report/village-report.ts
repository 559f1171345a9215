import type { Area } from '../area.ts';
import { yearOf, type Day } from '../day.ts';
import type { Counts, Coverage, Figure } from '../indicator/counts.ts';
import { indicators } from '../indicator/current.ts';
import type { IndicatorId } from '../indicator/indicator.ts';
import type { Target } from '../target.ts';
import { summarize, type FigureSummary } from './figure-summary.ts';
import type { Period } from './period.ts';

/** One line of a report: numerator `figure.met`, denominator `figure.total`, what is not known between them. */
export interface ReportFigure extends FigureSummary {
  /** The same figure at the end of the period before ("Kỳ trước"); undefined where it was not known of anybody then: 0 % would look like growth. */
  readonly before: Figure | undefined;
  /** Whole percents of the target's people or homes, rounded down ("% đạt"); undefined without a target or anybody to count. */
  readonly achievedPercent: number | undefined;
}

export interface Signature {
  readonly name: string;
  /** Unix ms. */
  readonly at: number;
}

/** How many more or fewer are counted for the day of the report now than when it was signed. */
export interface Correction {
  readonly id: IndicatorId | 'coverage';
  readonly met: number;
  readonly total: number;
}

/**
 * All figures of one village and period. Screens, the printed sheet, the workbook and the text for Zalo read this and
 * count nothing themselves.
 */
export interface VillageReport {
  readonly village: Pick<Area, 'id' | 'name' | 'prefix'>;
  readonly period: Period;
  /** The figures are those of the end of this day. */
  readonly asOf: Day;
  readonly coverage: Coverage;
  readonly coverageBefore: Coverage | undefined;
  /** In the order of the catalogue. */
  readonly figures: readonly ReportFigure[];
  /** Undefined: a draft, its figures still move. */
  readonly signed: Signature | undefined;
  /** "Xã đã nhận" */
  readonly received: Signature | undefined;
  /** Of a signed report: forms that came later and are of its days, and homes that were put right since. */
  readonly corrections: readonly Correction[];
}

export interface ReportInput {
  readonly village: VillageReport['village'];
  readonly period: Period;
  readonly asOf: Day;
  /** As signed, or as counted now while it is a draft. */
  readonly counts: Counts;
  /** At the end of the period before. */
  readonly before: Counts | undefined;
  readonly targets: readonly Target[];
  readonly signed?: Signature | undefined;
  readonly received?: Signature | undefined;
  /** What is counted for `asOf` today, where it was signed before. */
  readonly countedNow?: Counts | undefined;
}

export function villageReport({ village, period, asOf, counts, before, targets, signed, received, countedNow }: ReportInput): VillageReport {
  const known = before !== undefined && before.coverage.households > 0 ? before : undefined;
  return {
    village: { id: village.id, name: village.name, prefix: village.prefix },
    period,
    asOf,
    coverage: counts.coverage,
    coverageBefore: known?.coverage,
    figures: indicators.map(({ id }) => reportFigure(summarize(id, counts, targets, yearOf(asOf)), known && figureThen(id, known))),
    signed,
    received,
    corrections: signed && countedNow ? correctionsIn(counts, countedNow) : [],
  };
}

function figureThen(id: IndicatorId, before: Counts): Figure | undefined {
  // A figure of today's catalogue may be younger than what was signed.
  if (!(id in before.figures)) return undefined;
  const { figure, known } = summarize(id, before, [], 0);
  return known === 'nothing' || known === 'nobody' ? undefined : figure;
}

function reportFigure(summary: FigureSummary, before: Figure | undefined): ReportFigure {
  const { target, figure } = summary;
  const wanted = target?.count ?? 0;
  const achieved = wanted > 0 ? Math.min(100, Math.floor((figure.met * 100) / wanted + 1e-9)) : undefined;
  return { ...summary, before, achievedPercent: achieved };
}

/** What a signed report would say otherwise if it were counted today. */
export function correctionsIn(signed: Counts, now: Counts): Correction[] {
  const coverage = { id: 'coverage' as const, met: now.coverage.surveyed - signed.coverage.surveyed, total: now.coverage.households - signed.coverage.households };
  const figures = indicators.map(({ id }): Correction => {
    const [then, today] = [signed.figures[id], now.figures[id]];
    return { id, met: (today?.met ?? 0) - (then?.met ?? 0), total: (today?.total ?? 0) - (then?.total ?? 0) };
  });
  return [coverage, ...figures].filter(({ met, total }) => met !== 0 || total !== 0);
}
