import { activityBetween, type Activity } from '../activity/activity.ts';
import type { Area } from '../access/area.ts';
import { yearOf, type Day } from '../../lib/day.ts';
import type { Counts, Coverage, Figure } from '../indicator/counts.ts';
import { indicators } from '../indicator/current.ts';
import { isOtherBase, type IndicatorId } from '../indicator/indicator.ts';
import type { ReportTexts } from './report-texts.ts';
import { targetOf, type Target } from './target.ts';
import type { TeamFile } from './team-file.ts';
import { summarize, type FigureSummary } from './figure-summary.ts';
import type { Period } from '../period.ts';

/** One line of a report: numerator `figure.met`, denominator `figure.total`, and the unknown between them. */
export interface ReportFigure extends FigureSummary {
  /**
   * The same figure at the end of the period before ("Kỳ trước"); undefined where nothing was known then, because
   * 0 % would look like growth.
   */
  readonly before: Figure | undefined;
  /**
   * Whole percents of the target's people or households, rounded down ("% đạt"); undefined without a target or anybody
   * to count.
   */
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
  /** In the order of the catalogue; those of 15 or 18 years and over only where a target asks for them. */
  readonly figures: readonly ReportFigure[];
  /** What the team did in the period; undefined: signed before it was counted. */
  readonly activity: Activity | undefined;
  readonly texts: ReportTexts;
  /** As it is now, whatever was signed; undefined where it is not at hand. */
  readonly team: TeamFile | undefined;
  /** Undefined: a draft, whose figures still change. */
  readonly signed: Signature | undefined;
  /** "Xã đã nhận" */
  readonly received: Signature | undefined;
  /** Of a signed report: later forms about its days, and households that were corrected since. */
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
  /** Of the period, where it was sent; absent: the difference of the counts. */
  readonly activity?: Activity | undefined;
  readonly texts?: ReportTexts | undefined;
  readonly team?: TeamFile | undefined;
  readonly signed?: Signature | undefined;
  readonly received?: Signature | undefined;
  /** Of a signed report: the figures for `asOf` as counted today. */
  readonly countedNow?: Counts | undefined;
}

export function villageReport({
  village,
  period,
  asOf,
  counts,
  before,
  targets,
  activity,
  texts = {},
  team,
  signed,
  received,
  countedNow,
}: ReportInput): VillageReport {
  const known = before !== undefined && before.coverage.households > 0 ? before : undefined;
  return {
    village: { id: village.id, name: village.name, prefix: village.prefix },
    period,
    asOf,
    coverage: counts.coverage,
    coverageBefore: known?.coverage,
    // Some figures may be hidden from the reader, or newer than the signed report.
    figures: indicators
      .filter(({ id, among }) => id in counts.figures && (!isOtherBase(among) || targetOf(id, targets) !== undefined))
      .map(({ id }) => reportFigure(summarize(id, counts, targets, yearOf(asOf)), known && figureThen(id, known))),
    activity: activity ?? (signed ? undefined : activityBetween(before?.activity, counts.activity)),
    texts,
    team,
    signed,
    received,
    corrections: signed && countedNow ? correctionsIn(counts, countedNow) : [],
  };
}

function figureThen(id: IndicatorId, before: Counts): Figure | undefined {
  // A figure of today's catalogue may be newer than the signed report.
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

/** How a signed report would differ if it were counted today. */
export function correctionsIn(signed: Counts, now: Counts): Correction[] {
  const coverage = {
    id: 'coverage' as const,
    met: now.coverage.surveyed - signed.coverage.surveyed,
    total: now.coverage.households - signed.coverage.households,
  };
  // What is told of the village may change on any day, and is no form about the report's days.
  const figures = indicators
    .filter(({ id }) => id !== 'T3covered' && id in signed.figures)
    .map(({ id }): Correction => {
      const [then, today] = [signed.figures[id], now.figures[id]];
      return { id, met: (today?.met ?? 0) - (then?.met ?? 0), total: (today?.total ?? 0) - (then?.total ?? 0) };
    });
  return [coverage, ...figures].filter(({ met, total }) => met !== 0 || total !== 0);
}
