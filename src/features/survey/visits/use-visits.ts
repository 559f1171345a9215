import { useMemo } from 'react';
import { visitsOf, type Visit } from '../../../domain/visit.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useHomeRecords, useRecords } from '../../../sync/react.ts';
import { useVillage } from '../use-survey.ts';

/** The village's visits as this phone shows them, oldest first; none while they are still being read. */
export function useVisits(): readonly Visit[] {
  const records = useRecords(useVillage());
  return useMemo(() => (records.state === 'ready' ? visitsOf(records.value) : []), [records]);
}

/** Those of one home; reads nothing else of the village. */
export function useHomeVisits(household: Uuid): readonly Visit[] {
  const records = useHomeRecords(useVillage(), household);
  return useMemo(() => (records.state === 'ready' ? visitsOf(records.value).filter((visit) => visit.household === household) : []), [records, household]);
}
