import { fontSet, fromLegacyFont, type LegacyFont } from '../../../../domain/roster/legacy-font.ts';
import { tidyCell, type RosterTable } from '../../../../domain/roster/table.ts';
import type { Pause } from '../../../../lib/time-slices.ts';
import { RefusedFile } from '../refused.ts';
import { finished, keepRow, newRow, putCell, type Counted, type Merge, type RowDraft } from '../rows-read.ts';
import { attributeOf, type XmlPiece } from './xml.ts';
import { piecesOf } from './xlsx-parts.ts';
import type { ZipFile } from './zip.ts';

interface Style {
  readonly font: LegacyFont | undefined;
  readonly isHidden: boolean;
}

/**
 * The sheets of an OpenDocument spreadsheet (OASIS ODF 1.3, part 3): every cell as it is shown, which is stored
 * in the file. Hidden sheets are named and not read.
 * @throws RefusedFile when it has a password, is no spreadsheet, or is too large in any way
 */
export async function readOds(zip: ZipFile, pause: Pause): Promise<RosterTable[]> {
  for await (const pieces of piecesOf(zip, 'META-INF/manifest.xml', pause)) {
    if (pieces.some((piece) => piece.kind === 'open' && piece.name === 'encryption-data'))
      throw new RefusedFile('locked');
  }
  const reader = createOdsReader();
  try {
    for await (const pieces of piecesOf(zip, 'content.xml', pause)) for (const piece of pieces) reader.take(piece);
  } catch (error) {
    if (error instanceof RangeError) throw new RefusedFile('damaged');
    throw error;
  }
  if (!reader.isSpreadsheet()) throw new RefusedFile('word');
  return reader.tables;
}

// More equal rows are filler to the sheet's end.
const mostAlike = 1000;

function createOdsReader(): { readonly tables: RosterTable[]; take(piece: XmlPiece): void; isSpreadsheet(): boolean } {
  const tables: RosterTable[] = [];
  const styles = new Map<string, Style>();
  const counted: Counted = { rows: 0, texts: 0 };
  let [styleName, isSpreadsheet, rowNumber, column, repeatRow, repeatCell, text, isText, asides, paragraphs] = [
    '',
    false,
    0,
    0,
    1,
    1,
    '',
    false,
    0,
    0,
  ];
  let table:
    | { readonly name: string; readonly isHidden: boolean; readonly rows: RowDraft[]; readonly merges: Merge[] }
    | undefined;
  let row: RowDraft | undefined;
  let font: LegacyFont | undefined;
  let year: number | undefined;

  const repeated = (attributes: string, what: string): number =>
    Math.max(1, Number(attributeOf(attributes, `table:number-${what}-repeated`) ?? 1));

  function openCell(attributes: string): void {
    [text, paragraphs, repeatCell] = ['', 0, repeated(attributes, 'columns')];
    font = styles.get(attributeOf(attributes, 'table:style-name') ?? '')?.font;
    const date = attributeOf(attributes, 'office:date-value');
    year = date === undefined ? undefined : Number(date.slice(0, 4));
    const down = Number(attributeOf(attributes, 'table:number-rows-spanned') ?? 1);
    if (down > 1) table?.merges.push({ column, from: rowNumber, to: rowNumber + down - 1 });
  }

  function endCell(): void {
    const shown = fromLegacyFont(tidyCell(text), font);
    if (row && shown !== '') for (let i = 0; i < Math.min(repeatCell, 60); i++) putCell(row, column + i, shown, year);
    column += repeatCell;
  }

  function endRow(): void {
    if (table && row && row.cells.length > 0) {
      for (let i = 0; i < Math.min(repeatRow, mostAlike); i++)
        keepRow(table.rows, { ...row, number: rowNumber + i, cells: [...row.cells] }, counted);
    }
    rowNumber += repeatRow;
    row = undefined;
  }

  function open({ name, attributes, isEmpty }: Extract<XmlPiece, { kind: 'open' }>): void {
    if (name === 'annotation' || name === 'shapes') asides += isEmpty ? 0 : 1;
    else if (asides > 0) return;
    else if (name === 'spreadsheet') isSpreadsheet = true;
    else if (name === 'style')
      styles.set((styleName = attributeOf(attributes, 'style:name') ?? ''), { font: undefined, isHidden: false });
    else if (name === 'text-properties' && styles.has(styleName))
      styles.set(styleName, {
        ...styles.get(styleName)!,
        font: fontSet(
          attributeOf(attributes, 'style:font-name') ?? attributeOf(attributes, 'fo:font-family')?.replace(/'/g, ''),
        ),
      });
    else if (name === 'table-properties' && attributeOf(attributes, 'table:display') === 'false')
      styles.set(styleName, { ...styles.get(styleName)!, isHidden: true });
    else if (name === 'table') {
      table = {
        name: attributeOf(attributes, 'table:name') ?? '',
        isHidden: styles.get(attributeOf(attributes, 'table:style-name') ?? '')?.isHidden ?? false,
        rows: [],
        merges: [],
      };
      rowNumber = 1;
    } else if (name === 'table-row') {
      row = newRow(rowNumber, /^(filter|collapse)$/.test(attributeOf(attributes, 'table:visibility') ?? ''));
      [column, repeatRow] = [0, repeated(attributes, 'rows')];
      if (isEmpty) endRow();
    } else if (name === 'table-cell' || name === 'covered-table-cell') {
      openCell(attributes);
      if (isEmpty) endCell();
    } else if (name === 'p' || name === 'h') {
      if (paragraphs++ > 0) text += '\n';
      isText = !isEmpty;
    } else if (name === 's') text += ' '.repeat(Math.min(20, Number(attributeOf(attributes, 'text:c') ?? 1)));
    else if (name === 'line-break') text += '\n';
    else if (name === 'tab') text += ' ';
  }

  function close(name: string): void {
    if (name === 'annotation' || name === 'shapes') asides--;
    else if (asides > 0) return;
    else if (name === 'p' || name === 'h') isText = false;
    else if (name === 'table-cell' || name === 'covered-table-cell') endCell();
    else if (name === 'table-row') endRow();
    else if (name === 'table' && table) {
      tables.push({
        name: table.name,
        ...(table.isHidden && { isHidden: true }),
        rows: table.isHidden ? [] : finished(table.rows, table.merges),
      });
      table = undefined;
    }
  }

  return {
    tables,
    isSpreadsheet: () => isSpreadsheet,
    take(piece) {
      if (piece.kind === 'open') open(piece);
      else if (piece.kind === 'close') close(piece.name);
      else if (piece.kind === 'text' && isText && asides === 0 && text.length < 4000)
        text += piece.text.replace(/[ \t\r\n]+/g, ' ');
    },
  };
}
