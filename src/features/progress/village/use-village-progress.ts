import { useMemo } from 'react';
import { periodOf } from '../../../domain/period.ts';
import type { AreaFact } from '../../../domain/report/area-fact.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useRunningCampaigns } from '../../../phone/campaigns.ts';
import { useCountedVillage } from '../../../phone/counted-village.ts';
import { useToday, useWholeHouseholdList } from '../../../phone/hooks.ts';
import { useWorkedOut } from '../../../phone/in-steps.ts';
import type { Loaded } from '../../../phone/live.ts';
import { usePeriodKind } from '../report/use-period-kind.ts';
import { villageFigures, type VillageFigures } from './village-figures.ts';

export type { VillageFigures } from './village-figures.ts';

/** Counted again whenever a record changes, by a form or by the sync. @param facts what is told of the village */
export function useVillageProgress(id: Uuid, facts: readonly AreaFact[]): Loaded<VillageFigures> {
  const village = useCountedVillage(id);
  const list = useWholeHouseholdList(id);
  const today = useToday();
  const kind = usePeriodKind(id);
  const campaigns = useRunningCampaigns();
  const steps = useMemo(
    () =>
      village.state === 'ready' && list.state === 'ready'
        ? () =>
            villageFigures({
              village: village.value,
              list: list.value,
              today,
              since: periodOf(kind, today).from,
              campaigns,
              facts,
            })
        : undefined,
    [village, list, today, kind, facts, campaigns],
  );
  return useWorkedOut([village, list], steps);
}
