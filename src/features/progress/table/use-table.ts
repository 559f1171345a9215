import { useMemo, useState } from 'react';
import { villagesNamed, type ListedVillage } from '../villages/village-list.ts';
import {
  byName,
  filterCounts,
  filterRows,
  sortRows,
  type RowFilter,
  type SortId,
  type Sorting,
} from './table-columns.ts';
import { tableRows, villagesIn, type RowContext, type TableRow } from './table-rows.ts';

/** The rows as they are searched, filtered and sorted, and what changes that. */
export interface Table {
  readonly rows: readonly TableRow[];
  /** How many rows each filter would leave by itself. */
  readonly counts: Readonly<Record<RowFilter, number>>;
  readonly typed: string;
  readonly search: (typed: string) => void;
  readonly filters: ReadonlySet<RowFilter>;
  readonly toggle: (filter: RowFilter) => void;
  readonly clear: () => void;
  readonly sorting: Sorting;
  readonly sort: (sorting: Sorting) => void;
}

/**
 * @param context the same object as long as nothing in it changes
 * @param scope id of the commune or province whose rows are shown; undefined: of all
 */
export function useTable(
  villages: readonly ListedVillage[],
  context: RowContext,
  { scope, sortedBy = byName.by }: { readonly scope: string | undefined; readonly sortedBy?: SortId },
): Table {
  const [typed, search] = useState('');
  const [filters, setFilters] = useState<ReadonlySet<RowFilter>>(new Set());
  const [sorting, sort] = useState<Sorting>({ by: sortedBy, direction: 'ascending' });
  const inScope = useMemo(() => villagesIn(villages, context.areas, scope), [villages, context.areas, scope]);
  // A village is searched by its name, in whichever commune it is.
  const searching = typed.trim() !== '';
  const found = useMemo(() => (searching ? villagesNamed(typed, inScope) : inScope), [searching, typed, inScope]);
  const all = useMemo(() => tableRows(found, context, searching), [found, context, searching]);
  const counts = useMemo(() => filterCounts(all), [all]);
  const filtered = useMemo(() => filterRows(all, filters), [all, filters]);
  const rows = useMemo(() => sortRows(filtered, sorting), [filtered, sorting]);
  return {
    rows,
    counts,
    typed,
    search,
    filters,
    toggle: (filter) =>
      setFilters((now) => new Set(now.has(filter) ? [...now].filter((one) => one !== filter) : [...now, filter])),
    clear: () => {
      search('');
      setFilters(new Set());
    },
    sorting,
    sort,
  };
}
