import type { Day } from '../../../lib/day.ts';
import { paceTo } from '../../../domain/report/pace.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Card, ProgressMeter, TextLink } from '../../../ui/index.ts';
import type { FigureSummary } from '../../../domain/report/figure-summary.ts';
import { HowCounted } from './HowCounted.tsx';
import { isSource } from './sources.ts';
import { useBoundsWords } from './use-figure-words.ts';
import styles from './figures.module.css';

export interface FigureCardProps {
  readonly main: FigureSummary;
  /** The same condition counted among others. */
  readonly beside?: FigureSummary | undefined;
  /** For the pace that is needed; absent: none is shown. */
  readonly today?: Day | undefined;
  /** The day by which the village itself means to be there. */
  readonly plan?: Day | undefined;
  /** The screen with the households behind the figure. */
  readonly href?: string | undefined;
}

/**
 * One figure against its target: at least, at most, how many are missing, and behind a fold how it is counted. A target
 * on the second denominator ("dân số") gets the bar; the first denominator is then in words.
 */
export function FigureCard({ main, beside, today, plan, href }: FigureCardProps) {
  const { t } = useTranslation('progress');
  const [measured, told] = beside?.target && !main.target ? [beside, main] : [main, beside];
  return (
    <Card title={t(`indicator.${main.id}.name`)} level={3}>
      <div className={styles.figure}>
        <Measured of={measured} />
        {today !== undefined && <PaceLine of={measured} today={today} plan={plan} />}
        {told && told.known !== 'nobody' && told.known !== 'nothing' && <Told of={told} />}
        {main.figure.apart > 0 && <p className={styles.soft}>{t('apart', { count: main.figure.apart })}</p>}
        <ToldByOthers of={main} />
        <HowCounted figures={beside ? [main, beside] : [main]} />
        {href !== undefined && <TextLink href={href}>{t('see')}</TextLink>}
      </div>
    </Card>
  );
}

function PaceLine({
  of: { target, unit, known },
  today,
  plan,
}: {
  of: FigureSummary;
  today: Day;
  plan: Day | undefined;
}) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  // Without any answer there is no pace to tell.
  const pace = target && known !== 'nothing' ? paceTo(target.of, target.gap, today, plan) : undefined;
  if (!pace) return null;
  return (
    <p className={styles.soft}>
      {pace.milestone === undefined
        ? t(`pace.${unit}`, { count: pace.perWeek })
        : t(`pace.by.${unit}`, { count: pace.perWeek, day: format.day(pace.milestone) })}
    </p>
  );
}

function Measured({ of }: { of: FigureSummary }) {
  const { t } = useTranslation('progress');
  const { met, total, unknown } = of.figure;
  const words = useBoundsWords(of);
  const target = useTargetWords(of);
  if (of.known === 'nobody') return <p className={styles.soft}>{words}</p>;
  return (
    <>
      <ProgressMeter
        label={t(`met.${of.id === 'T4residents' || of.id === 'T5residents' ? 'everybody' : of.unit}`, { met, total })}
        text={words}
        value={met}
        max={total}
        {...(of.known === 'range' && { atMost: met + unknown })}
        {...(target && { target })}
      />
      <Gap of={of} />
    </>
  );
}

function Told({ of }: { of: FigureSummary }) {
  const { t } = useTranslation('progress');
  return <p className={styles.told}>{t(`indicator.${of.id}.among`, { bounds: useBoundsWords(of) })}</p>;
}

/** How much of it is hearsay. */
function ToldByOthers({ of: { figure, proxyShare } }: { of: FigureSummary }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  if (!proxyShare) return null;
  return <p className={styles.soft}>{t('proxy', { count: figure.proxy ?? 0, share: format.percent(proxyShare) })}</p>;
}

function Gap({ of }: { of: FigureSummary }) {
  const { t } = useTranslation('progress');
  const { target, figure, unit } = of;
  if (of.known === 'nothing' || (!target && figure.unknown === 0)) return null;
  return (
    <p className={styles.gap}>
      {target && (
        <b>{target.gap.missing === 0 ? t('target.reached') : t(`gap.${unit}`, { count: target.gap.missing })}</b>
      )}
      {figure.unknown > 0 && <span className={styles.soft}>{t(`unknown.${unit}`, { count: figure.unknown })}</span>}
    </p>
  );
}

function useTargetWords({ target }: FigureSummary): { value: number; label: string } | undefined {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  if (!target) return undefined;
  const { year, share, source } = target.of;
  const words = { year, share: format.percent(share), source: isSource(source) ? t(`source.${source}.short`) : source };
  return { value: target.count, label: t(target.past ? 'target.past' : 'target.now', words) };
}
