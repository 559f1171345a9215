import type { ReactNode } from 'react';
import styles from './PrintedSheet.module.css';

export type PrintedSheetProps = {
  /** Who signs it, side by side below; none: nobody. */
  signatures?: readonly string[];
  children: ReactNode;
};

/** What is printed on A4, black on white: lines, a `TableFrame` with a table, and places to sign. */
export function PrintedSheet({ signatures = [], children }: PrintedSheetProps) {
  return (
    <div className={styles.sheet}>
      {children}
      {signatures.length > 0 && (
        <div className={styles.signatures}>
          {signatures.map((who) => (
            <p key={who}>{who}</p>
          ))}
        </div>
      )}
    </div>
  );
}
