import type { AreaTarget } from '../../domain/area-target.ts';
import { indicatorIds } from '../../domain/indicator/indicator.ts';
import { roleRules } from '../../domain/roles.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import type { VillageProgress } from '../../protocol/progress.ts';
import { usePhone } from '../../sync/react.ts';
import { Card, EmptyState, Stack, TextLink } from '../../ui/index.ts';
import { CoverageMeter } from './CoverageMeter.tsx';
import { FigureCards } from './FigureCards.tsx';
import styles from './figures.module.css';
import { PeerBands } from './PeerBands.tsx';
import { useTargets } from './use-targets.ts';
import { VillageReportCard } from './VillageReportCard.tsx';
import { countsOf, type ListedVillage } from './village-list.ts';

/** One village's figures, as its head sees them, without any person in them. */
export function VillageDetail({ village: { area, name, progress }, year, told }: { village: ListedVillage; year: number; /** Targets that came with the figures. */ told: readonly AreaTarget[] | undefined }) {
  const { home, role } = usePhone();
  const targets = useTargets(area.id, told);
  const { t } = useTranslation('progress');
  if (!progress || progress.coverage.households === 0) return <EmptyState title={t(progress ? 'villages.noHomes' : 'villages.notCounted')}>{name}</EmptyState>;
  const counts = countsOf(progress);
  const hidden = new Set(indicatorIds.filter((id) => !(id in progress.figures)));
  return (
    <Stack gap="l">
      <CoverageMeter coverage={counts.coverage} />
      <Unsent unsent={progress.unsent} />
      {hidden.size > 0 && <p className={styles.soft}>{t('villages.small')}</p>}
      {roleRules[role].may.includes('seeReport') && <VillageReportCard key={area.id} village={area} />}
      {roleRules[role].may.includes('tellFacts') && <TextLink href={`${home}/facts?village=${area.id}`}>{t('facts.open')}</TextLink>}
      <FigureCards counts={counts} year={year} which="first" targets={targets} hidden={hidden} />
      <PeerBands coverage={counts.coverage} bands={progress.bands} />
      <FigureCards counts={counts} year={year} which="others" targets={targets} hidden={hidden} />
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
