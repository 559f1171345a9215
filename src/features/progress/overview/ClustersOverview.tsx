import { useMemo, useState } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import { mainFigures } from '../../../domain/report/main-figures.ts';
import { householdsIn, sumOfParts } from '../../../domain/indicator/counted-village.ts';
import { useCountedVillage } from '../../../phone/counted-village.ts';
import { useWorkedOut } from '../../../phone/in-steps.ts';
import { Skeleton, Stack } from '../../../ui/index.ts';
import figures from '../figures/figures.module.css';
import { sortRows, type Sorting } from '../table/table-columns.ts';
import { VillageTable } from '../table/VillageTable.tsx';
import { useTargets } from '../targets/use-targets.ts';
import { addByCluster, clusterRows, countedByCluster, type ByCluster } from './cluster-rows.ts';
import type { OverviewProps } from './overview-props.ts';

const columns = ['coverage', ...mainFigures] as const;

/** "Cụm nào chậm?": a row a cluster, first where least was asked. */
export function ClustersOverview({ village, figures: { today } }: OverviewProps) {
  const { t } = useTranslation(['progress', 'villages']);
  const counted = useCountedVillage(village.id);
  const targets = useTargets(village.id);
  const [sorting, setSorting] = useState<Sorting>({ by: 'coverage', direction: 'ascending' });
  const unnamed = t('parts.none');
  const steps = useMemo(
    () =>
      counted.state === 'ready'
        ? () =>
            sumOfParts<ByCluster>(
              counted.value,
              (part) => countedByCluster(householdsIn(part), today),
              addByCluster,
              new Map(),
            )
        : undefined,
    [counted, today],
  );
  const byCluster = useWorkedOut([counted], steps);
  const rows = useMemo(
    () => (byCluster.state === 'ready' ? clusterRows(byCluster.value, targets, today, unnamed) : []),
    [byCluster, targets, today, unnamed],
  );
  const sorted = useMemo(() => sortRows(rows, sorting), [rows, sorting]);
  if (byCluster.state !== 'ready') return <Skeleton />;
  if (rows.length < 2) return <p>{t('overview.clusters.one')}</p>;
  return (
    <Stack>
      <VillageTable
        label={t('overview.clusters.title')}
        nameLabel={t('overview.clusters.name')}
        rows={sorted}
        columns={columns}
        sorting={sorting}
        onSort={setSorting}
      />
      <p className={figures.soft}>{t('villages:legend')}</p>
    </Stack>
  );
}
