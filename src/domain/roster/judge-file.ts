import { checkRows, type CheckedRow, type SeenAt } from './check-rows.ts';
import { guessColumns, type ColumnGuess } from './columns.ts';
import { foldPhrase } from '../../lib/fold.ts';
import type { RosterTable } from './table.ts';

/** A sheet with the guess of its columns. */
export interface OpenedSheet {
  readonly table: RosterTable;
  readonly guess: ColumnGuess;
  /** Whether its rows are imported. */
  readonly used: boolean;
  /** The index of the sheet in the file. */
  readonly place: number;
}

export interface JudgedSheet {
  readonly sheet: OpenedSheet;
  readonly rows: readonly CheckedRow[];
}

/** The sheets of a file, each with a guess of its columns. Sheets with names are selected for the import. */
export function openSheets(tables: readonly RosterTable[]): OpenedSheet[] {
  const sheets = tables.map((table, place) => ({ table, place, guess: guessColumns(table.rows) }));
  const isList = ({ table, guess }: (typeof sheets)[number]): boolean =>
    !table.isHidden && table.rows.length > guess.from && guess.roles.includes('headName');
  const headed = sheets.some((sheet) => isList(sheet) && sheet.guess.header !== undefined);
  const opened = sheets.map((sheet) => ({
    ...sheet,
    used: isList(sheet) && (sheet.guess.header !== undefined || !headed),
  }));
  return opened.map((sheet, at) =>
    sheet.used && isCopy(sheet, opened.slice(0, at)) ? { ...sheet, used: false } : sheet,
  );
}

/** True for a sheet whose rows are mostly those of an earlier one: "Danh sách (2)". */
function isCopy({ table, guess }: OpenedSheet, before: readonly OpenedSheet[]): boolean {
  const linesOf = (rows: RosterTable['rows'], { roles, from }: ColumnGuess): string[] =>
    rows.slice(from).flatMap(({ cells }) => {
      const said = (role: string): string => foldPhrase(cells.filter((_, column) => roles[column] === role).join(' '));
      return said('headName') === ''
        ? []
        : [[said('headName'), said('member'), said('address'), said('cluster')].join('\n')];
    });
  const own = linesOf(table.rows, guess);
  return before.some((sheet) => {
    if (!sheet.used) return false;
    const known = new Set(linesOf(sheet.table.rows, sheet.guess));
    return own.length > 2 && own.filter((line) => known.has(line)).length > own.length * 0.8;
  });
}

const namesNothing = /^(sheet|trang[ _]?tính|trang|danh sách|ds|bảng|table|data|book)?[ _]?\(?\d*\)?$/iu;

/** The cluster in the sheet's name, when several sheets are imported. */
export const sheetCluster = ({ table }: OpenedSheet, all: readonly OpenedSheet[]): string =>
  all.filter(({ used }) => used).length > 1 && !namesNothing.test(table.name.trim()) ? table.name.trim() : '';

/** The key of a row in `Decisions`. */
export const rowKey = ({ place }: OpenedSheet, row: number): string => `${place}:${row}`;

export interface JudgeOptions {
  /** Include rows that are hidden, by a filter or by hand. */
  readonly withHidden: boolean;
  readonly thisYear: number;
}

/** Checks every row of the selected sheets. Yields after steps that are short on a cheap phone. */
export function* judgeSheets(
  sheets: readonly OpenedSheet[],
  { withHidden, thisYear }: JudgeOptions,
): Generator<void, JudgedSheet[]> {
  const seen = new Map<string, SeenAt>();
  const judged: JudgedSheet[] = [];
  for (const sheet of sheets) {
    const { table, guess, used } = sheet;
    const rows = used
      ? yield* checkRows({
          name: table.name,
          rows: table.rows,
          shape: guess,
          cluster: sheetCluster(sheet, sheets),
          withHidden,
          thisYear,
          seen,
        })
      : [];
    judged.push({ sheet, rows });
    yield;
  }
  return judged;
}
