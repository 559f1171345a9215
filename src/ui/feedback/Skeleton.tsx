import { useEffect, useState } from 'react';
import styles from './Skeleton.module.css';
import { useTranslation } from '../../i18n/index.ts';

/** Delay before the text, ms: a longer wait without words looks broken. */
const wordsAfterMs = 1000;

export type SkeletonProps = { rows?: number; label?: string };

/** The shape of the content to come; after a second with words. */
export function Skeleton({ rows = 3, label }: SkeletonProps) {
  const { t } = useTranslation('ui');
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), wordsAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.skeleton}>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className={styles.row} aria-hidden="true">
          <span className={styles.long} />
          <span className={styles.short} />
        </span>
      ))}
      <p role="status" className={styles.words}>
        {late && (label ?? t('opening'))}
      </p>
    </div>
  );
}
