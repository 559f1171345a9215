import type { Day } from '../../../lib/day.ts';
import type { IndicatorId } from '../../../domain/indicator/indicator.ts';
import type { Counts } from '../../../domain/indicator/count.ts';
import type { Target } from '../../../domain/report/target.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Section } from '../../../ui/index.ts';
import { FigureCard } from './FigureCard.tsx';
import { figureGroups, prominent, summarize, type FigureGroup } from '../../../domain/report/figure-summary.ts';
import styles from './figures.module.css';

export interface FigureCardsProps {
  readonly counts: Counts;
  /** The calendar year it is now: a target's year may have passed. */
  readonly year: number;
  readonly which: 'first' | 'others';
  readonly targets?: readonly Target[];
  readonly today?: Day;
  /** The day by which the village itself means to reach its targets. */
  readonly plan?: Day | undefined;
  /** Figures that are not shown to this reader. */
  readonly hidden?: ReadonlySet<IndicatorId>;
  /** The address of the households behind a figure. */
  readonly figureHref?: ((id: IndicatorId) => string) | undefined;
}

/** The three figures a head looks at first, or the rest of them. */
export function FigureCards({
  counts,
  year,
  which,
  targets = [],
  today,
  plan,
  figureHref,
  hidden = new Set(),
}: FigureCardsProps) {
  const { t } = useTranslation('progress');
  const groups = (which === 'first' ? figureGroups.slice(0, prominent) : figureGroups.slice(prominent)).filter(
    ({ main }) => !hidden.has(main),
  );
  const of = (id: FigureGroup['main']) => summarize(id, counts, targets, year);
  return (
    <Section title={t(which)}>
      <div className={styles.grid}>
        {groups.map(({ main, beside }) => (
          <FigureCard
            key={main}
            main={of(main)}
            beside={beside && !hidden.has(beside) ? of(beside) : undefined}
            today={today}
            plan={plan}
            href={figureHref?.(main)}
          />
        ))}
      </div>
    </Section>
  );
}
