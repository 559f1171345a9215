import { X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Button, copyTable, EmptyState, LinkButton, Stack, Toast } from '../../../ui/index.ts';
import { columnsOf, type ColumnId } from './table-columns.ts';
import type { TableRow } from './table-rows.ts';
import { tableText } from './table-words.ts';
import { TableTools } from './TableTools.tsx';
import type { Table } from './use-table.ts';
import { VillageTable } from './VillageTable.tsx';
import tableStyles from './VillageTable.module.css';
import styles from './table-screen.module.css';

export interface TableScreenProps {
  readonly table: Table;
  readonly chosen: string | undefined;
  readonly hrefOf: (row: TableRow) => string;
  /** Name of the village shown beside the table, and its figures. */
  readonly open: { readonly name: string; readonly content: ReactNode } | undefined;
  /** The address without a village beside the table. */
  readonly closeHref: string;
  /** How old the figures are. */
  readonly aside: ReactNode;
  /** When the server gave them, Unix ms, for the printed table. */
  readonly toldAt: number | undefined;
}

/** The officer's table on a desktop: its tools, the rows, and beside them the village that was opened. */
export function TableScreen({ table, chosen, hrefOf, open, closeHref, aside, toldAt }: TableScreenProps) {
  const { t } = useTranslation(['villages', 'progress']);
  const { format } = useLanguage();
  const [which, setWhich] = useState<'main' | 'all'>('main');
  const [news, setNews] = useState<string | null>(null);
  usePrintedAcross();
  const columns = useMemo(() => columnsOf(which), [which]);
  const parts = usePartsOnPaper(columns);
  const copy = async (): Promise<void> => {
    const isCopied = await copyTable(tableText(table.rows, columns, { t, format }));
    setNews(t(isCopied ? 'copied' : 'notCopied'));
  };
  const villages = table.rows.reduce((sum, row) => sum + row.villages, 0);
  const hidesSome = table.rows.some(({ hidden }) => hidden.size > 0);
  return (
    <Stack gap="s">
      <TableTools table={table} which={which} onWhich={setWhich} onCopy={() => void copy()} aside={aside} />
      <div className={open ? `${styles.beside} ${styles.open}` : styles.beside}>
        {table.rows.length === 0 ? (
          <EmptyState title={t('none.title')} action={<Button onClick={table.clear}>{t('none.clear')}</Button>}>
            {t('none.next')}
          </EmptyState>
        ) : (
          parts.map((part) => (
            <VillageTable
              key={part[0]}
              label={t('progress:villages.title')}
              rows={table.rows}
              nameLabel={t('column.name')}
              columns={part}
              sorting={table.sorting}
              onSort={table.sort}
              chosen={chosen}
              hrefOf={hrefOf}
            />
          ))
        )}
        {open && <Beside key={chosen} name={open.name} content={open.content} closeHref={closeHref} />}
      </div>
      <p className={styles.note}>
        {toldAt !== undefined && (
          <span className={styles.onPaper}>{t('progress:villages.at', { time: format.time(toldAt) })}. </span>
        )}
        {[t('sum', { count: villages }), t('legend')].join('. ')} {hidesSome && t('hidden')}{' '}
        <span className={styles.onScreen}>{t('keys')}</span>
      </p>
      <Toast message={news} onClose={() => setNews(null)} />
    </Stack>
  );
}

/** Columns that a sheet across has room for. */
const columnsOfASheet = 10;

/** On a screen all columns in one table; while it is printed, as many tables as the columns need. */
function usePartsOnPaper(columns: readonly ColumnId[]): readonly (readonly ColumnId[])[] {
  const [isPrinted, setPrinted] = useState(false);
  useEffect(() => {
    // The sheet is laid out right after the event: the tables have to be there by then.
    const begin = (): void => flushSync(() => setPrinted(true));
    const end = (): void => setPrinted(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return useMemo(() => {
    if (!isPrinted) return [columns];
    const sheets = Math.ceil(columns.length / columnsOfASheet);
    const width = Math.ceil(columns.length / sheets);
    return Array.from({ length: sheets }, (_, at) => columns.slice(at * width, (at + 1) * width));
  }, [columns, isPrinted]);
}

/** Prints across the sheet while the table is shown. A named page reaches no further than the first sheet. */
function usePrintedAcross(): void {
  useEffect(() => {
    if (!('adoptedStyleSheets' in document)) return undefined;
    const across = new CSSStyleSheet();
    across.replaceSync('@page { size: A4 landscape; margin: 10mm; }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, across];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== across);
    };
  }, []);
}

/** The opened village; its title takes the focus, and Escape leads back to its row. */
function Beside({ name, content, closeHref }: { name: string; content: ReactNode; closeHref: string }) {
  const { t } = useTranslation('villages');
  const heading = useRef<HTMLHeadingElement>(null);
  const close = useRef<HTMLDivElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) close.current?.querySelector('a')?.click();
    };
    window.addEventListener('keydown', leave);
    return () => {
      window.removeEventListener('keydown', leave);
      // The row that was open is the table's one stop for the keyboard.
      document.querySelector<HTMLAnchorElement>(`.${tableStyles.frame} th a[tabindex="0"]`)?.focus();
    };
  }, []);
  return (
    <section className={styles.detail} aria-label={name}>
      <div className={styles.detailHead}>
        <h2 ref={heading} tabIndex={-1}>
          {name}
        </h2>
        <div ref={close}>
          <LinkButton variant="quiet" icon={X} href={closeHref}>
            {t('close')}
          </LinkButton>
        </div>
      </div>
      {content}
    </section>
  );
}
