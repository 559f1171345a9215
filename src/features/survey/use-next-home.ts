import { useEffect, useMemo, useState } from 'react';
import { nextCandidates, nextHome } from '../../domain/next-home.ts';
import { visitsOf } from '../../domain/visit.ts';
import { householdsOf } from '../../domain/village.ts';
import type { Uuid } from '../../lib/ids.ts';
import { useHomes, usePhone, useToday } from '../../sync/react.ts';
import { isInCare } from './scope.ts';
import { useVillage } from './use-survey.ts';

/**
 * The home to go to next; undefined where there is none, and until it is known. Read out of the village's summaries and the
 * records of a handful of homes.
 */
export function useNextHome(but: Uuid): Uuid | undefined {
  const phone = usePhone();
  const { store } = phone;
  const village = useVillage();
  const today = useToday();
  const homes = useHomes(village);
  const [next, setNext] = useState<Uuid>();
  const candidates = useMemo(() => {
    if (homes.state !== 'ready' || !homes.value.isWhole) return undefined;
    return nextCandidates(homes.value.byPlace.filter(({ id, household }) => id !== but && isInCare(household.responsible, phone)), today);
  }, [homes, phone, but, today]);
  useEffect(() => {
    if (!candidates) return;
    let gone = false;
    store.records.getMany(village, candidates.flatMap(({ records }) => records)).then(
      (records) => {
        if (!gone) setNext(nextHome(householdsOf(records), visitsOf(records), today)?.id);
      },
      // The list of the day leads on just as well.
      (error: unknown) => console.warn(error),
    );
    return () => {
      gone = true;
    };
  }, [store, village, candidates, today]);
  return next;
}
