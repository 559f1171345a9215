import type { ReactNode } from 'react';
import styles from './Facts.module.css';

export type Fact = { term: string; detail: ReactNode; action?: ReactNode };

/** What was answered, to read over before it is finished; `action` is the way to change it. */
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
