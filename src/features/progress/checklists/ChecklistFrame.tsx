import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { titleName, type Area } from '../../../domain/access/area.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { EmptyState, Notice, Page, Skeleton } from '../../../ui/index.ts';
import { OwnFigures, SeenFigures, type VillageFigures } from './figures.tsx';
import { useTicks, type TicksOnPhone } from './use-ticks.ts';

/** A village's checklists, ready to be filled in. */
export interface VillageChecklists {
  readonly village: Area;
  /** The village as addresses name it: absent for the person's own. */
  readonly named: Uuid | undefined;
  readonly figures: VillageFigures;
  readonly ticks: TicksOnPhone;
}

interface FrameProps {
  readonly title: string;
  /** Where one comes from; absent: the screen from which the village's checklists are opened. */
  readonly back?: (named: Uuid | undefined) => string;
  readonly children: (of: VillageChecklists) => ReactNode;
}

/** Whose checklists: the person's own village, or one of an officer's (`?village=`); and what is known of them. */
export function ChecklistFrame({ title, back, children }: FrameProps) {
  const { t } = useTranslation('progress');
  const { village: own, me, basePath } = usePhone();
  const [search] = useSearchParams();
  const named = search.get('village') ?? undefined;
  const village = own ?? me.areas.find(({ id, kind }) => kind === 'village' && id === named);
  const paths = addressesBelow(basePath);
  if (!village)
    return (
      <Page title={title} back={{ href: basePath }}>
        <EmptyState title={t('noVillage.title')}>{t('noVillage.next')}</EmptyState>
      </Page>
    );
  const of = own ? undefined : village.id;
  const href = back?.(of) ?? (own ? paths.overview('team') : paths.villages(village.id));
  const Figures = own ? OwnFigures : SeenFigures;
  return (
    <Figures key={village.id} village={village.id}>
      {(figures) => (
        <WithTicks village={village} title={title} back={href} figures={figures}>
          {(known, ticks) => children({ village, named: of, figures: known, ticks })}
        </WithTicks>
      )}
    </Figures>
  );
}

interface WithTicksProps {
  readonly village: Area;
  readonly title: string;
  readonly back: string;
  readonly figures: VillageFigures | 'loading' | 'failed';
  readonly children: (figures: VillageFigures, ticks: TicksOnPhone) => ReactNode;
}

function WithTicks({ village, title, back, figures, children }: WithTicksProps) {
  const { t } = useTranslation(['progress', 'checklists']);
  const ticks = useTicks(village);
  if (typeof figures === 'object' && ticks) return children(figures, ticks);
  return (
    <Page context={titleName(village)} title={title} back={{ href: back }}>
      {figures === 'failed' ? (
        <Notice kind="error" title={t('progress:failed.title')} next={t('checklists:noFigures')} />
      ) : (
        <Skeleton rows={4} />
      )}
    </Page>
  );
}
