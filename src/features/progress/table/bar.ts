import type { FigureSummary } from '../../../domain/report/figure-summary.ts';
import styles from './VillageTable.module.css';

/** Percents. */
interface Bar {
  /** What is known to be met. */
  readonly met: number;
  /** What may be. */
  readonly possible: number;
  readonly target?: number | undefined;
}

/** What a cell wears so that a bar stands below its words. */
export interface BarLook {
  readonly className: string | undefined;
  readonly style: { readonly backgroundSize: string; readonly backgroundPosition?: string };
}

/**
 * A bar as wide as what is known to be met, paler to what may be, with the target as a tick. The words say it all. It
 * is the cell's own background: a table of sixty villages has five hundred bars, and a sort lays out every element
 * again.
 */
export function barLook({ met, possible, target }: Bar): BarLook {
  // In the order of the layers of `.bar` and `.withTarget`.
  const sizes = `${met}% 8px, ${possible}% 8px, calc(100% - 2px) 6px, 100% 8px`;
  if (target === undefined) return { className: styles.bar, style: { backgroundSize: sizes } };
  const tick = `left ${target}% bottom -16px`;
  const bar = 'left 0 bottom -13px';
  return {
    className: styles.withTarget,
    style: {
      backgroundSize: `2px 14px, 5px 14px, ${sizes}`,
      backgroundPosition: [tick, tick, bar, bar, 'left 1px bottom -12px', bar].join(', '),
    },
  };
}

/** The bar of a figure; nothing is drawn where nothing is known. */
export function figureBar(of: FigureSummary | undefined): BarLook | undefined {
  if (!of || of.known === 'nobody') return undefined;
  return barLook({
    met: of.leastPercent,
    possible: of.known === 'exact' ? of.leastPercent : of.mostPercent,
    target: of.target && Math.round(of.target.of.share * 100),
  });
}
