import { useMemo } from 'react';
import { titleName, type Area } from '../../../domain/access/area.ts';
import type { AreaFact } from '../../../domain/report/area-fact.ts';
import { roadmapIn } from '../../../domain/report/pace.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { StillHere } from '../../../phone/still-here.ts';
import { EmptyState, Notice, Page, Skeleton } from '../../../ui/index.ts';
import { useFacts } from '../targets/use-facts.ts';
import { useTargets } from '../targets/use-targets.ts';
import { useDataState, useJustReached } from './use-data-state.ts';
import { useVillageProgress, type VillageFigures } from './use-village-progress.ts';
import { VillageProgress } from './VillageProgress.tsx';

/**
 * The head's first screen; the team sees it too. Everything on it but the other phones' unsent forms is counted on this
 * phone.
 */
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
  const facts = useFacts(village.id, useJustReached());
  const figures = useVillageProgress(village.id, facts);
  if (figures.state === 'ready') return <Counted village={village} figures={figures.value} facts={facts} />;
  return (
    <Page context={titleName(village)} title={t('title')}>
      {figures.state === 'loading' ? (
        <Skeleton />
      ) : (
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

interface CountedProps {
  readonly village: Area;
  readonly figures: VillageFigures;
  readonly facts: readonly AreaFact[];
}

function Counted({ village, figures, facts }: CountedProps) {
  const data = useDataState(village.id, figures.today);
  const targets = useTargets(village.id, data.others?.targets);
  const roadmap = useMemo(() => roadmapIn(facts), [facts]);
  return <VillageProgress village={village} figures={figures} data={data} targets={targets} roadmap={roadmap} />;
}
