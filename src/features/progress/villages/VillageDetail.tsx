import type { Area } from '../../../domain/access/area.ts';
import type { AreaTarget } from '../../../domain/report/area-target.ts';
import type { Target } from '../../../domain/report/target.ts';
import { indicatorIds } from '../../../domain/indicator/indicator.ts';
import { roleRules } from '../../../domain/access/roles.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import type { VillageProgress } from '../../../protocol/progress.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { Card, EmptyState, Stack, TextLink } from '../../../ui/index.ts';
import { CoverageMeter } from '../figures/CoverageMeter.tsx';
import { FigureCards } from '../figures/FigureCards.tsx';
import styles from '../figures/figures.module.css';
import { PeerBands } from '../figures/PeerBands.tsx';
import { useReportApi, useReportReply } from '../report/use-report-api.ts';
import { useTargets } from '../targets/use-targets.ts';
import { SmallMultiples } from '../trend/SmallMultiples.tsx';
import { VillageReportCard } from './VillageReportCard.tsx';
import { countsOf, type ListedVillage } from './village-list.ts';

/** One village's figures, as its head sees them, without any person in them. */
export function VillageDetail({
  village: { area, name, progress },
  year,
  told,
}: {
  village: ListedVillage;
  year: number;
  /** The targets sent with the figures. */ told: readonly AreaTarget[] | undefined;
}) {
  const { basePath, role } = usePhone();
  const targets = useTargets(area.id, told);
  const { t } = useTranslation(['progress', 'papers', 'checklists']);
  const mayReport = roleRules[role].may.includes('seeReport');
  if (!progress || progress.coverage.households === 0)
    return <EmptyState title={t(progress ? 'villages.noHouseholds' : 'villages.notCounted')}>{name}</EmptyState>;
  const counts = countsOf(progress);
  const hidden = new Set(indicatorIds.filter((id) => !(id in progress.figures)));
  return (
    <Stack gap="l">
      <CoverageMeter coverage={counts.coverage} />
      <Unsent unsent={progress.unsent} />
      {hidden.size > 0 && <p className={styles.soft}>{t('villages.small')}</p>}
      {mayReport && <OfReport key={area.id} village={area} targets={targets} />}
      {roleRules[role].may.includes('tellFacts') && (
        <>
          <TextLink href={addressesBelow(basePath).facts(area.id)}>{t('facts.open')}</TextLink>
          <TextLink href={addressesBelow(basePath).villagePage(area.id)}>{t('facts.page')}</TextLink>
        </>
      )}
      <TextLink href={addressesBelow(basePath).teamFile(area.id)}>{t('papers:team.open')}</TextLink>
      {mayReport && <TextLink href={addressesBelow(basePath).checklists(area.id)}>{t('checklists:open')}</TextLink>}
      <FigureCards counts={counts} year={year} which="first" targets={targets} hidden={hidden} />
      <PeerBands coverage={counts.coverage} bands={progress.bands} />
      <FigureCards counts={counts} year={year} which="others" targets={targets} hidden={hidden} />
    </Stack>
  );
}

/** What the server says of the village's report, and how its figures moved: nothing before the answer is there. */
function OfReport({ village, targets }: { village: Area; targets: readonly Target[] }) {
  const { t } = useTranslation('villages');
  const [asked, show] = useReportReply(useReportApi(), village.id);
  const report = asked?.kind === 'ok' ? asked.value : undefined;
  if (report?.village !== village.id) return null;
  return (
    <>
      <VillageReportCard village={village} report={report} show={show} />
      <SmallMultiples
        title={t('trends.title')}
        trend={report.trend.map(({ day, counts: { figures } }) => ({ day, figures }))}
        targets={targets}
      />
    </>
  );
}

function Unsent({ unsent }: { unsent: VillageProgress['unsent'] }) {
  const { t } = useTranslation(['progress', 'papers']);
  const { format } = useLanguage();
  return (
    <Card title={t('villages.unsent.title')}>
      {unsent.forms === 0 ? (
        <p>{t('villages.unsent.none')}</p>
      ) : (
        <p>
          {t('villages.unsent.some', { forms: unsent.forms, phones: unsent.phones })}{' '}
          {unsent.oldest !== undefined && t('villages.unsent.oldest', { time: format.time(unsent.oldest) })}
        </p>
      )}
      <p className={styles.soft}>{t('villages.unsent.note')}</p>
    </Card>
  );
}
