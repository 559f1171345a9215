import type { RosterDuplicates } from '../../../domain/roster/against-book.ts';
import type { RefusedWhy, RosterHousehold, SeenAt } from '../../../domain/roster/check-rows.ts';
import { rowKey, type JudgedSheet } from '../../../domain/roster/judge-file.ts';
import type { LeftOut } from '../../../domain/roster/row-draft.ts';

/** A refused row, which may be added anyway. */
export interface OpenRow {
  readonly key: string;
  readonly number: number;
  /** The sheet's name, when the file has several. */
  readonly sheet: string;
  readonly as: RosterHousehold;
  /** The text key of the reason. */
  readonly why: `roster.why.${RefusedWhy}` | `roster.leftOut.${LeftOut}`;
  readonly first?: SeenAt;
  /** True for a person of a household, false for a household. */
  readonly isPerson: boolean;
}

export interface SortedRows {
  readonly refused: readonly OpenRow[];
  readonly leftOut: readonly OpenRow[];
  readonly hidden: readonly OpenRow[];
  readonly fresh: readonly { readonly key: string; readonly household: RosterHousehold }[];
}

/** The rows of a file as the preview shows them. */
export function sortRows(judged: readonly JudgedSheet[], duplicates: RosterDuplicates): SortedRows {
  const known = new Set(duplicates.households.map(({ key }) => key));
  const used = judged.filter(({ sheet }) => sheet.used);
  const sorted: {
    refused: OpenRow[];
    leftOut: OpenRow[];
    hidden: OpenRow[];
    fresh: { key: string; household: RosterHousehold }[];
  } = { refused: [], leftOut: [], hidden: [], fresh: [] };
  for (const { sheet, rows } of used) {
    for (const row of rows) {
      const key = rowKey(sheet, row.number);
      const common = { key, number: row.number, sheet: used.length > 1 ? sheet.table.name : '' };
      if (row.kind === 'household' && !known.has(key)) sorted.fresh.push({ key, household: row.household });
      else if (row.kind === 'refused')
        sorted.refused.push({
          ...common,
          as: row.as,
          why: `roster.why.${row.why}`,
          isPerson: row.of !== undefined,
          ...(row.first && { first: row.first }),
        });
      else if (row.kind === 'leftOut')
        sorted[row.why === 'hidden' ? 'hidden' : 'leftOut'].push({
          ...common,
          as: row.as,
          why: `roster.leftOut.${row.why}`,
          isPerson: false,
        });
    }
  }
  return sorted;
}

/** Headings of the columns that are not imported, so that the preview can name them. */
export function columnsLeftOut(judged: readonly JudgedSheet[]): string[] {
  const left = judged.flatMap(({ sheet: { guess, used }, rows }) => {
    // Of a list of heads no birth years are kept.
    const hasPeople = rows.some((row) => row.kind === 'household' && row.household.people.length > 0);
    return used
      ? guess.headings.filter(
          (heading, column) =>
            heading !== '' &&
            column !== guess.order &&
            (guess.roles[column] === 'none' || (guess.roles[column] === 'birth' && !hasPeople)),
        )
      : [];
  });
  return [...new Set(left.map((heading) => heading.slice(0, 40)))];
}
