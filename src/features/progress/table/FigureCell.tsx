import type { CSSProperties } from 'react';
import type { FigureSummary } from '../../../domain/report/figure-summary.ts';
import styles from './VillageTable.module.css';

/**
 * A bar as wide as what is known to be met, paler to what may be, with the target as a tick. The text says it all. One
 * element: a table of sixty villages has five hundred of them, and a sort lays all of them out again.
 */
export function Bar({
  value,
  atMost = value,
  target,
}: {
  /** Percents. */
  value: number;
  atMost?: number | undefined;
  target?: number | undefined;
}) {
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--met': `${value}%`,
    '--possible': `${atMost}%`,
    ...(target !== undefined && { '--target': `${target}%` }),
  };
  const name = target === undefined ? styles.bar : `${styles.bar} ${styles.withTarget}`;
  return <span aria-hidden="true" className={name} style={style} />;
}

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
