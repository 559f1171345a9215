import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { VisuallyHidden } from '../../../ui/index.ts';
import { miniLine } from './mini-line.ts';
import type { TrendPoint } from './trend-point.ts';
import styles from './trend.module.css';

/** In the drawing's own units: a line beside a name is shorter than one with words below. */
const sizes = { below: { width: 200, height: 48 }, hidden: { width: 90, height: 28 } } as const;

/**
 * A figure's lower bound by day, drawn small, with its target as a dashed line; the first and the last share in words
 * below. Draws nothing of fewer than two days.
 */
export function MiniTrend({
  points,
  target,
  words = 'below',
}: {
  /** Oldest first. */
  points: readonly TrendPoint[];
  /** Share to reach, 0 to 1. */
  target?: number | undefined;
  /** `hidden`: for screen readers only, where the share stands beside it. */
  words?: 'below' | 'hidden';
}) {
  const { t } = useTranslation('villages');
  const { format } = useLanguage();
  const size = sizes[words];
  const line = miniLine(points, size);
  const first = line?.first;
  if (!line || !first) return words === 'below' ? <p className={styles.small}>{t('trends.short')}</p> : null;
  const share = (percent: number): string => format.percent(percent / 100);
  const told = t('trends.from', {
    from: share(first.percent),
    day: format.day(first.day),
    now: share(line.last.percent),
  });
  const at = target === undefined ? undefined : size.height - target * size.height;
  return (
    <>
      <svg
        className={styles.mini}
        viewBox={`-5 -5 ${size.width + 10} ${size.height + 10}`}
        aria-hidden="true"
        focusable="false"
      >
        <line className={styles.axis} x1="0" x2={size.width} y1={size.height} y2={size.height} />
        {at !== undefined && <line className={styles.targetLine} x1="0" x2={size.width} y1={at} y2={at} />}
        <polyline className={styles.line} points={line.points.map(({ x, y }) => `${x},${y}`).join(' ')} />
        <circle className={styles.dot} cx={line.points.at(-1)?.x} cy={line.points.at(-1)?.y} r="4" />
      </svg>
      {words === 'below' ? <p className={styles.small}>{told}</p> : <VisuallyHidden>{told}</VisuallyHidden>}
    </>
  );
}
