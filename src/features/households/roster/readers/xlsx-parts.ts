import { fontSet, fromLegacyFont, type LegacyFont } from '../../../../domain/roster/legacy-font.ts';
import { rosterLimits, tidyCell } from '../../../../domain/roster/table.ts';
import type { Pause } from '../../../../lib/time-slices.ts';
import { RefusedFile } from '../refused.ts';
import { attributeOf, createXmlReader, type XmlPiece } from './xml.ts';
import type { ZipFile } from './zip.ts';

/** The XML pieces of one part, while it unpacks. None when there is no such part. */
export async function* piecesOf(
  zip: ZipFile,
  path: string | undefined,
  pause: Pause,
): AsyncGenerator<readonly XmlPiece[]> {
  const bytes = path === undefined ? undefined : zip.read(path);
  if (!bytes) return;
  const xml = createXmlReader();
  for await (const portion of bytes) {
    // The browser may unpack more at once than a cheap phone parses between two frames.
    for (let at = 0; at < portion.length; at += 16_384) {
      yield xml.read(portion.subarray(at, at + 16_384));
      const waiting = pause();
      if (waiting) await waiting;
    }
  }
}

export interface Relation {
  readonly id: string;
  /** The last word of its type: "sharedStrings", "worksheet", alike in transitional and strict files. */
  readonly type: string;
  readonly path: string;
}

/** The relations of a part (ECMA-376 part 2, 9.3). */
export async function relationsOf(zip: ZipFile, part: string, pause: Pause): Promise<Relation[]> {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const found: Relation[] = [];
  for await (const pieces of piecesOf(zip, `${folder}_rels/${part.slice(slash)}.rels`, pause)) {
    for (const piece of pieces) {
      if (piece.kind !== 'open' || piece.name !== 'Relationship') continue;
      const [id, type, target] = ['Id', 'Type', 'Target'].map((name) => attributeOf(piece.attributes, name));
      if (id === undefined || target === undefined || attributeOf(piece.attributes, 'TargetMode') === 'External')
        continue;
      found.push({ id, type: (type ?? '').split('/').pop() ?? '', path: resolved(folder, target) });
    }
  }
  return found;
}

function resolved(folder: string, target: string): string {
  const plain = target.replace(/\\/g, '/');
  const parts = plain.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const part of plain.split('/').filter((one) => one !== '' && one !== '.')) {
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** Text as it was typed: Excel writes signs that XML cannot hold as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text
        .replace(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        .replace(/\r\n?/g, '\n')
    : text;

export interface CellStyle {
  /** The pattern of its numbers; undefined: General. */
  readonly format: string | undefined;
  readonly font: LegacyFont | undefined;
}

// Built-in formats (ECMA-376 part 1, 18.8.30), dates as a Vietnamese Excel shows them.
const builtIn: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'dd/mm/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'dd/mm/yyyy h:mm',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
};

/** How each style shows a cell, by the number that cells name. */
export async function stylesOf(zip: ZipFile, path: string | undefined, pause: Pause): Promise<CellStyle[]> {
  const formats = new Map<number, string>();
  const fonts: (LegacyFont | undefined)[] = [];
  const styles: CellStyle[] = [];
  let [isFonts, isCells] = [false, false];
  for await (const pieces of piecesOf(zip, path, pause)) {
    for (const piece of pieces) {
      if (piece.kind === 'text') continue;
      const isOpen = piece.kind === 'open';
      if (piece.name === 'fonts') isFonts = isOpen && !piece.isEmpty;
      else if (piece.name === 'cellXfs') isCells = isOpen && !piece.isEmpty;
      else if (!isOpen) continue;
      else if (piece.name === 'numFmt')
        formats.set(
          Number(attributeOf(piece.attributes, 'numFmtId')),
          attributeOf(piece.attributes, 'formatCode') ?? '',
        );
      else if (piece.name === 'font' && isFonts) fonts.push(undefined);
      else if (piece.name === 'name' && isFonts)
        fonts[fonts.length - 1] = fontSet(attributeOf(piece.attributes, 'val'));
      else if (piece.name === 'xf' && isCells) {
        const id = Number(attributeOf(piece.attributes, 'numFmtId') ?? 0);
        const format = formats.get(id) ?? builtIn[id];
        styles.push({
          format: format === undefined || /^(general|@)$/i.test(format) ? undefined : format,
          font: fonts[Number(attributeOf(piece.attributes, 'fontId') ?? 0)],
        });
      }
    }
  }
  return styles;
}

/** The texts that cells name by number. A run in an old font is converted. */
export async function sharedTexts(zip: ZipFile, path: string | undefined, pause: Pause): Promise<string[]> {
  const texts: string[] = [];
  let [current, run, isText, isReading, length] = ['', '', false, false, 0];
  let font: LegacyFont | undefined;
  for await (const pieces of piecesOf(zip, path, pause)) {
    for (const piece of pieces) {
      if (piece.kind === 'text') {
        if (isText && isReading && current.length < rosterLimits.cell * 2) run += piece.text;
      } else if (piece.name === 'si') {
        if (piece.kind === 'open' && !piece.isEmpty) [current, run, isReading] = ['', '', true];
        else {
          texts.push(piece.kind === 'open' ? '' : tidyCell(unescaped(current)));
          length += current.length + 8;
          [current, isReading] = ['', false];
          if (length > rosterLimits.texts) throw new RefusedFile('tooManyRows');
        }
      } else if (piece.name === 't') {
        isText = piece.kind === 'open' && !piece.isEmpty;
        if (!isText) [current, run] = [current + fromLegacyFont(run, font), ''];
      } else if (piece.name === 'rFont' && piece.kind === 'open') font = fontSet(attributeOf(piece.attributes, 'val'));
      else if (piece.name === 'r') font = undefined;
      // The phonetic reading in Japanese sheets is not part of the text.
      else if (piece.name === 'rPh') isReading = piece.kind === 'close';
    }
  }
  return texts;
}
