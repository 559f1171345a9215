import { rosterLimits, type RosterRow } from '../../../domain/roster/table.ts';
import { RefusedFile } from './refused.ts';

/** A row that is being read. */
export interface RowDraft {
  number: number;
  cells: string[];
  isHidden: boolean;
  years?: Record<number, number>;
}

export interface Merge {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** Counts over all sheets of a file. */
export interface Counted {
  rows: number;
  texts: number;
}

export const newRow = (number: number, isHidden = false): RowDraft => ({ number, cells: [], isHidden });

export function putCell(row: RowDraft, column: number, text: string, year?: number): void {
  if (column < 0 || column >= rosterLimits.columns || text === '') return;
  while (row.cells.length < column) row.cells.push('');
  row.cells[column] = text;
  if (year !== undefined) (row.years ??= {})[column] = year;
}

/** Keeps a row that is not empty. @throws RefusedFile when the file exceeds `rosterLimits` */
export function keepRow(rows: RowDraft[], row: RowDraft, counted: Counted): void {
  if (row.cells.length === 0) return;
  counted.rows++;
  for (const cell of row.cells) counted.texts += cell.length;
  if (counted.rows > rosterLimits.rows || counted.texts > rosterLimits.texts) throw new RefusedFile('tooManyRows');
  rows.push(row);
}

/**
 * The rows in the order of their numbers. Cells merged downwards have their text in every row.
 */
export function finished(rows: RowDraft[], merges: readonly Merge[]): RosterRow[] {
  const sorted = rows.some(({ number }, at) => at > 0 && number < rows[at - 1]!.number)
    ? rows.sort((a, b) => a.number - b.number)
    : rows;
  const at = new Map(merges.length > 0 ? sorted.map((row, index) => [row.number, index]) : []);
  for (const { column, from, to } of merges.slice(0, rosterLimits.rows)) {
    const first = at.get(from);
    const text = first === undefined ? undefined : sorted[first]?.cells[column];
    if (first === undefined || !text) continue;
    for (let index = first + 1; index < sorted.length && sorted[index]!.number <= to; index++)
      putCell(sorted[index]!, column, text);
  }
  return sorted.map(({ number, cells, isHidden, years }) => ({
    number,
    cells,
    ...(isHidden && { isHidden }),
    ...(years && { years }),
  }));
}
