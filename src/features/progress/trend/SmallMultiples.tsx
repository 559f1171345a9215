import type { IndicatorId } from '../../../domain/indicator/indicator.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import { isMain } from '../../../domain/report/main-figures.ts';
import { targetOf, type Target } from '../../../domain/report/target.ts';
import type { Day } from '../../../lib/day.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Section, Stack } from '../../../ui/index.ts';
import figures from '../figures/figures.module.css';
import { MiniTrend } from './MiniTrend.tsx';
import type { TrendPoint } from './trend-point.ts';
import styles from './trend.module.css';

export interface SmallMultiplesProps {
  readonly title: string;
  /** Figures at the end of each period, oldest first; those hidden from this reader are missing. */
  readonly trend: readonly {
    readonly day: Day;
    readonly figures: Readonly<Partial<Record<string, Omit<TrendPoint, 'day'>>>>;
  }[];
  readonly targets: readonly Target[];
  /** Drawn before the figures. */
  readonly first?: { readonly name: string; readonly points: readonly TrendPoint[] };
  /** Said below, before what the lines mean. */
  readonly note?: string | undefined;
}

/** The main figures, and every other one with a target, each drawn small on the same scale. */
export function SmallMultiples({ title, trend, targets, first, note }: SmallMultiplesProps) {
  const { t } = useTranslation(['villages', 'progress']);
  const last = trend.at(-1);
  if (!last || trend.length < 2) return null;
  const shown = indicators.filter((one) => one.id in last.figures && (isMain(one) || targetOf(one.id, targets)));
  const pointsOf = (id: IndicatorId): TrendPoint[] =>
    trend.flatMap(({ day, figures: { [id]: figure } }) => (figure ? [{ day, ...figure }] : []));
  if (shown.length === 0 && !first) return null;
  return (
    <Section title={title}>
      <Stack>
        <div className={styles.multiples}>
          {first && (
            <div className={styles.multiple}>
              <h3>{first.name}</h3>
              <MiniTrend points={first.points} />
            </div>
          )}
          {shown.map(({ id }) => (
            <div key={id} className={styles.multiple}>
              <h3>{t(`progress:indicator.${id}.short`)}</h3>
              <MiniTrend points={pointsOf(id)} target={targetOf(id, targets)?.share} />
            </div>
          ))}
        </div>
        <p className={figures.soft}>
          {note} {t('trends.note')}
        </p>
      </Stack>
    </Section>
  );
}
