import { repaired } from './letters.ts';

/** A sheet: rows of cells in the order of the file, each as trimmed text as the spreadsheet program shows it. */
export interface RosterTable {
  readonly name: string;
  readonly rows: readonly RosterRow[];
  /** The sheet is hidden in the file: it is named and never read. */
  readonly isHidden?: true;
}

export interface RosterRow {
  /** The row's number in Excel, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
  /** The row is hidden, by a filter or by hand. */
  readonly isHidden?: true;
  /** The years of date cells, by column, because a date may be shown without its year. */
  readonly years?: Readonly<Record<number, number>>;
}

/** Upper limits of a file. A village has some 400 households, a commune's whole list some thousands. */
export const rosterLimits = {
  /** Bytes of the file, with its pictures, which are never unpacked. */
  file: 25_000_000,
  /** Bytes of a file that is text throughout (.csv, .html, .xml). */
  text: 10_000_000,
  /** Bytes after unpacking; read as a stream, never held whole. */
  unpacked: 200_000_000,
  /** Rows that are not empty, of all sheets together. */
  rows: 20_000,
  columns: 60,
  /** Characters of one cell; a longer text is cut and refused as too long. */
  cell: 1000,
  /** Characters of all texts that a workbook keeps apart from its sheets, and of all cells. */
  texts: 8_000_000,
} as const;

/**
 * Invisible characters that nobody typed: joiners, marks of direction, soft hyphens of the web, byte order marks.
 */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad\u180e\ufe00-\ufe0f]/gu;

// Repaired before spaces are merged, because the no-break space is the second byte of "à".
const whole = (text: string): string => repaired(text) ?? text;

/**
 * A cell's text with single spaces and its line breaks. Invisible characters stay, because the soft hyphen is a letter
 * in TCVN3; `tidyUnicode` removes them.
 */
export const tidyCell = (text: string): string =>
  whole(text.slice(0, rosterLimits.cell * 2))
    .normalize('NFC')
    .replace(/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+/gu, ' ')
    .replace(/ ?\r?\n ?/g, '\n')
    .replace(/\r/g, '')
    .trim()
    .slice(0, rosterLimits.cell);

/** Removed once the text is known to be Unicode. Đ is often typed as the Icelandic Ð, which looks the same. */
export const tidyUnicode = (text: string): string =>
  /^[\u0020-\u007e]*$/.test(text)
    ? text
    : tidyCell(text.replace(invisible, '').replaceAll('Ð', 'Đ').replaceAll('ð', 'đ'));
