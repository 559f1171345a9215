import { lazy, Suspense, useMemo } from 'react';
import { percentBounds } from '../../../domain/report/percent-bounds.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Skeleton, TableFrame } from '../../../ui/index.ts';
import figures from '../figures/figures.module.css';
import type { TrendPoint } from './trend-point.ts';
import styles from './trend.module.css';

export interface TrendChartProps {
  /** "Bà con vào mạng" */
  readonly name: string;
  /** Oldest first, one a day at most. */
  readonly points: readonly TrendPoint[];
  /** Share to reach, 0 to 1. */
  readonly target?: number | undefined;
}

// The drawing library is fetched only when there is something to draw.
const Drawing = lazy(async () => ({ default: (await import('./TrendDrawing.tsx')).TrendDrawing }));

/** How a figure moved: at least and at most by day, drawn with its target, and the same as a table behind a fold. */
export function TrendChart({ name, points, target }: TrendChartProps) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  // Memoized, because the drawing is made again for a new array or object.
  const counted = useMemo(() => points.filter(({ total }) => total > 0), [points]);
  const words = useMemo(
    () => ({
      least: t('trend.least'),
      most: t('trend.most'),
      target: target === undefined ? '' : t('trend.target', { share: format.percent(target) }),
    }),
    [t, format, target],
  );
  const label = t('trend.label', { name });
  if (counted.length < 2) return <p className={figures.soft}>{t('trend.short')}</p>;
  return (
    <figure className={styles.trend}>
      <figcaption>{label}</figcaption>
      {/* The table has everything that the drawing shows. */}
      <div aria-hidden="true" className={styles.drawing}>
        <Suspense fallback={<Skeleton rows={3} />}>
          <Drawing points={counted} target={target} words={words} />
        </Suspense>
      </div>
      <details className={styles.table}>
        <summary>{t('trend.table')}</summary>
        <TableFrame label={label}>
          <table className={figures.table}>
            <thead>
              <tr>
                {[t('trend.day'), t('trend.least'), t('trend.most')].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {counted.map((point) => {
                const { leastPercent, mostPercent } = percentBounds(point);
                return (
                  <tr key={point.day}>
                    <th scope="row">{format.day(point.day)}</th>
                    <td>{format.percent(leastPercent / 100)}</td>
                    <td>{format.percent(mostPercent / 100)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </TableFrame>
      </details>
    </figure>
  );
}
