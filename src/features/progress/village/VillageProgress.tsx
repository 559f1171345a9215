import { House } from 'lucide-react';
import { titleName, type Area } from '../../../domain/access/area.ts';
import type { Roadmap } from '../../../domain/report/pace.ts';
import type { Target } from '../../../domain/report/target.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { EmptyState, Later, LinkButton, Notice, Page, Stack } from '../../../ui/index.ts';
import { CoverageMeter } from '../figures/CoverageMeter.tsx';
import { UnsentNote } from '../figures/DataNote.tsx';
import { OverviewLinks } from '../overview/OverviewLinks.tsx';
import { DueSection } from './DueSection.tsx';
import { TargetTrends } from './TargetTrends.tsx';
import type { VillageDataState } from './use-data-state.ts';
import type { VillageFigures } from './use-village-progress.ts';
import { VisitList } from './VisitList.tsx';

export interface VillageProgressProps {
  readonly village: Area;
  readonly figures: VillageFigures;
  readonly data: VillageDataState;
  readonly targets: readonly Target[];
  /** The village's own plan, as far as it was entered. */
  readonly roadmap: Roadmap;
}

/**
 * The head's first screen, at most two and a half screens of a small phone: how many households are asked, whom to
 * visit this week, what is due, three targets with their trend. All else is one tap further, behind four questions.
 */
export function VillageProgress({ village, figures, data, targets, roadmap }: VillageProgressProps) {
  const { t } = useTranslation('progress');
  const { basePath } = usePhone();
  const addresses = addressesBelow(basePath);
  const { counts, visits, due, campaigns, today, refused } = figures;
  const { households, surveyed } = counts.coverage;
  const name = titleName(village);
  if (households === 0)
    return <NoHouseholds village={name} received={data.received !== undefined} householdsHref={addresses.today} />;
  const [next] = visits;
  return (
    <Page
      wide
      context={name}
      title={t('asked', { done: surveyed, all: households })}
      action={
        next && (
          <LinkButton variant="primary" block icon={House} href={addresses.household(next.household.id)}>
            {t(`visits.next.${next.reasons[0] ?? 'survey'}`)}
          </LinkButton>
        )
      }
    >
      <Stack gap="s">
        <CoverageMeter
          coverage={counts.coverage}
          refused={refused}
          plan={roadmap.surveyEnds && { until: roadmap.surveyEnds, today }}
          people="hide"
        />
        {surveyed === 0 && visits.length > 0 && (
          <Notice kind="info" title={t('notAsked.title')} next={t('notAsked.next')} />
        )}
        <UnsentNote {...data} />
        <VisitList visits={visits} hrefOf={addresses.household} refused={refused} />
        <DueSection report={data.others?.report} due={due} campaigns={campaigns} today={today} />
        <Later>
          <TargetTrends village={village.id} counts={counts} targets={targets} today={today} />
          <OverviewLinks />
        </Later>
      </Stack>
    </Page>
  );
}

function NoHouseholds({
  village,
  received,
  householdsHref,
}: {
  village: string;
  received: boolean;
  householdsHref: string;
}) {
  const { t } = useTranslation('progress');
  const which = received ? 'empty' : 'notLoaded';
  return (
    <Page context={village} title={t('title')}>
      <EmptyState
        icon={House}
        title={t(`${which}.title`)}
        action={
          received && (
            <LinkButton variant="primary" href={householdsHref}>
              {t('empty.action')}
            </LinkButton>
          )
        }
      >
        {t(`${which}.next`)}
      </EmptyState>
    </Page>
  );
}
