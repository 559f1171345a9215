import type { Cell, Feature, SheetData } from 'write-excel-file/universal';
import type { ReportFigure } from '../../../domain/report/village-report.ts';
import { mainFigures } from '../../../domain/report/main-figures.ts';
import { formula, head, number, percent, signedWords, text, type FormulaCell, type Words } from './cells.ts';
import { columnsOfFigure, overviewSheet } from './overview.ts';
import { shareOf, type ReportOf } from './report-of.ts';

const widths = [6, 34, 60, 12, 12, 12, 12, 12, 12, 12, 12, 16, 12, 40];
const firstLine = 7; // rows above it: title, place, period, coverage, an empty one, the heads

/**
 * A real Excel workbook of one village, or of several with the sums first. Shares are formulas over the counts beside
 * them, so that a reader sees numerator and denominator. Loads the library that writes it; works without a network.
 * @param reports one sheet each, in this order
 * @param missing villages whose reports are missing: the overview names them, or its sums would be taken for complete
 */
export async function makeWorkbook(
  reports: readonly ReportOf[],
  words: Words,
  missing: readonly string[] = [],
): Promise<Blob> {
  const { default: writeExcelFile } = await import('write-excel-file/universal');
  const names = sheetNames(reports.map(({ place }) => place));
  const villages = reports.map((report, index) => ({
    data: villageSheet(report, words),
    sheet: names[index] ?? report.place,
    columns: widths.map((width) => ({ width })),
    orientation: 'landscape' as const,
    stickyRowsCount: firstLine - 1,
  }));
  const overview = {
    data: overviewSheet(reports, words, missing),
    sheet: words.t('files.sheet.overview'),
    columns: [
      { width: 6 },
      { width: 30 },
      ...Array.from({ length: 3 + columnsOfFigure * mainFigures.length }, () => ({ width: 14 })),
    ],
    orientation: 'landscape' as const,
  };
  const sheets = reports.length > 1 || missing.length > 0 ? [overview, ...villages] : villages;
  return writeExcelFile(sheets, { features: [knownResults(sheets.map(({ data }) => data))] }).toBlob();
}

/**
 * The library writes formulas without their results; this puts each `result` behind its formula (ECMA-376, 18.3.1.4).
 */
function knownResults(sheets: readonly SheetData[]): Feature<Blob> {
  const results = sheets.map((data) =>
    data
      .flat()
      .flatMap((one) =>
        one !== null && typeof one === 'object' && 'result' in one ? [(one as FormulaCell).result] : [],
      ),
  );
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _, { sheetIndex }) => {
            let index = 0;
            return xml.replaceAll('</f>', () => `</f><v>${results[sheetIndex]?.[index++] ?? ''}</v>`);
          },
        },
      },
    },
  };
}

/** The commune's form: columns A to N, one line an indicator; shares by both bounds, named for what they are. */
export function villageSheet(of: ReportOf, { t, format }: Words): SheetData {
  const { coverage, period } = of.report;
  return [
    [text(t('files.title'), { fontWeight: 'bold', fontSize: 14, columnSpan: widths.length, wrap: false })],
    [text(`${of.place}, ${of.above}`, { columnSpan: widths.length, wrap: false })],
    [
      text(
        [
          t('files.period', { from: format.day(period.from), to: format.day(period.until) }),
          signedWords(of, { t, format }),
        ].join(' '),
        { columnSpan: widths.length, wrap: false },
      ),
    ],
    [
      text(
        t('files.coverage', {
          done: coverage.surveyed,
          all: coverage.households,
          residents: coverage.residents,
          adults: coverage.adults,
        }),
        { columnSpan: widths.length, wrap: false },
      ),
    ],
    [],
    columns.map((column) => text(t(`files.column.${column}`), head)),
    ...of.report.figures.map((line, index) => lineCells(line, index + 1, { t, format })),
  ];
}

const columns = [
  'number',
  'name',
  'formula',
  'unit',
  'target',
  'met',
  'total',
  'least',
  'most',
  'before',
  'reached',
  'unknown',
  'proxy',
  'note',
] as const;

function lineCells(line: ReportFigure, count: number, words: Words): Cell[] {
  const { t } = words;
  const { id, unit, figure, before } = line;
  const row = firstLine + count - 1;
  const share = shareOf(figure);
  const wanted = line.target?.of.share;
  return [
    number(count),
    text(t(`indicator.${id}.name`)),
    text(t(`indicator.${id}.formula`)),
    text(t(`files.unit.${unit}`)),
    number(wanted, percent),
    number(figure.met),
    number(figure.total),
    share === undefined ? text(t('bounds.nobody')) : formula(`F${row}/G${row}`, percent, share),
    figure.total === 0
      ? null
      : formula(`(F${row}+L${row})/G${row}`, percent, (figure.met + figure.unknown) / figure.total),
    number(before && shareOf(before), percent),
    share === undefined || wanted === undefined ? null : formula(`H${row}/E${row}`, percent, share / wanted),
    number(figure.unknown),
    line.proxyShare === undefined ? null : formula(`${figure.proxy}/(G${row}-L${row})`, percent, line.proxyShare),
    text(noteOf(line, words)),
  ];
}

/** Remarks on the line's numbers. */
export function noteOf({ unit, figure, target }: ReportFigure, { t }: Words): string {
  const notes = [
    ...(target?.past ? [t('files.note.past', { year: target.of.year })] : []),
    ...(figure.unknown > 0 ? [t(`unknown.${unit}`, { count: figure.unknown })] : []),
    ...(figure.apart > 0 ? [t('apart', { count: figure.apart })] : []),
  ];
  return notes.join(' · ');
}

/** Excel's rules for a sheet's name: 31 characters, none of `[]:*?/\`, no two alike whatever the case. */
export function sheetNames(places: readonly string[]): string[] {
  const taken = new Set<string>();
  return places.map((place) => {
    const plain =
      place
        .replaceAll(/[[\]:*?/\\]/g, ' ')
        .replaceAll(/^'+|'+$/g, '')
        .trim() || '?';
    for (let count = 1; ; count++) {
      const end = count === 1 ? '' : ` (${count})`;
      const name = plain.slice(0, 31 - end.length) + end;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}
