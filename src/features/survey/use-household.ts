import { useMemo } from 'react';
import type { Uuid } from '../../lib/ids.ts';
import { useHouseholdRecords, usePhone, useToday } from '../../phone/hooks.ts';
import type { HouseholdContext } from './form-context.ts';
import { formContextOf } from './household-context.ts';

/** The village that this person surveys. @throws for a role without a village: its navigation has no link here */
export function useVillage(): Uuid {
  const { village } = usePhone();
  if (!village) throw new Error('This person has no village to survey.');
  return village.id;
}

export type LoadedHousehold =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'notFound' }
  | { readonly state: 'ready'; readonly formContext: HouseholdContext };

/**
 * One household as the phone shows it now, with the versions shown. The id of a merged household gives the one that
 * stays.
 */
export function useHousehold(id: Uuid): LoadedHousehold {
  const village = useVillage();
  const today = useToday();
  const records = useHouseholdRecords(village, id);
  return useMemo((): LoadedHousehold => {
    if (records.state !== 'ready') return { state: records.state };
    const formContext = formContextOf(records.value, today);
    return formContext ? { state: 'ready', formContext } : { state: 'notFound' };
  }, [records, today]);
}
