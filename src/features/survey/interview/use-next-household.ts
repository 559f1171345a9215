import { useCallback } from 'react';
import { nextHousehold } from '../../../domain/work/next-household.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useRunningCampaigns } from '../../../phone/campaigns.ts';
import { useHouseholdList, usePhone, useToday } from '../../../phone/hooks.ts';
import { useInSteps } from '../../../phone/in-steps.ts';
import { useVillage } from '../use-household.ts';
import { isInCare } from './in-care.ts';

/** The household to go to next, out of the village's list; undefined where there is none, and until it is known. */
export function useNextHousehold(except: Uuid): Uuid | undefined {
  const phone = usePhone();
  const today = useToday();
  const campaigns = useRunningCampaigns();
  const households = useHouseholdList(useVillage());
  const steps = useCallback(
    function* () {
      if (households.state !== 'ready' || !households.value.isWhole) return undefined;
      const others = households.value.byAddress.filter(
        ({ id, household }) => id !== except && isInCare(household.responsible, phone),
      );
      return yield* nextHousehold(others, today, campaigns);
    },
    [households, phone, except, today, campaigns],
  );
  return useInSteps(steps)?.value;
}
