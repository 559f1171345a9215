import type { Coverage, Figure } from '../../../domain/indicator/count.ts';
import { addFigures, noFigure } from '../../../domain/indicator/counts.ts';
import type { IndicatorId } from '../../../domain/indicator/indicator.ts';
import type { VillageReport } from '../../../domain/report/village-report.ts';

/** A village's report for files and messages, with the names of its village and commune. */
export interface ReportOf {
  /** "Thôn Tân Đông" */
  readonly place: string;
  /** "Xã Ea Knuếc" */
  readonly above: string;
  readonly report: VillageReport;
}

/** Share 0 to 1; undefined when there is nobody to count. */
export const shareOf = ({ met, total }: Pick<Figure, 'met' | 'total'>): number | undefined =>
  total === 0 ? undefined : met / total;

export const figureOf = ({ figures }: VillageReport, wanted: IndicatorId): Figure =>
  figures.find(({ id }) => id === wanted)?.figure ?? noFigure;

/** All villages together. */
export const sumsOf = (reports: readonly VillageReport[]) => ({
  coverage: reports.reduce<Pick<Coverage, 'households' | 'surveyed'>>(
    (sum, { coverage }) => ({
      households: sum.households + coverage.households,
      surveyed: sum.surveyed + coverage.surveyed,
    }),
    { households: 0, surveyed: 0 },
  ),
  figure: (id: IndicatorId): Figure => reports.map((report) => figureOf(report, id)).reduce(addFigures, noFigure),
});
