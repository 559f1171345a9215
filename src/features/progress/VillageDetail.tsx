import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import type { VillageProgress } from '../../protocol/progress.ts';
import { Card, EmptyState, Stack } from '../../ui/index.ts';
import { CoverageMeter } from './CoverageMeter.tsx';
import { FigureCards } from './FigureCards.tsx';
import styles from './figures.module.css';
import { countsOf, type ListedVillage } from './village-list.ts';

/** One village's figures, as its head sees them, without any person in them. */
export function VillageDetail({ village: { name, progress }, year }: { village: ListedVillage; year: number }) {
  const { t } = useTranslation('progress');
  if (!progress || progress.coverage.households === 0) return <EmptyState title={t(progress ? 'villages.noHomes' : 'villages.notCounted')}>{name}</EmptyState>;
  const counts = countsOf(progress);
  return (
    <Stack gap="l">
      <CoverageMeter coverage={counts.coverage} />
      <Unsent unsent={progress.unsent} />
      <FigureCards counts={counts} year={year} which="first" />
      <FigureCards counts={counts} year={year} which="others" />
    </Stack>
  );
}

function Unsent({ unsent }: { unsent: VillageProgress['unsent'] }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  return (
    <Card title={t('villages.unsent.title')}>
      {unsent.forms === 0 ? (
        <p>{t('villages.unsent.none')}</p>
      ) : (
        <p>
          {t('villages.unsent.some', { forms: unsent.forms, phones: unsent.phones })} {unsent.oldest !== undefined && t('villages.unsent.oldest', { time: format.time(unsent.oldest) })}
        </p>
      )}
      <p className={styles.soft}>{t('villages.unsent.note')}</p>
    </Card>
  );
}
