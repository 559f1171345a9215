import type { IndicatorId } from '../../../domain/indicator/indicator.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import { isMain } from '../../../domain/report/main-figures.ts';
import { targetOf, type Target } from '../../../domain/report/target.ts';
import type { Day } from '../../../lib/day.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { Figure } from '../../../domain/indicator/counts.ts';
import { Section, Stack } from '../../../ui/index.ts';
import figures from '../figures/figures.module.css';
import { MiniTrend } from './MiniTrend.tsx';
import styles from './trend.module.css';

export interface SmallMultiplesProps {
  /** Figures at the end of each period, oldest first; those hidden from this reader are missing. */
  readonly trend: readonly {
    readonly day: Day;
    readonly counts: { readonly figures: Readonly<Record<string, Figure>> };
  }[];
  readonly targets: readonly Target[];
}

/** The main figures, and every other one with a target, each drawn small on the same scale. */
export function SmallMultiples({ trend, targets }: SmallMultiplesProps) {
  const { t } = useTranslation(['villages', 'progress']);
  const last = trend.at(-1);
  if (!last || trend.length < 2) return null;
  const shown = indicators.filter((one) => one.id in last.counts.figures && (isMain(one) || targetOf(one.id, targets)));
  const pointsOf = (id: IndicatorId) =>
    trend.flatMap(({ day, counts }) => {
      const figure = counts.figures[id];
      return figure ? [{ day, ...figure }] : [];
    });
  if (shown.length === 0) return null;
  return (
    <Section title={t('trends.title')}>
      <Stack>
        <div className={styles.multiples}>
          {shown.map(({ id }) => (
            <div key={id} className={styles.multiple}>
              <h3>{t(`progress:indicator.${id}.short`)}</h3>
              <MiniTrend points={pointsOf(id)} target={targetOf(id, targets)?.share} />
            </div>
          ))}
        </div>
        <p className={figures.soft}>{t('trends.note')}</p>
      </Stack>
    </Section>
  );
}
