import type { FigureSummary } from '../../../domain/report/figure-summary.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';

/** "ít nhất 61%, nhiều nhất 78%" */
export function useBoundsWords({ known, leastPercent, mostPercent }: FigureSummary): string {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  if (known === 'nobody' || known === 'nothing') return t(`bounds.${known}`);
  const least = format.percent(leastPercent / 100);
  return known === 'exact' ? least : t('bounds.range', { least, most: format.percent(mostPercent / 100) });
}
