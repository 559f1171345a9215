import { House } from 'lucide-react';
import type { ReactNode } from 'react';
import { yearOf } from '../../domain/day.ts';
import type { IndicatorId } from '../../domain/indicator/indicator.ts';
import type { Roadmap } from '../../domain/report/pace.ts';
import { articleTargets, type Target } from '../../domain/target.ts';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState, LinkButton, Notice, Page, Stack } from '../../ui/index.ts';
import { CoverageMeter } from './CoverageMeter.tsx';
import { DataNote, type DataState } from './DataNote.tsx';
import { FigureCards } from './FigureCards.tsx';
import { SkillStepsSection } from './SkillStepsSection.tsx';
import { SocialOnlyCard } from './SocialOnlyCard.tsx';
import type { VillageFigures } from './use-village-progress.ts';
import { TeamWorkSection } from './TeamWorkSection.tsx';
import { VisitList } from './VisitList.tsx';

export interface VillageProgressProps {
  /** "Thôn Tân Đông" */
  readonly village: string;
  readonly figures: VillageFigures;
  readonly data: DataState;
  /** The address of a household's screen, and of the list of homes. */
  readonly hrefOf: (household: string) => string;
  readonly homesHref: string;
  readonly allHomesHref: string;
  readonly sessionsHref: string;
  /** The homes behind a figure. */
  readonly figureHref?: ((id: IndicatorId) => string) | undefined;
  readonly targets?: readonly Target[];
  /** The village's own plan, as far as it was entered. */
  readonly roadmap?: Roadmap;
  /** The report of the period: whether it may be sent, and where. */
  readonly report?: ReactNode;
  /** Where it stands among villages like it. */
  readonly peers?: ReactNode;
}

const noPlan: Roadmap = { surveyEnds: undefined, smartVillage: undefined };

/** The head's first screen: how many homes are asked, three targets, whom to visit, then all other figures. */
export function VillageProgress({ village, figures, data, hrefOf, homesHref, allHomesHref, sessionsHref, figureHref, targets = articleTargets, roadmap = noPlan, report, peers }: VillageProgressProps) {
  const { t } = useTranslation('progress');
  const { counts, visits, skills, work, today, refused } = figures;
  const { households, surveyed } = counts.coverage;
  if (households === 0) return <NoHomes village={village} received={data.received !== undefined} homesHref={homesHref} />;
  const year = yearOf(today);
  const [next] = visits;
  return (
    <Page
      wide
      context={village}
      title={t('asked', { done: surveyed, all: households })}
      action={
        next && (
          <LinkButton variant="primary" block icon={House} href={hrefOf(next.household.id)}>
            {t(`visits.next.${next.reasons[0] ?? 'survey'}`)}
          </LinkButton>
        )
      }
    >
      <Stack gap="l">
        <CoverageMeter coverage={counts.coverage} refused={refused} plan={roadmap.surveyEnds && { until: roadmap.surveyEnds, today }} />
        {surveyed === 0 && visits.length > 0 && <Notice kind="info" title={t('notAsked.title')} next={t('notAsked.next')} />}
        {report}
        <FigureCards counts={counts} year={year} which="first" targets={targets} today={today} plan={roadmap.smartVillage} figureHref={figureHref} />
        <VisitList visits={visits} hrefOf={hrefOf} refused={refused} />
        <SocialOnlyCard figure={counts.figures.socialOnly} href={figureHref?.('socialOnly')} />
        <FigureCards counts={counts} year={year} which="others" targets={targets} today={today} plan={roadmap.smartVillage} figureHref={figureHref} />
        <SkillStepsSection skills={skills} />
        <TeamWorkSection work={work} sessionsHref={sessionsHref} homesHref={allHomesHref} />
        {peers}
        <DataNote {...data} />
      </Stack>
    </Page>
  );
}

function NoHomes({ village, received, homesHref }: { village: string; received: boolean; homesHref: string }) {
  const { t } = useTranslation('progress');
  const which = received ? 'empty' : 'notLoaded';
  return (
    <Page context={village} title={t('title')}>
      <EmptyState icon={House} title={t(`${which}.title`)} action={received && <LinkButton variant="primary" href={homesHref}>{t('empty.action')}</LinkButton>}>
        {t(`${which}.next`)}
      </EmptyState>
    </Page>
  );
}
