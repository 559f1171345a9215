import type { RosterHousehold } from '../../../src/domain/roster/check-rows.ts';
import { judgeSheets, openSheets, type JudgedSheet } from '../../../src/domain/roster/judge-file.ts';
import type { RosterTable } from '../../../src/domain/roster/table.ts';
import { readRosterFile } from '../../../src/features/households/roster/read-file.ts';

export const yieldToMain = (): Promise<void> => Promise.resolve();
export const thisYear = 2026;

/** What the app makes of these tables by itself. */
export function judgedTables(tables: readonly RosterTable[], withHidden = false): readonly JudgedSheet[] {
  const steps = judgeSheets(openSheets(tables), { withHidden, thisYear });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

export const judgedFile = async (bytes: Uint8Array | string, withHidden = false): Promise<readonly JudgedSheet[]> =>
  judgedTables(await readRosterFile(new Blob([bytes as Uint8Array<ArrayBuffer>]), yieldToMain), withHidden);

/** Sheets given as rows of cells. */
export const tablesOf = (...sheets: readonly (readonly (readonly string[])[])[]): RosterTable[] =>
  sheets.map((rows, at) => ({
    name: `Trang ${at + 1}`,
    rows: rows.map((cells, row) => ({ number: row + 1, cells })).filter(({ cells }) => cells.some(Boolean)),
  }));

export const householdsOf = (judged: readonly JudgedSheet[]): RosterHousehold[] =>
  judged.flatMap(({ rows }) => rows.flatMap((row) => (row.kind === 'household' ? [row.household] : [])));

/** `row: kind why` of all rows that are neither households nor people. */
export const othersOf = (judged: readonly JudgedSheet[]): string[] =>
  judged.flatMap(({ rows }) =>
    rows.flatMap((row) =>
      row.kind === 'household' || row.kind === 'person'
        ? []
        : [`${row.number} ${row.kind === 'section' ? `section ${row.cluster}` : row.why}`],
    ),
  );
