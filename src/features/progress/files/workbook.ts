import type { TFunction } from 'i18next';
import type { Cell, CellObject, Feature, SheetData } from 'write-excel-file/universal';
import type { Figure } from '../../../domain/indicator/count.ts';
import type { Format } from '../../../i18n/index.ts';
import type { ReportFigure } from '../../../domain/report/village-report.ts';
import { mainFigures } from '../../../domain/report/main-figures.ts';
import { figureOf, shareOf, sumsOf, type ReportOf } from './report-of.ts';

type FormulaCell = CellObject & { readonly result: number };

/** A cell's value or formula, and how it looks. Texts are always text: one that begins with "=" is shown, never run. */
const text = (value: string, look: object = {}): Cell => ({ value, type: String, wrap: true, alignVertical: 'top', ...look });
const number = (value: number | undefined, format = '#,##0'): Cell => (value === undefined ? null : { value, type: Number, format });
/** `result`: what it comes to, kept beside the formula for viewers that do not calculate (Zalo's, a phone's preview). */
const formula = (value: string, format: string, result: number): FormulaCell => ({ value, type: 'Formula', format, result });
const percent = '0.0%';
const head = { fontWeight: 'bold', backgroundColor: '#E5EDE8', borderStyle: 'thin', align: 'center', alignVertical: 'center' } as const;

const widths = [6, 34, 60, 12, 12, 12, 12, 12, 12, 12, 16, 40];
const firstLine = 7; // rows above it: title, place, period, coverage, an empty one, the heads

type Words = { readonly t: TFunction<'progress'>; readonly format: Format };

/**
 * A real Excel workbook of one village, or of several with the sums first. Shares are formulas over the counts beside
 * them, so that who opens it sees what is divided by what. Loads the library that writes it; works without a network.
 * @param reports one sheet each, in this order
 * @param missing villages whose reports are not at hand: the overview names them, or its sums would pass for all
 */
export async function makeWorkbook(reports: readonly ReportOf[], words: Words, missing: readonly string[] = []): Promise<Blob> {
  const { default: writeExcelFile } = await import('write-excel-file/universal');
  const names = sheetNames(reports.map(({ place }) => place));
  const villages = reports.map((report, index) => ({
    data: villageSheet(report, words),
    sheet: names[index] ?? report.place,
    columns: widths.map((width) => ({ width })),
    orientation: 'landscape' as const,
    stickyRowsCount: firstLine - 1,
  }));
  const overview = { data: overviewSheet(reports, words, missing), sheet: words.t('files.sheet.overview'), columns: [{ width: 6 }, { width: 30 }, ...Array.from({ length: 3 + 3 * mainFigures.length }, () => ({ width: 14 }))], orientation: 'landscape' as const };
  const sheets = reports.length > 1 || missing.length > 0 ? [overview, ...villages] : villages;
  return writeExcelFile(sheets, { features: [knownResults(sheets.map(({ data }) => data))] }).toBlob();
}

/** The library writes formulas without their results; this puts each `result` behind its formula (ECMA-376, 18.3.1.4). */
function knownResults(sheets: readonly SheetData[]): Feature<Blob> {
  const results = sheets.map((data) => data.flat().flatMap((one) => (one !== null && typeof one === 'object' && 'result' in one ? [(one as FormulaCell).result] : [])));
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

/** The commune's form: domain columns A to L, one line an indicator. */
export function villageSheet(of: ReportOf, { t, format }: Words): SheetData {
  const { coverage, period } = of.report;
  return [
    [text(t('files.title'), { fontWeight: 'bold', fontSize: 14, columnSpan: widths.length, wrap: false })],
    [text(`${of.place}, ${of.above}`, { columnSpan: widths.length, wrap: false })],
    [text(`${t('files.period', { from: format.day(period.from), to: format.day(period.until) })} ${signedWords(of, { t, format })}`, { columnSpan: widths.length, wrap: false })],
    [text(t('files.coverage', { done: coverage.surveyed, all: coverage.households, residents: coverage.residents, adults: coverage.adults }), { columnSpan: widths.length, wrap: false })],
    [],
    columns.map((column) => text(t(`files.column.${column}`), head)),
    ...of.report.figures.map((line, index) => lineCells(line, index + 1, { t, format })),
  ];
}

const columns = ['number', 'name', 'formula', 'unit', 'target', 'met', 'total', 'now', 'before', 'reached', 'unknown', 'note'] as const;

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
    number(before && shareOf(before), percent),
    share === undefined || wanted === undefined ? null : formula(`H${row}/E${row}`, percent, share / wanted),
    number(figure.unknown),
    text(noteOf(line, words)),
  ];
}

