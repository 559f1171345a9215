import type { Day } from '../../../lib/day.ts';
import type { Coverage } from '../../../domain/indicator/count.ts';
import { paceUntil } from '../../../domain/report/pace.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { ProgressMeter } from '../../../ui/index.ts';

export interface CoverageMeterProps {
  readonly coverage: Coverage;
  /** Households that do not want to be asked, where that is known. */
  readonly refused?: number;
  /** Whether it says how many people live there. */
  readonly people?: 'show' | 'hide';
  /** By when the village means to have asked everybody, and what day it is. */
  readonly plan?: { readonly until: Day; readonly today: Day } | undefined;
}

/** How much of the village has been asked, and what is left. */
export function CoverageMeter({ coverage, refused = 0, plan, people = 'show' }: CoverageMeterProps) {
  const { t } = useTranslation('progress');
  const { households, surveyed, residents, adults } = coverage;
  const { format } = useLanguage();
  const left = households - surveyed;
  // Households that do not want to be asked count for no pace.
  const pace = plan && paceUntil(left - refused, plan.today, plan.until);
  const sentences = [
    left === 0 ? t('coverage.all') : t('coverage.left', { count: left }),
    ...(refused > 0 ? [t('coverage.refused', { count: refused })] : []),
    ...(plan && pace ? [t('coverage.pace', { count: pace.perWeek, day: format.day(plan.until) })] : []),
    ...(plan && left > refused && plan.today > plan.until ? [t('coverage.late', { day: format.day(plan.until) })] : []),
    ...(people === 'show' ? [t('coverage.people', { residents, adults })] : []),
  ];
  return (
    <ProgressMeter
      label={t('coverage.label')}
      value={surveyed}
      max={households}
      unit={t('coverage.unit')}
      note={sentences.join(' ')}
    />
  );
}
