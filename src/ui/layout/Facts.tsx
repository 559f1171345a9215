import type { ReactNode } from 'react';
import styles from './Facts.module.css';

export type Fact = { term: string; detail: ReactNode; action?: ReactNode };

/** Pairs of term and value, such as answers to read over; `action`: a way to change one. */
export function Facts({ items }: { items: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {items.map(({ term, detail, action }) => (
        <div key={term} className={styles.fact}>
          <dt className={styles.term}>{term}</dt>
          <dd className={styles.detail}>{detail}</dd>
          {action !== undefined && <dd className={styles.action}>{action}</dd>}
        </div>
      ))}
    </dl>
  );
}