/** What the line's numbers do not say by themselves. */
export function noteOf({ unit, figure, target }: ReportFigure, { t }: Words): string {
  const notes = [
    ...(target?.past ? [t('files.note.past', { year: target.of.year })] : []),
    ...(figure.unknown > 0 ? [t(`unknown.${unit}`, { count: figure.unknown })] : []),
    ...(figure.apart > 0 ? [t('apart', { count: figure.apart })] : []),
  ];
  return notes.join(' · ');
}

const overviewHead = 4; // the row of the heads
const column = (index: number): string => String.fromCharCode(65 + index);

/** All villages below each other, with sums and shares that Excel works out: achieved, among, share for each figure. */
export function overviewSheet(reports: readonly ReportOf[], words: Words, missing: readonly string[] = []): SheetData {
  const { t } = words;
  const first = overviewHead + 1;
  const last = overviewHead + reports.length;
  const wide = { columnSpan: 5 + 3 * mainFigures.length, wrap: false };
  const sums = sumsOf(reports.map(({ report }) => report));
  /** Nobody to count: nothing is divided. */
  const share = (index: number, row: number, { met, total }: Figure): Cell => (total === 0 ? null : formula(`${column(4 + 3 * index)}${row}/${column(5 + 3 * index)}${row}`, percent, met / total));
  const sum = (index: number, result: number): Cell => ({ ...formula(`SUM(${column(index)}${first}:${column(index)}${last})`, '#,##0', result), fontWeight: 'bold' });
  return [
    [text(t('files.title'), { fontWeight: 'bold', fontSize: 14, ...wide })],
    [text(periodsWords(reports, words), wide)],
    [text(missing.length > 0 ? t('files.all.without', { count: missing.length, names: missing.join(', ') }) : '', wide)],
    ['number', 'place', 'surveyed', 'households'].map((name) => text(t(`files.column.${name as 'place'}`), head)).concat(
      mainFigures.flatMap((id) => [text(t(`indicator.${id}.short`), head), text(t('files.column.total'), head), text(t('files.column.now'), head)]),
      text(t('files.column.signed'), head),
    ),
    ...reports.map((of, at) => [
      number(at + 1),
      text(of.place),
      number(of.report.coverage.surveyed),
      number(of.report.coverage.households),
      ...mainFigures.flatMap((id, index) => {
        const figure = figureOf(of.report, id);
        return [number(figure.met), number(figure.total), share(index, first + at, figure)];
      }),
      text(signedWords(of, words)),
    ]),
    [null, text(t('files.sum'), { fontWeight: 'bold' }), sum(2, sums.coverage.surveyed), sum(3, sums.coverage.households), ...mainFigures.flatMap((id, index) => [sum(4 + 3 * index, sums.figure(id).met), sum(5 + 3 * index, sums.figure(id).total), share(index, last + 1, sums.figure(id))])],
  ];
}

/** Communes collect from the 15th to the 14th or by the month: villages of two communes may differ. */
function periodsWords(reports: readonly ReportOf[], { t, format }: Words): string {
  return [...new Set(reports.map(({ report: { period } }) => t('files.period', { from: format.day(period.from), to: format.day(period.until) })))].join(' ');
}

/** "Bản nháp" or who closed it and when. */
export function signedWords({ report: { signed } }: ReportOf, { t, format }: Words): string {
  return signed ? t('files.signed', { name: signed.name, at: format.time(signed.at) }) : t('files.draft');
}

/** Excel's rules for a sheet's name: 31 characters, none of `[]:*?/\`, no two alike whatever the case. */
export function sheetNames(places: readonly string[]): string[] {
  const taken = new Set<string>();
  return places.map((place) => {
    const plain = place.replaceAll(/[[\]:*?/\\]/g, ' ').replaceAll(/^'+|'+$/g, '').trim() || '?';
    for (let count = 1; ; count++) {
      const end = count === 1 ? '' : ` (${count})`;
      const name = plain.slice(0, 31 - end.length) + end;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}
