import type { Cell, SheetData } from 'write-excel-file/universal';
import type { Figure } from '../../../domain/indicator/count.ts';
import { mainFigures } from '../../../domain/report/main-figures.ts';
import { formula, head, number, percent, signedWords, text, type Words } from './cells.ts';
import { figureOf, sumsOf, type ReportOf } from './report-of.ts';

const overviewHead = 4; // the row of the heads
/** Met, unknown, total, at least, at most. */
export const columnsOfFigure = 5;
const column = (index: number): string =>
  (index < 26 ? '' : String.fromCharCode(64 + Math.floor(index / 26))) + String.fromCharCode(65 + (index % 26));

/**
 * All villages below each other, with sums and shares that Excel works out: achieved, unknown, among and both bounds of
 * each figure.
 */
export function overviewSheet(reports: readonly ReportOf[], words: Words, missing: readonly string[] = []): SheetData {
  const { t } = words;
  const first = overviewHead + 1;
  const last = overviewHead + reports.length;
  const wide = { columnSpan: 5 + columnsOfFigure * mainFigures.length, wrap: false };
  const sums = sumsOf(reports.map(({ report }) => report));
  /** Both empty for a denominator of 0. */
  const shares = (index: number, row: number, { met, unknown, total }: Figure): Cell[] => {
    const [reached, open, among] = [0, 1, 2].map((part) => `${column(4 + columnsOfFigure * index + part)}${row}`);
    if (total === 0) return [null, null];
    return [
      formula(`${reached}/${among}`, percent, met / total),
      formula(`(${reached}+${open})/${among}`, percent, (met + unknown) / total),
    ];
  };
  const sum = (index: number, result: number): Cell => ({
    ...formula(`SUM(${column(index)}${first}:${column(index)}${last})`, '#,##0', result),
    fontWeight: 'bold',
  });
  return [
    [text(t('files.title'), { fontWeight: 'bold', fontSize: 14, ...wide })],
    [text(periodsWords(reports, words), wide)],
    [
      text(
        missing.length > 0 ? t('files.all.without', { count: missing.length, names: missing.join(', ') }) : '',
        wide,
      ),
    ],
    ['number', 'place', 'surveyed', 'households']
      .map((name) => text(t(`files.column.${name as 'place'}`), head))
      .concat(
        mainFigures.flatMap((id) => [
          text(t(`indicator.${id}.short`), head),
          text(t('files.column.unknown'), head),
          text(t('files.column.total'), head),
          text(t('files.column.least'), head),
          text(t('files.column.most'), head),
        ]),
        text(t('files.column.signed'), head),
      ),
    ...reports.map((of, at) => [
      number(at + 1),
      text(of.place),
      number(of.report.coverage.surveyed),
      number(of.report.coverage.households),
      ...mainFigures.flatMap((id, index) => {
        const figure = figureOf(of.report, id);
        return [number(figure.met), number(figure.unknown), number(figure.total), ...shares(index, first + at, figure)];
      }),
      text(signedWords(of, words)),
    ]),
    [
      null,
      text(t('files.sum'), { fontWeight: 'bold' }),
      sum(2, sums.coverage.surveyed),
      sum(3, sums.coverage.households),
      ...mainFigures.flatMap((id, index) => [
        sum(4 + columnsOfFigure * index, sums.figure(id).met),
        sum(5 + columnsOfFigure * index, sums.figure(id).unknown),
        sum(6 + columnsOfFigure * index, sums.figure(id).total),
        ...shares(index, last + 1, sums.figure(id)),
      ]),
    ],
  ];
}

/** Communes collect from the 15th to the 14th or by the month: villages of two communes may differ. */
function periodsWords(reports: readonly ReportOf[], { t, format }: Words): string {
  return [
    ...new Set(
      reports.map(({ report: { period } }) =>
        t('files.period', { from: format.day(period.from), to: format.day(period.until) }),
      ),
    ),
  ].join(' ');
}
