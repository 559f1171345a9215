import { useTranslation } from 'react-i18next';
import type { Coverage } from '../../domain/indicator/count.ts';
import { ProgressMeter } from '../../ui/index.ts';

export interface CoverageMeterProps {
  readonly coverage: Coverage;
  /** Homes that do not want to be asked, where that is known. */
  readonly refused?: number;
}

/** How much of the village has been asked, and what is left. */
export function CoverageMeter({ coverage, refused = 0 }: CoverageMeterProps) {
  const { t } = useTranslation('progress');
  const { households, surveyed, residents, adults } = coverage;
  const left = households - surveyed;
  const sentences = [
    left === 0 ? t('coverage.all') : t('coverage.left', { count: left }),
    ...(refused > 0 ? [t('coverage.refused', { count: refused })] : []),
    t('coverage.people', { residents, adults }),
  ];
  return <ProgressMeter label={t('coverage.label')} value={surveyed} max={households} unit={t('coverage.unit')} note={sentences.join(' ')} />;
}
