import { titleName, type Area } from '../../domain/area.ts';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState, Notice, Page, Skeleton } from '../../ui/index.ts';
import { usePhone, useSyncState } from '../../sync/react.ts';
import { useReport } from './use-report.ts';
import { useRoadmap } from './use-roadmap.ts';
import { useVillageProgress } from './use-village-progress.ts';
import { PeerBands } from './PeerBands.tsx';
import { ReportDue } from './ReportDue.tsx';
import { useTargets } from './use-targets.ts';
import { VillageProgress } from './VillageProgress.tsx';

/** The head's first screen; the team sees it too. Everything on it but the other phones' unsent forms is counted on this phone. */
export function ProgressScreen() {
  const { t } = useTranslation('progress');
  const { village } = usePhone();
  if (village) return <OfVillage village={village} />;
  return (
    <Page title={t('title')}>
      <EmptyState title={t('noVillage.title')}>{t('noVillage.next')}</EmptyState>
    </Page>
  );
}

function OfVillage({ village }: { village: Area }) {
  const { t } = useTranslation('progress');
  const { home } = usePhone();
  const { unsentForms, drafts, lastContact } = useSyncState();
  const figures = useVillageProgress(village.id);
  const others = useOthersUnsent(village.id, lastContact);
  const targets = useTargets(village.id, others?.targets);
  const roadmap = useRoadmap(village.id, useJustReached(lastContact));
  const name = titleName(village);

  if (figures.state !== 'ready') {
    return (
      <Page context={name} title={t('title')}>
        {figures.state === 'loading' ? <Skeleton /> : <Notice kind="error" title={t('failed.title')} kept={t('failed.kept')} next={t('failed.next')} />}
      </Page>
    );
  }
  return (
    <VillageProgress
      village={name}
      figures={figures.value}
      data={{ today: figures.value.today, ownForms: unsentForms, ownDrafts: drafts, received: lastContact, others }}
      hrefOf={(household) => `${home}/households/${household}`}
      homesHref={`${home}/today`}
      allHomesHref={`${home}/households`}
      sessionsHref={`${home}/sessions`}
      figureHref={(id) => `${home}/progress/${id}`}
      targets={targets}
      roadmap={roadmap}
      report={<ReportDue state={others?.report} today={figures.value.today} />}
      peers={others && <PeerBands coverage={others.coverage} bands={others.bands} />}
    />
  );
}

const justNow = 60_000;

/** The time of the last sync, right after it has reached the server: then the network is one that may be used. Later undefined. */
function useJustReached(lastContact: number | undefined): number | undefined {
  const { clock } = usePhone();
  return lastContact !== undefined && clock.now() - lastContact < justNow ? lastContact : undefined;
}

function useOthersUnsent(village: string, lastContact: number | undefined) {
  const { last } = useReport(useJustReached(lastContact));
  const mine = last?.villages.find((one) => one.village === village);
  return last && mine && { ...mine.unsent, at: last.now, report: mine.report, coverage: mine.coverage, bands: mine.bands, targets: last.targets };
}
