import { useParams } from 'react-router';
import { titleName, type Area } from '../../../domain/access/area.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { StillHere } from '../../../phone/still-here.ts';
import { EmptyState, Notice, Page, Skeleton } from '../../../ui/index.ts';
import { useFacts } from '../targets/use-facts.ts';
import { useVillageProgress } from '../village/use-village-progress.ts';
import { ClustersOverview } from './ClustersOverview.tsx';
import { LeftOverview } from './LeftOverview.tsx';
import type { OverviewProps } from './overview-props.ts';
import { overviews, type Overview } from './overviews.ts';
import { TeamOverview } from './TeamOverview.tsx';
import { WeekOverview } from './WeekOverview.tsx';

/** One question about a village, answered from the records of this phone. */
export function OverviewScreen() {
  const { t } = useTranslation('progress');
  const { village, basePath } = usePhone();
  const { overview } = useParams();
  const which = overviews.find((one) => one === overview);
  if (village && which) return <OfVillage village={village} which={which} />;
  return (
    <Page title={t('title')} back={{ href: addressesBelow(basePath).progress }}>
      <EmptyState title={t('noVillage.title')}>{t('noVillage.next')}</EmptyState>
    </Page>
  );
}

const screens: Readonly<Record<Overview, (props: OverviewProps) => React.ReactNode>> = {
  left: LeftOverview,
  clusters: ClustersOverview,
  week: WeekOverview,
  team: TeamOverview,
};

function OfVillage({ village, which }: { village: Area; which: Overview }) {
  const { t } = useTranslation('progress');
  const { basePath } = usePhone();
  const figures = useVillageProgress(village.id, useFacts(village.id));
  const Overview = screens[which];
  return (
    <Page
      wide
      context={titleName(village)}
      title={t(`overview.${which}.title`)}
      back={{ href: addressesBelow(basePath).progress }}
    >
      {figures.state === 'ready' && <Overview village={village} figures={figures.value} />}
      {figures.state === 'loading' && <Skeleton />}
      {figures.state === 'failed' && (
        <StillHere>
          {(isHere) => (
            <Notice
              kind="error"
              title={t('failed.title')}
              kept={isHere ? t('failed.kept') : undefined}
              next={t('failed.next')}
            />
          )}
        </StillHere>
      )}
    </Page>
  );
}
