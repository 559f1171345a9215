import { rosterLimits, tidyCell, type RosterRow, type RosterTable } from '../../../domain/roster/table.ts';
import { attributeOf, createXmlReader, type XmlPiece } from './xml.ts';
import { openZip, RefusedFile, type ZipFile } from './zip.ts';

/**
 * The visible sheets of a workbook (ECMA-376, SpreadsheetML): texts, numbers as they are stored, results of formulas.
 * Cells merged downwards have their text in every row, as they mean to say. Read as a stream; `breathe` lets the page
 * draw between two pieces.
 * @throws RefusedFile when it is no workbook, or too large in any way (`rosterLimits`)
 */
export async function readXlsx(bytes: Uint8Array<ArrayBuffer>, breathe: () => Promise<void>): Promise<RosterTable[]> {
  const zip = openZip(bytes);
  try {
    const texts = await sharedTexts(zip, breathe);
    const tables: RosterTable[] = [];
    for (const { name, path } of await sheetsOf(zip, breathe)) {
      tables.push({ name, rows: await readSheet(zip, path, texts, breathe) });
    }
    return tables.filter(({ rows }) => rows.length > 0);
  } catch (error) {
    if (error instanceof RangeError) throw new RefusedFile('notRead');
    throw error;
  }
}

async function* piecesOf(zip: ZipFile, path: string, breathe: () => Promise<void>): AsyncGenerator<readonly XmlPiece[]> {
  const bytes = zip.read(path);
  if (!bytes) return;
  const xml = createXmlReader();
  for await (const piece of bytes) {
    // What the browser unpacks in one go may be more than a cheap phone takes apart between two frames.
    for (let at = 0; at < piece.length; at += 8192) {
      yield xml.read(piece.subarray(at, at + 8192));
      await breathe();
    }
  }
}

const mostSheets = 30;

async function sheetsOf(zip: ZipFile, breathe: () => Promise<void>): Promise<{ readonly name: string; readonly path: string }[]> {
  const workbook = zip.names.find((name) => /^xl\/workbook\d*\.xml$/.test(name));
  if (!workbook) throw new RefusedFile('notRead');
  const targets = new Map<string, string>();
  for await (const pieces of piecesOf(zip, `xl/_rels/${workbook.slice(3)}.rels`, breathe)) {
    for (const piece of pieces) {
      if (piece.kind !== 'open' || piece.name !== 'Relationship') continue;
      const [id, target] = [attributeOf(piece.attributes, 'Id'), attributeOf(piece.attributes, 'Target')];
      if (id !== undefined && target !== undefined) targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    }
  }
  const sheets: { name: string; path: string }[] = [];
  for await (const pieces of piecesOf(zip, workbook, breathe)) {
    for (const piece of pieces) {
      if (piece.kind !== 'open' || piece.name !== 'sheet' || sheets.length >= mostSheets) continue;
      const path = targets.get(attributeOf(piece.attributes, '\\w+:id') ?? '');
      if (path !== undefined && attributeOf(piece.attributes, 'state') === undefined) sheets.push({ name: attributeOf(piece.attributes, 'name') ?? '', path });
    }
  }
  return sheets;
}

async function sharedTexts(zip: ZipFile, breathe: () => Promise<void>): Promise<string[]> {
  const texts: string[] = [];
  let [current, isText, isReading, length] = ['', false, false, 0];
  for await (const pieces of piecesOf(zip, 'xl/sharedStrings.xml', breathe)) {
    for (const piece of pieces) {
      if (piece.kind === 'text') {
        if (isText && isReading) current += piece.text;
      } else if (piece.name === 'si') {
        if (piece.kind === 'open' && !piece.isEmpty) [current, isReading] = ['', true];
        else {
          texts.push(tidyCell(piece.kind === 'open' ? '' : current));
          length += current.length + 8;
          isReading = false;
          if (length > rosterLimits.texts) throw new RefusedFile('tooBig');
        }
      } else if (piece.name === 't') isText = piece.kind === 'open' && !piece.isEmpty;
      // How a text is read aloud in Japanese sheets is no part of it.
      else if (piece.name === 'rPh') isReading = piece.kind === 'close';
    }
  }
  return texts;
}

interface Merge {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

async function readSheet(zip: ZipFile, path: string, texts: readonly string[], breathe: () => Promise<void>): Promise<RosterRow[]> {
  const rows: { number: number; cells: string[] }[] = [];
  const merges: Merge[] = [];
  let row: { number: number; cells: string[] } | undefined;
  let [column, type, value, isValue] = [0, 'n', '', false];
  for await (const pieces of piecesOf(zip, path, breathe)) {
    for (const piece of pieces) {
      if (piece.kind === 'text') {
        if (isValue && value.length < rosterLimits.cell * 2) value += piece.text;
      } else if (piece.name === 'row') {
        if (piece.kind === 'open') {
          const number = Number(attributeOf(piece.attributes, 'r') ?? (rows[rows.length - 1]?.number ?? 0) + 1);
          row = { number, cells: [] };
          column = 0;
        } else if (row) {
          if (row.cells.some((cell) => cell !== '')) rows.push(row);
          if (rows.length > rosterLimits.rows) throw new RefusedFile('tooBig');
        }
      } else if (piece.name === 'c') {
        if (piece.kind === 'open') {
          column = columnOf(attributeOf(piece.attributes, 'r')) ?? column;
          [type, value] = [attributeOf(piece.attributes, 't') ?? 'n', ''];
          if (piece.isEmpty) column++;
        } else if (row) {
          put(row.cells, column, type === 's' ? (texts[Number(value)] ?? '') : tidyCell(type === 'n' ? numberText(value) : value));
          column++;
        }
      } else if (piece.name === 'v' || piece.name === 't') isValue = piece.kind === 'open' && !piece.isEmpty;
      else if (piece.kind === 'open' && piece.name === 'mergeCell') merges.push(...mergeOf(attributeOf(piece.attributes, 'ref') ?? ''));
    }
  }
  fillDown(rows, merges);
  return rows;
}

function put(cells: string[], column: number, text: string): void {
  if (column >= rosterLimits.columns) return;
  while (cells.length < column) cells.push('');
  cells[column] = text;
}

// Excel keeps 15 digits; a number that was typed is shown as it was typed.
const numberText = (stored: string): string => (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(stored) ? String(Number(Number(stored).toPrecision(15))) : stored);

function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Only its first column: a title merged over the whole width is one text, not one a column. */
function mergeOf(reference: string): Merge[] {
  const found = /^([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)$/.exec(reference);
  if (!found) return [];
  const [column, from, to] = [columnOf(found[1]) ?? 0, Number(found[2]), Number(found[3])];
  return to > from && column < rosterLimits.columns ? [{ column, from, to }] : [];
}

function fillDown(rows: readonly { readonly number: number; readonly cells: string[] }[], merges: readonly Merge[]): void {
  if (merges.length === 0) return;
  const at = new Map(rows.map((row, index) => [row.number, index]));
  for (const { column, from, to } of merges.slice(0, rosterLimits.rows)) {
    const first = at.get(from);
    const text = first === undefined ? undefined : rows[first]?.cells[column];
    if (first === undefined || !text) continue;
    for (let index = first + 1; index < rows.length && rows[index]!.number <= to; index++) put(rows[index]!.cells, column, text);
  }
}
