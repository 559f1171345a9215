import type { ReactNode } from 'react';
import type { Counts } from '../../../domain/indicator/counts.ts';
import type { IndicatorId } from '../../../domain/indicator/indicator.ts';
import { figureGroups, prominent, summarize, type FigureSummary } from '../../../domain/report/figure-summary.ts';
import type { Target } from '../../../domain/report/target.ts';
import { yearOf, type Day } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { AppLink, Later, Section } from '../../../ui/index.ts';
import { useBoundsWords } from '../figures/use-figure-words.ts';
import { MiniTrend } from '../trend/MiniTrend.tsx';
import styles from './target-trends.module.css';
import { useFigureTrend } from './use-figure-trend.ts';

export interface TargetTrendsProps {
  readonly village: Uuid;
  readonly counts: Counts;
  readonly targets: readonly Target[];
  readonly today: Day;
}

const shown = figureGroups.slice(0, prominent).map(({ main }) => main);

/** The three figures a head looks at first: where they stand, how many are missing, and how they moved. */
export function TargetTrends({ village, counts, targets, today }: TargetTrendsProps) {
  const { t } = useTranslation('progress');
  const summaries = shown.map((id) => summarize(id, counts, targets, yearOf(today)));
  return (
    <Section title={t('first')}>
      <div className={styles.list}>
        {summaries.map((of) => (
          <OneTarget key={of.id} of={of}>
            <Later>
              <Trend village={village} id={of.id} target={of.target?.of.share} />
            </Later>
          </OneTarget>
        ))}
      </div>
    </Section>
  );
}

function OneTarget({ of, children }: { of: FigureSummary; children: ReactNode }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const { basePath } = usePhone();
  const words = useBoundsWords(of);
  const { id, unit, target, known, figure } = of;
  return (
    <section className={styles.one}>
      <h3>
        <AppLink href={addressesBelow(basePath).figure(id)}>{t(`indicator.${id}.name`)}</AppLink>
      </h3>
      <div className={styles.drawing}>{children}</div>
      <p className={styles.words}>
        <b>{words}</b>
        {known !== 'nobody' && known !== 'nothing' && (
          <span>
            {target === undefined
              ? t(`met.${unit}`, { met: figure.met, total: figure.total })
              : target.gap.missing === 0
                ? t('target.reached')
                : t('overview.toTarget', {
                    gap: t(`gap.${unit}`, { count: target.gap.missing }),
                    share: format.percent(target.of.share),
                  })}
          </span>
        )}
      </p>
    </section>
  );
}

/** One figure at a time: each is drawn as soon as it is counted. */
function Trend({ village, id, target }: { village: Uuid; id: IndicatorId; target: number | undefined }) {
  const trend = useFigureTrend(village, id);
  const points = trend.map(({ day, counts }) => ({ day, ...counts.figures[id] }));
  return <MiniTrend points={points} target={target} words="hidden" />;
}
