import { fontSet, fromLegacyFont } from '../../../../domain/roster/legacy-font.ts';
import { tidyCell, type RosterTable } from '../../../../domain/roster/table.ts';
import { inSteps, type Pause } from '../../../../lib/time-slices.ts';
import { finished, keepRow, newRow, putCell, type Counted, type RowDraft } from '../rows-read.ts';

export const isHtml = (text: string): boolean =>
  /^\s*(<\?xml[^>]*>)?\s*(<!--[\s\S]{0,2000}?-->)?\s*<(!doctype html|html|head|meta|body|table|style|div)[\s>]/i.test(
    text.slice(0, 4000),
  );

/** The tables of a web page, which many programs save under the name .xls. */
export const readHtml = (text: string, pause: Pause): Promise<RosterTable[]> => inSteps(tablesIn(text), pause);

// The named letters of Latin-1 (HTML 4, 24.2). Vietnamese pages use these names, and numbers for all other letters.
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute ' +
  'micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring ' +
  'AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml ' +
  'times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil ' +
  'egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ' +
  'ugrave uacute ucirc uuml yacute thorn yuml';
const letters = new Map<string, string>([
  ...latin1.split(' ').map((name, at) => [name, String.fromCharCode(0xa0 + at)] as const),
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['ndash', '–'],
  ['mdash', '—'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['hellip', '…'],
  ['fnof', 'ƒ'],
]);

const textOf = (raw: string): string =>
  raw.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{1,8}));?/gi,
    (all, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return letters.get(name) ?? all;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  return found?.[1] ?? found?.[2] ?? found?.[3];
};

const tagPattern = /<!--[\s\S]*?-->|<(script|style|head)\b[\s\S]*?<\/\1\s*>|<(\/?)([a-z][\w:]*)([^>]*)>/gi;
const tagsAStep = 500;

function* tablesIn(html: string): Generator<void, RosterTable[]> {
  const tables: RosterTable[] = [];
  const counted: Counted = { rows: 0, texts: 0 };
  let rows: RowDraft[] | undefined;
  let row: RowDraft | undefined;
  let cell:
    | {
        readonly column: number;
        readonly across: number;
        readonly down: number;
        text: string;
        font: string | undefined;
      }
    | undefined;
  /** Columns into which a cell above extends, with the number of rows left and its text. */
  let reaching = new Map<number, { left: number; text: string }>();
  let [number, column, depth] = [0, 0, 0];

  const skipReaching = (): void => {
    for (let above = reaching.get(column); above && row; above = reaching.get(column)) {
      putCell(row, column, above.text);
      if (--above.left === 0) reaching.delete(column);
      column++;
    }
  };
  const endCell = (): void => {
    if (!cell || !row) return;
    const text = fromLegacyFont(tidyCell(cell.text), fontSet(cell.font));
    putCell(row, cell.column, text);
    if (cell.down > 1)
      for (let i = 0; i < cell.across; i++)
        reaching.set(cell.column + i, { left: cell.down - 1, text: i === 0 ? text : '' });
    column = cell.column + cell.across;
    cell = undefined;
  };
  const endRow = (): void => {
    endCell();
    skipReaching();
    if (row && rows) keepRow(rows, row, counted);
    row = undefined;
  };
  const endTable = (): void => {
    endRow();
    if (rows) tables.push({ name: '', rows: finished(rows, []) });
    rows = undefined;
  };

  let from = 0;
  let tags = 0;
  for (const found of html.matchAll(tagPattern)) {
    if (cell) cell.text += textOf(html.slice(from, found.index).replace(/[ \t\r\n]+/g, ' '));
    from = found.index + found[0].length;
    if (++tags % tagsAStep === 0) yield;
    const [, , slash, rawName, rest = ''] = found;
    const name = rawName?.toLowerCase();
    if (name === 'table') {
      // A table within a cell is part of its text.
      if (slash) {
        if (--depth === 0) endTable();
      } else if (depth++ === 0) {
        [rows, number] = [[], 0];
        reaching = new Map();
      }
    } else if (depth > 1) continue;
    else if (name === 'tr') {
      endRow();
      if (!slash && rows) [row, column] = [newRow(++number, /display\s*:\s*none/i.test(rest)), 0];
    } else if (name === 'td' || name === 'th') {
      endCell();
      if (slash || !row) continue;
      skipReaching();
      const span = (what: string): number => Math.min(1000, Math.max(1, Number(attribute(rest, what) ?? 1) || 1));
      cell = { column, across: span('colspan'), down: span('rowspan'), text: '', font: undefined };
    } else if (cell && (name === 'br' || ((name === 'p' || name === 'div') && cell.text.trim() !== '')))
      cell.text += '\n';
    else if (cell && name === 'font' && !slash) cell.font ??= attribute(rest, 'face');
  }
  if (depth > 0) endTable();
  return tables;
}
