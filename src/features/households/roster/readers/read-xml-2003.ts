import { fontSet, fromLegacyFont } from '../../../../domain/roster/legacy-font.ts';
import { tidyCell, type RosterTable } from '../../../../domain/roster/table.ts';
import { inSteps, type Pause } from '../../../../lib/time-slices.ts';
import { finished, keepRow, newRow, putCell, type Counted, type Merge, type RowDraft } from '../rows-read.ts';
import { serialOf, shownNumber } from './shown-number.ts';
import { attributeOf, createXmlReader } from './xml.ts';
import type { CellStyle } from './xlsx-parts.ts';

export const isXml2003 = (text: string): boolean =>
  /<(\w+:)?Workbook[\s>]/.test(text.slice(0, 4000)) &&
  text.slice(0, 4000).includes('urn:schemas-microsoft-com:office:spreadsheet');

const named: Readonly<Record<string, string>> = {
  'Short Date': 'dd/mm/yyyy',
  'General Date': 'dd/mm/yyyy',
  'Long Date': 'dd/mm/yyyy',
  'Medium Date': 'd-mmm-yy',
  Fixed: '0.00',
  Standard: '#,##0.00',
  Percent: '0.00%',
};

/** The sheets of an Excel 2003 XML spreadsheet (SpreadsheetML 2003), which many programs save under the name .xls. */
export const readXml2003 = (text: string, pause: Pause): Promise<RosterTable[]> => inSteps(sheetsIn(text), pause);

const portion = 16_384;

function* sheetsIn(text: string): Generator<void, RosterTable[]> {
  const tables: RosterTable[] = [];
  const styles = new Map<string, CellStyle>();
  const counted: Counted = { rows: 0, texts: 0 };
  const xml = createXmlReader();
  const encoder = new TextEncoder();
  let table:
    | { readonly name: string; isHidden: boolean; readonly rows: RowDraft[]; readonly merges: Merge[] }
    | undefined;
  let row: RowDraft | undefined;
  let [styleName, rowNumber, column, across, style, type, value, isData, isVisible] = [
    '',
    0,
    0,
    0,
    '',
    '',
    '',
    false,
    false,
  ];
  const of = (attributes: string, name: string): string | undefined => attributeOf(attributes, `(?:\\w+:)?${name}`);

  const endCell = (): void => {
    if (row && value !== '') {
      const { format, font } = styles.get(style) ?? { format: undefined, font: undefined };
      const serial = type === 'DateTime' ? serialOf(value) : undefined;
      const shown =
        type === 'Number' || serial !== undefined
          ? shownNumber(
              serial === undefined ? value : String(serial),
              format ?? (serial === undefined ? undefined : 'dd/mm/yyyy'),
              false,
            )
          : { text: value };
      putCell(row, column, fromLegacyFont(tidyCell(shown.text), font), 'year' in shown ? shown.year : undefined);
    }
    column += 1 + across;
  };

  for (let at = 0; at < text.length; at += portion) {
    for (const piece of xml.read(encoder.encode(text.slice(at, at + portion)))) {
      if (piece.kind === 'text') {
        if (isData && value.length < 2000) value += piece.text;
        else if (isVisible && table) table.isHidden = /hidden/i.test(piece.text);
      } else if (piece.kind === 'open') {
        const { attributes, isEmpty } = piece;
        if (piece.name === 'Style')
          styles.set((styleName = of(attributes, 'ID') ?? ''), { format: undefined, font: undefined });
        else if (piece.name === 'NumberFormat') {
          const format = of(attributes, 'Format');
          if (format !== undefined && !/^(general|@|text)/i.test(format))
            styles.set(styleName, { ...styles.get(styleName)!, format: named[format] ?? format });
        } else if (piece.name === 'Font') {
          if (!table)
            styles.set(styleName, { format: styles.get(styleName)?.format, font: fontSet(of(attributes, 'FontName')) });
        } else if (piece.name === 'Worksheet')
          [table, rowNumber] = [{ name: of(attributes, 'Name') ?? '', isHidden: false, rows: [], merges: [] }, 0];
        else if (piece.name === 'Row') {
          rowNumber = Number(of(attributes, 'Index') ?? rowNumber + 1);
          [row, column] = [newRow(rowNumber, of(attributes, 'Hidden') === '1'), 0];
          if (isEmpty) rowNumber += Number(of(attributes, 'Span') ?? 0);
        } else if (piece.name === 'Cell') {
          column = Number(of(attributes, 'Index') ?? column + 1) - 1;
          [across, value, type, style] = [
            Number(of(attributes, 'MergeAcross') ?? 0),
            '',
            '',
            of(attributes, 'StyleID') ?? '',
          ];
          const down = Number(of(attributes, 'MergeDown') ?? 0);
          if (down > 0) table?.merges.push({ column, from: rowNumber, to: rowNumber + down });
          if (isEmpty) endCell();
        } else if (piece.name === 'Data') [type, isData] = [of(attributes, 'Type') ?? '', !isEmpty];
        else if (piece.name === 'Visible') isVisible = true;
      } else if (piece.name === 'Data') isData = false;
      else if (piece.name === 'Visible') isVisible = false;
      else if (piece.name === 'Cell') endCell();
      else if (piece.name === 'Row' && table && row) {
        keepRow(table.rows, row, counted);
        row = undefined;
      } else if (piece.name === 'Worksheet' && table) {
        tables.push({
          name: table.name,
          ...(table.isHidden && { isHidden: true }),
          rows: table.isHidden ? [] : finished(table.rows, table.merges),
        });
        table = undefined;
      }
    }
    yield;
  }
  return tables;
}
