import { indicators } from '../../../domain/indicator/current.ts';
import type { IndicatorId } from '../../../domain/indicator/indicator.ts';
import { mainFigures } from '../../../domain/report/main-figures.ts';
import { attentionReasons, compareAttention } from './attention.ts';
import type { TableRow } from './table-rows.ts';

/** A column after the name: how far the survey is, a figure, the report, forms on phones. */
export type ColumnId = 'coverage' | 'report' | 'unsent' | IndicatorId;
/** `attention`: what needs a look first. */
export type SortId = 'name' | 'attention' | ColumnId;

export interface Sorting {
  readonly by: SortId;
  readonly direction: 'ascending' | 'descending';
}

export const byName: Sorting = { by: 'name', direction: 'ascending' };

export const isFigure = (id: ColumnId): id is IndicatorId => id !== 'coverage' && id !== 'report' && id !== 'unsent';

/** The columns in order; the figures are the main ones or every one there is. */
export const columnsOf = (which: 'main' | 'all'): readonly ColumnId[] => [
  'coverage',
  ...(which === 'main' ? mainFigures : indicators.map(({ id }) => id)),
  'report',
  'unsent',
];

/** What a column is sorted by: a number, larger for more; undefined where there is none to show. */
export function valueIn(row: TableRow, by: ColumnId): number | undefined {
  if (by === 'coverage') {
    const { households = 0, surveyed = 0 } = row.coverage ?? {};
    return households === 0 ? undefined : surveyed / households;
  }
  if (by === 'report') {
    const { due, signed, received } = row.reports;
    return due === 0 ? undefined : (signed + received) / (2 * due);
  }
  if (by === 'unsent') return row.coverage === undefined ? undefined : row.unsent.forms;
  const figure = row.figures.get(by);
  if (!figure || figure.known === 'nobody' || figure.known === 'nothing') return undefined;
  return figure.figure.met / figure.figure.total;
}

/** The rows in another order; equal ones stay as they were, and those without a value come last in either direction. */
export function sortRows(rows: readonly TableRow[], { by, direction }: Sorting): TableRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  if (by === 'name') return sign === 1 ? [...rows] : [...rows].reverse();
  if (by === 'attention') return [...rows].sort((a, b) => sign * compareAttention(a.attention, b.attention));
  const valued = rows.map((row) => ({ row, value: valueIn(row, by) }));
  return valued
    .sort((a, b) => {
      if (a.value === undefined || b.value === undefined)
        return Number(a.value === undefined) - Number(b.value === undefined);
      return sign * (a.value - b.value);
    })
    .map(({ row }) => row);
}

/**
 * The next order after a tap on a column's head: first what needs a look (the lowest share, no report, the most forms),
 * then the other way round.
 */
export function sortingAfter(now: Sorting, tapped: SortId): Sorting {
  if (now.by === tapped) return { by: tapped, direction: now.direction === 'ascending' ? 'descending' : 'ascending' };
  return { by: tapped, direction: tapped === 'unsent' ? 'descending' : 'ascending' };
}

/** notReported: due or late · old: forms have waited for days · unsent: any form waits · behind: below a target. */
export const rowFilters = ['notReported', 'old', 'unsent', 'behind'] as const;
export type RowFilter = (typeof rowFilters)[number];

const tests: Readonly<Record<RowFilter, (row: TableRow) => boolean>> = {
  notReported: ({ reports }) => reports.signed < reports.due,
  old: ({ attention }) => attention.staleDays > 0,
  unsent: ({ unsent }) => unsent.forms > 0,
  behind: ({ attention }) => attention.behind > 0,
};

/** The rows that meet all of the filters. */
export const filterRows = (rows: readonly TableRow[], filters: ReadonlySet<RowFilter>): TableRow[] =>
  rows.filter((row) => [...filters].every((filter) => tests[filter](row)));

/** How many rows each filter leaves by itself. */
export const filterCounts = (rows: readonly TableRow[]): Readonly<Record<RowFilter, number>> =>
  Object.fromEntries(rowFilters.map((filter) => [filter, rows.filter(tests[filter]).length])) as Record<
    RowFilter,
    number
  >;

/** Rows that need somebody now come apart from those that can wait: only a target that is not reached yet. */
export const isPressing = ({ attention: { reasons } }: TableRow): boolean =>
  reasons.some((reason) => attentionReasons.indexOf(reason) < attentionReasons.indexOf('behind'));
