import { fromLegacyFont } from '../../../../domain/roster/legacy-font.ts';
import { rosterLimits, tidyCell, type RosterRow } from '../../../../domain/roster/table.ts';
import type { Pause } from '../../../../lib/time-slices.ts';
import { finished, keepRow, newRow, putCell, type Counted, type Merge, type RowDraft } from '../rows-read.ts';
import { serialOf, shownNumber } from './shown-number.ts';
import { attributeOf, createXmlReader } from './xml.ts';
import { worthReading } from '../blank-rows.ts';
import { unescaped, type CellStyle } from './xlsx-parts.ts';
import type { ZipFile } from './zip.ts';

export interface Workbook {
  readonly texts: readonly string[];
  readonly styles: readonly CellStyle[];
  readonly is1904: boolean;
  readonly counted: Counted;
}

/**
 * The rows of one sheet that are not empty. Some programs write a hundred thousand rows with borders only: rows without
 * a value or text are skipped without being parsed.
 */
export async function readSheet(
  zip: ZipFile,
  path: string,
  { texts, styles, is1904, counted }: Workbook,
  pause: Pause,
): Promise<RosterRow[]> {
  const rows: RowDraft[] = [];
  const merges: Merge[] = [];
  let row: RowDraft | undefined;
  let lastNumber = 0;
  let [column, type, value, isValue, style] = [0, 'n', '', false, 0];

  const endRow = (): void => {
    if (row) keepRow(rows, row, counted);
    row = undefined;
  };
  const endCell = (): void => {
    if (!row || value === '') return;
    const { format, font } = styles[style] ?? { format: undefined, font: undefined };
    const serial = type === 'd' ? serialOf(value) : undefined;
    if (type === 'n' || serial !== undefined) {
      const { text, year } = shownNumber(
        serial === undefined ? value.trim() : String(serial),
        format ?? (serial === undefined ? undefined : 'dd/mm/yyyy'),
        is1904 && serial === undefined,
      );
      putCell(row, column, tidyCell(text), year);
    } else if (type === 'b') putCell(row, column, value === '1' ? 'TRUE' : 'FALSE');
    else
      putCell(
        row,
        column,
        fromLegacyFont(type === 's' ? (texts[Number(value)] ?? '') : tidyCell(unescaped(value)), font),
      );
  };

  const xml = createXmlReader();
  for await (const portion of worthReading(zip.read(path))) {
    for (const piece of xml.read(portion)) {
      if (piece.kind === 'text') {
        if (isValue && value.length < rosterLimits.cell * 2) value += piece.text;
      } else if (piece.name === 'row') {
        endRow();
        if (piece.kind !== 'open') continue;
        lastNumber = Number(attributeOf(piece.attributes, 'r') ?? lastNumber + 1);
        row = newRow(lastNumber, /^(1|true)$/.test(attributeOf(piece.attributes, 'hidden') ?? ''));
        column = -1;
      } else if (piece.name === 'c') {
        if (piece.kind === 'open') {
          column = columnOf(attributeOf(piece.attributes, 'r')) ?? column + 1;
          [type, value, style] = [
            attributeOf(piece.attributes, 't') ?? 'n',
            '',
            Number(attributeOf(piece.attributes, 's') ?? 0),
          ];
        } else endCell();
      } else if (piece.name === 'v' || piece.name === 't') isValue = piece.kind === 'open' && !piece.isEmpty;
      else if (piece.name === 'rPh') isValue = false;
      else if (piece.kind === 'open' && piece.name === 'mergeCell')
        merges.push(...mergeOf(attributeOf(piece.attributes, 'ref') ?? ''));
    }
    const waiting = pause();
    if (waiting) await waiting;
  }
  endRow();
  return finished(rows, merges);
}

function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  let sum = 0;
  for (let at = 0; at < letters.length; at++) sum = sum * 26 + letters.charCodeAt(at) - 64;
  return sum - 1;
}

/** Only its first column: a title merged over the whole width is one text, not one a column. */
function mergeOf(reference: string): Merge[] {
  const found = /^([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)$/.exec(reference);
  if (!found) return [];
  const [column, from, to] = [columnOf(found[1]) ?? 0, Number(found[2]), Number(found[3])];
  return to > from && column < rosterLimits.columns ? [{ column, from, to }] : [];
}
