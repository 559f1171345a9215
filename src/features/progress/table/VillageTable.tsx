import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import { memo, useState, type KeyboardEvent } from 'react';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { AppLink, Icon, useLater, VisuallyHidden } from '../../../ui/index.ts';
import { barLook, figureBar } from './bar.ts';
import { isFigure, sortingAfter, type ColumnId, type SortId, type Sorting } from './table-columns.ts';
import type { TableRow } from './table-rows.ts';
import { cellWords, columnName, nameOf, type TableWords } from './table-words.ts';
import styles from './VillageTable.module.css';

export interface VillageTableProps {
  readonly label: string;
  /** Head of the first column. */
  readonly nameLabel: string;
  readonly rows: readonly TableRow[];
  readonly columns: readonly ColumnId[];
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
  /** Id of the area shown beside the table. */
  readonly chosen?: string | undefined;
  /** Absent where a row leads nowhere. */
  readonly hrefOf?: ((row: TableRow) => string) | undefined;
}

/**
 * A row a village (or commune), a column a figure. The head and the names stay in sight. One row's link takes the
 * keyboard's focus, and the arrows move it, so that 300 villages are one stop and not 300.
 */
export function VillageTable({ label, nameLabel, rows, columns, sorting, onSort, chosen, hrefOf }: VillageTableProps) {
  const { t } = useTranslation(['villages', 'progress']);
  const { format } = useLanguage();
  const [focused, setFocused] = useState<string>();
  const isAllDrawn = useLater();
  const stop = [focused, chosen, rows[0]?.area.id].find((id) => rows.some(({ area }) => area.id === id));
  return (
    <section className={styles.frame} aria-label={label} {...reachable}>
      <table className={`${styles.table} ${widthFor(columns.length)}`}>
        <thead>
          <tr>
            {(['name', ...columns] as const).map((id) => (
              <Head
                key={id}
                id={id}
                name={id === 'name' ? nameLabel : columnName(id, { t })}
                sorting={sorting}
                onSort={onSort}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {(isAllDrawn ? rows : rows.slice(0, drawnFirst)).map((row) => (
            <Row
              key={row.area.id}
              row={row}
              columns={columns}
              href={hrefOf?.(row)}
              isChosen={row.area.id === chosen}
              isStop={row.area.id === stop}
              onMove={setFocused}
              t={t}
              format={format}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

// A window's height of them.
const drawnFirst = 20;

const reachable = { tabIndex: 0 };
/** The least width of a table: with every figure it is wider than a window. */
const widthFor = (columns: number): string => (columns > 10 ? styles.all : columns < 8 ? styles.few : '') ?? '';

function Head({
  id,
  name,
  sorting,
  onSort,
}: {
  id: SortId;
  name: string;
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
}) {
  const isSorted = sorting.by === id;
  const icon = !isSorted ? ArrowUpDown : sorting.direction === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th scope="col" aria-sort={isSorted ? sorting.direction : 'none'}>
      <button type="button" className={styles.sort} onClick={() => onSort(sortingAfter(sorting, id))}>
        {name}
        <Icon of={icon} size="s" />
      </button>
    </th>
  );
}

interface RowProps extends TableWords {
  row: TableRow;
  columns: readonly ColumnId[];
  href: string | undefined;
  isChosen: boolean;
  isStop: boolean;
  /** Takes the id of the row to which an arrow moved the focus. */
  onMove: (id: string) => void;
}

/** Arrows, Home and End move the focus from row to row. */
function moveFocus(event: KeyboardEvent<HTMLElement>, onMove: (id: string) => void): void {
  const rows = [...(event.currentTarget.closest('tbody')?.rows ?? [])];
  const at = rows.findIndex((row) => row.contains(event.currentTarget));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  const next = to === undefined ? undefined : rows[to];
  if (!next) return;
  event.preventDefault();
  onMove(next.dataset['area'] ?? '');
  next.querySelector('a')?.focus();
}

// Sorting moves rows and draws none of them again.
const Row = memo(function Row({ row, columns, href, isChosen, isStop, onMove, t, format }: RowProps) {
  return (
    <tr className={isChosen ? styles.chosen : undefined} data-area={row.area.id}>
      <th scope="row">
        {href === undefined ? (
          nameOf(row)
        ) : (
          <AppLink
            href={href}
            aria-current={isChosen ? 'true' : undefined}
            tabIndex={isStop ? 0 : -1}
            onKeyDown={(event) => moveFocus(event, onMove)}
          >
            {nameOf(row)}
          </AppLink>
        )}
        {!row.isVillage && <span className={styles.inside}>{t('inside', { count: row.villages })}</span>}
      </th>
      {columns.map((id) => (
        <Cell key={id} row={row} id={id} t={t} format={format} />
      ))}
    </tr>
  );
});

function Cell({ row, id, t, format }: TableWords & { row: TableRow; id: ColumnId }) {
  const words = cellWords(row, id, { t, format });
  if (id === 'report' || id === 'unsent') return <td data-state={stateOf(row, id)}>{words}</td>;
  if (id === 'coverage') {
    const { households, surveyed } = row.coverage ?? { households: 0, surveyed: 0 };
    const percent = Math.floor((surveyed * 100) / households);
    return <td {...(households > 0 && barLook({ met: percent, possible: percent }))}>{words}</td>;
  }
  const figure = isFigure(id) ? row.figures.get(id) : undefined;
  return (
    <td {...figureBar(figure)}>
      {words}
      {figure?.target && figure.known !== 'nobody' && (
        <VisuallyHidden>{t('cell.target', { share: format.percent(figure.target.of.share) })}</VisuallyHidden>
      )}
    </td>
  );
}

/** What the state's colour says besides its words. */
function stateOf({ attention, reports, unsent }: TableRow, id: 'report' | 'unsent'): 'alert' | 'hold' | undefined {
  if (id === 'unsent') return attention.staleDays > 0 ? 'alert' : unsent.forms > 0 ? 'hold' : undefined;
  if (attention.reasons.includes('late')) return 'alert';
  return reports.signed < reports.due ? 'hold' : undefined;
}
