import { ChevronRight } from 'lucide-react';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Icon } from '../../../ui/index.ts';
import type { FigureSummary } from '../../../domain/report/figure-summary.ts';
import { isSource } from './sources.ts';
import styles from './figures.module.css';

/** The formula in plain words, today's numbers in it, and where the target comes from. */
export function HowCounted({ figures }: { figures: readonly FigureSummary[] }) {
  const { t } = useTranslation('progress');
  return (
    <details className={styles.how}>
      <summary>
        <span className={styles.turns}>
          <Icon of={ChevronRight} size="s" />
        </span>
        {t('how.title')}
      </summary>
      {figures.map((of) => (
        <Formula key={of.id} of={of} named={figures.length > 1} />
      ))}
      {figures.some(({ figure }) => figure.unknown > 0) && <p>{t('how.bounds')}</p>}
    </details>
  );
}

function Source({ of }: { of: string }) {
  const { t } = useTranslation('progress');
  return t('how.source', { source: isSource(of) ? t(`source.${of}.full`) : of });
}

function Formula({ of, named }: { of: FigureSummary; named: boolean }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const { met, notMet, unknown, total } = of.figure;
  return (
    <>
      <p>
        {named && <b>{t(`indicator.${of.id}.name`)}. </b>}
        {t(`indicator.${of.id}.formula`)}
      </p>
      <p>{t(`how.${of.unit}`, { met, notMet, unknown, total })}</p>
      {of.target && (
        <p>
          <Source of={of.target.of.source} />{' '}
          {of.earlier.map(({ year, share }) => t('target.earlier', { year, share: format.percent(share) })).join(' ')}
        </p>
      )}
    </>
  );
}
