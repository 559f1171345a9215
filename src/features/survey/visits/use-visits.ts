import { useMemo } from 'react';
import { visitsOf, type Visit } from '../../../domain/visits/visit.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useHouseholdRecords } from '../../../phone/hooks.ts';
import { useVillage } from '../use-household.ts';

/** The visits of one household; reads nothing else of the village. */
export function useHouseholdVisits(household: Uuid): readonly Visit[] {
  const records = useHouseholdRecords(useVillage(), household);
  return useMemo(
    () => (records.state === 'ready' ? visitsOf(records.value).filter((visit) => visit.household === household) : []),
    [records, household],
  );
}
