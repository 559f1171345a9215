import type { Coverage, Figure } from '../../../domain/indicator/count.ts';
import { addFigures, none } from '../../../domain/indicator/counts.ts';
import type { IndicatorId } from '../../../domain/indicator/indicator.ts';
import type { VillageReport } from '../../../domain/report/village-report.ts';

/** A village's report as it goes out of the app: with the words for where it is. */
export interface ReportOf {
  /** "Thôn Tân Đông" */
  readonly place: string;
  /** "Xã Ea Knuếc" */
  readonly above: string;
  readonly report: VillageReport;
}

/** One line of the commune's form: STT, indicator, unit, target, numerator, denominator, now, before. Shares 0 to 1. */
export interface ReportLine {
  readonly number: number;
  readonly id: IndicatorId;
  readonly unit: 'people' | 'homes';
  readonly target: { readonly share: number; readonly year: number; readonly past: boolean } | undefined;
  readonly met: number;
  readonly total: number;
  /** Not asked, or not known: in the denominator, and perhaps in the numerator. */
  readonly unknown: number;
  /** The figure cannot be about them (no errand with the State). */
  readonly apart: number;
  /** Among how many it was at the end of the period before. */
  readonly before: { readonly met: number; readonly total: number } | undefined;
}

/** All figures in the order of the indicators' own list, each once. */
export function reportLines({ report }: ReportOf): readonly ReportLine[] {
  return report.figures.map(({ id, unit, figure, target, before }, index) => ({
    number: index + 1,
    id,
    unit,
    target: target && { share: target.of.share, year: target.of.year, past: target.past },
    met: figure.met,
    total: figure.total,
    unknown: figure.unknown,
    apart: figure.apart,
    before: before && { met: before.met, total: before.total },
  }));
}

/** Share 0 to 1; undefined when there is nobody to count. */
export const shareOf = ({ met, total }: { readonly met: number; readonly total: number }): number | undefined => (total === 0 ? undefined : met / total);

export const figureOf = ({ figures }: VillageReport, wanted: IndicatorId): Figure => figures.find(({ id }) => id === wanted)?.figure ?? none;

/** All villages together. */
export const sumsOf = (reports: readonly VillageReport[]) => ({
  coverage: reports.reduce<Pick<Coverage, 'households' | 'surveyed'>>((sum, { coverage }) => ({ households: sum.households + coverage.households, surveyed: sum.surveyed + coverage.surveyed }), { households: 0, surveyed: 0 }),
  figure: (id: IndicatorId): Figure => reports.map((report) => figureOf(report, id)).reduce(addFigures, none),
});
