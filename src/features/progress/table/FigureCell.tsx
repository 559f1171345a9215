import { memo } from 'react';
import type { FigureSummary } from '../../../domain/report/figure-summary.ts';
import styles from './VillageTable.module.css';

/** A bar as wide as what is known to be met, paler to what may be, with the target as a tick. The text says it all. */
export const Bar = memo(function Bar({
  value,
  atMost,
  target,
}: {
  /** Percents. */
  value: number;
  atMost?: number | undefined;
  target?: number | undefined;
}) {
  return (
    <svg className={styles.bar} aria-hidden="true" focusable="false">
      <rect className={styles.track} y="3" width="100%" height="8" rx="2" />
      {atMost !== undefined && <rect className={styles.possible} y="3" width={`${atMost}%`} height="8" rx="2" />}
      {value > 0 && <rect className={styles.filled} y="3" width={`${value}%`} height="8" rx="2" />}
      {target !== undefined && (
        <>
          <line className={styles.halo} x1={`${target}%`} x2={`${target}%`} y1="0" y2="14" />
          <line className={styles.tick} x1={`${target}%`} x2={`${target}%`} y1="0" y2="14" />
        </>
      )}
    </svg>
  );
});

/** The bar of a figure; nothing is drawn where nothing is known. */
export function FigureBar({ of }: { of: FigureSummary }) {
  if (of.known === 'nobody') return null;
  return (
    <Bar
      value={of.leastPercent}
      atMost={of.known === 'exact' ? undefined : of.mostPercent}
      target={of.target && Math.round(of.target.of.share * 100)}
    />
  );
}
