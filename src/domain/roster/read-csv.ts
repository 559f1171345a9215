import { rosterLimits, tidyCell, type RosterRow } from './table.ts';

const delimiters = [';', '\t', ',', '|'] as const;
const rowsAStep = 200;

/**
 * The delimiter that gives most lines the same number of cells; Excel writes ";" where the comma is the decimal mark.
 */
export function delimiterOf(text: string): string {
  const named = /^sep=(.)(\r\n|\r|\n)/i.exec(text)?.[1];
  if (named !== undefined) return named;
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 30);
  const score = (delimiter: string): number => {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const cells = line.replace(/"[^"]*"/g, '').split(delimiter).length;
      if (cells > 1) counts.set(cells, (counts.get(cells) ?? 0) + 1);
    }
    return Math.max(0, ...counts.values());
  };
  return [...delimiters].sort((a, b) => score(b) - score(a) || delimiters.indexOf(a) - delimiters.indexOf(b))[0]!;
}

/**
 * Rows of delimited text (RFC 4180; also a quote inside an unquoted cell, and line ends of any system), without
 * empty ones. Yields after steps that are short on a cheap phone. An opening quote that is never closed ends with its
 * line, so that it does not take in the rest of the file.
 */
export function* readCsv(text: string, delimiter = delimiterOf(text)): Generator<void, RosterRow[]> {
  const rows: RosterRow[] = [];
  // Excel names the delimiter in a first line, which is no row but is counted in the numbers of the rows.
  const named = /^sep=(.)(\r\n|\r|\n)/i.exec(text);
  let number = named ? 1 : 0;
  // One row more than the limit, so that the caller can see that there are too many.
  for (let at = named?.[0].length ?? 0; at < text.length && rows.length <= rosterLimits.rows;) {
    const { cells, next } = readRow(text, at, delimiter);
    number++;
    if (cells.some((cell) => cell !== '')) rows.push({ number, cells });
    at = next;
    if (number % rowsAStep === 0) yield;
  }
  return rows;
}

function readRow(text: string, from: number, delimiter: string): { readonly cells: string[]; readonly next: number } {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    const cell =
      text[at] === '"'
        ? (quotedCell(text, at, delimiter) ?? plainCell(text, at, delimiter))
        : plainCell(text, at, delimiter);
    if (cells.length < rosterLimits.columns) cells.push(tidyCell(cell.text));
    at = cell.end;
    if (text[at] !== delimiter) break;
    at++;
  }
  if (text[at] === '\r' && text[at + 1] === '\n') at++;
  return { cells, next: at + 1 };
}

interface Cell {
  readonly text: string;
  readonly end: number;
}

// A longer quoted cell is treated as an unclosed quote.
const longestQuoted = 2000;

function quotedCell(text: string, from: number, delimiter: string): Cell | undefined {
  let value = '';
  for (let at = from + 1; at < text.length && at - from < longestQuoted; at++) {
    if (text[at] !== '"') value += text[at]!;
    else if (text[at + 1] === '"') value += text[at++]!;
    else {
      const after = text[at + 1];
      return after === undefined || after === delimiter || after === '\r' || after === '\n'
        ? { text: value, end: at + 1 }
        : undefined;
    }
  }
  return undefined;
}

function plainCell(text: string, from: number, delimiter: string): Cell {
  let end = from;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\r' && text[end] !== '\n') end++;
  return { text: text.slice(from, end).replace(/^"/, ''), end };
}
