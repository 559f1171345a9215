import type { CheckedRow } from '../../src/domain/roster/check-rows.ts';
import type { JudgedSheet } from '../../src/domain/roster/judge-file.ts';

export interface RowAsJson {
  /** As Excel numbers it. */
  readonly row: number;
  readonly kind: CheckedRow['kind'];
  readonly headName?: string;
  readonly name?: string;
  readonly address?: string;
  readonly cluster?: string;
  readonly birthYear?: number;
  readonly why?: string;
}

export interface SheetAsJson {
  readonly name: string;
  readonly used: boolean;
  /** The row of the header as Excel numbers it; null where there is none. */
  readonly header: number | null;
  /** Columns by what they are taken for: "B", or "C, D" where two make one. */
  readonly columns: Readonly<Record<string, string>>;
  /** Headings of columns that are not kept. */
  readonly leftOut: readonly string[];
  readonly rows: readonly RowAsJson[];
}

const letters = (column: number): string =>
  (column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))) + String.fromCharCode(65 + (column % 26));

export const rosterAsJson = (judged: readonly JudgedSheet[]): SheetAsJson[] =>
  judged.map(({ sheet: { table, guess, used }, rows }) => {
    const columns: Record<string, string> = {};
    guess.roles.forEach((role, column) => {
      if (role !== 'none')
        columns[role] = columns[role] === undefined ? letters(column) : `${columns[role]}, ${letters(column)}`;
    });
    return {
      name: table.name,
      used,
      header: guess.header === undefined ? null : (table.rows[guess.header]?.number ?? null),
      columns: used ? columns : {},
      leftOut: guess.headings.filter(
        (heading, column) => heading !== '' && guess.roles[column] === 'none' && column !== guess.order,
      ),
      rows: rows.map((row) => rowAsJson(row, rows)),
    };
  });

function rowAsJson(row: CheckedRow, all: readonly CheckedRow[]): RowAsJson {
  const { number, kind } = row;
  if (kind === 'section') return { row: number, kind, cluster: row.cluster };
  if (kind === 'person') {
    const household = all.find((other) => other.kind === 'household' && other.number === row.of);
    return {
      row: number,
      kind,
      headName: household?.kind === 'household' ? household.household.headName : '',
      name: row.person.name,
      ...(row.person.birthYear !== undefined && { birthYear: row.person.birthYear }),
    };
  }
  const { headName, address, cluster, people } = kind === 'household' ? row.household : row.as;
  const own = people.find((person) => person.row === number);
  return {
    row: number,
    kind,
    headName,
    ...(kind === 'household' && own && own.name !== headName && { name: own.name }),
    ...(address !== '' && { address }),
    ...(cluster !== '' && { cluster }),
    ...(own?.birthYear !== undefined && { birthYear: own.birthYear }),
    ...(kind !== 'household' && { why: row.why }),
  };
}
