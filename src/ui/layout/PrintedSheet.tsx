import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../controls/Button.tsx';
import { classes } from '../look/classes.ts';
import type { BackTarget } from './PageHeader.tsx';
import { Page } from './Page.tsx';
import { TableFrame } from './TableFrame.tsx';
import styles from './PrintedSheet.module.css';
import { useTranslation } from '../../i18n/index.ts';

export type PrintedPageProps = {
  title: string;
  /** Of whom: the places, or the household. */
  context: string;
  back: BackTarget;
  /** On the button that prints; absent: there is nothing to print yet. */
  print?: string | undefined;
  children: ReactNode;
};

/** The screen of a sheet: as it will be on paper, below the app's bars, which are not printed. */
export function PrintedPage({ title, context, back, print, children }: PrintedPageProps) {
  return (
    <Page
      wide
      title={title}
      context={context}
      back={back}
      action={
        print !== undefined && (
          <Button variant="primary" block icon={Printer} onClick={() => window.print()}>
            {print}
          </Button>
        )
      }
    >
      {children}
    </Page>
  );
}

export type PrintedSheetProps = {
  /** Who signs it, side by side below; none: nobody. */
  signatures?: readonly string[];
  /** Small print, for a table of dozens of lines that is to be one page. */
  dense?: boolean;
  children: ReactNode;
};

/** What is printed on A4, black on white: lines, a `PrintedTable`, and places to sign. */
export function PrintedSheet({ signatures = [], dense = false, children }: PrintedSheetProps) {
  const { t } = useTranslation('ui');
  return (
    <div className={classes(styles.sheet, dense && styles.dense)}>
      {children}
      {signatures.length > 0 && (
        <div className={styles.signatures}>
          {signatures.map((who) => (
            <p key={who}>
              <b>{who}</b>
              <br />
              <i>{t('signHere')}</i>
            </p>
          ))}
        </div>
      )}
    </div>
  );
}

export type PrintedTableProps = {
  /** Of the table, for who does not see it. */
  label: string;
  /** After the number of the line. What a column holds, where it is more than a word or a figure. */
  columns: readonly { words: string; holds?: 'sentence' | 'signature' | undefined }[];
  rows: readonly { id: string; cells: readonly ReactNode[] }[];
  /** Which cell names its line: the first, unless told. */
  named?: number;
};

/** A table of numbered lines. */
export function PrintedTable({ label, columns, rows, named = 0 }: PrintedTableProps) {
  const { t } = useTranslation('ui');
  return (
    <TableFrame label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('lineNumber')}</th>
            {columns.map(({ words, holds }) => (
              <th key={words} scope="col" className={holds && styles[holds]}>
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells }, line) => (
            <tr key={id}>
              <td>{line + 1}</td>
              {cells.map((cell, at) =>
                at === named ? (
                  <th key={at} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={at}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
