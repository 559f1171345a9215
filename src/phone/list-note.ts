import { useEffect, useMemo, useState } from 'react';
import type { HouseholdList } from '../domain/search/household-index.ts';
import type { Uuid } from '../lib/ids.ts';
import { systemSchedule } from '../lib/schedule.ts';
import { useLiveHouseholdList } from './hooks.ts';

// Not while the first screen is still being drawn.
const quiet = 1000;

/**
 * What a screen worked out of the village's list the last time, where the list still stands and `key` is the same:
 * there long before the list is read. Undefined until it is known, and where there is none.
 * @param key everything else that the value depends on
 * @param wanted false: nothing is read
 */
export function useNoted<T>(village: Uuid, key: string, wanted: boolean): T | undefined {
  const list = useLiveHouseholdList(village);
  const [text, setText] = useState<string>();
  useEffect(() => {
    if (!wanted) return undefined;
    let gone = false;
    void list
      .readNote()
      // Without a note the screen waits for the list, which tells of a store that cannot be read.
      .catch(() => undefined)
      .then((read) => {
        if (!gone) setText(read);
      });
    return () => {
      gone = true;
    };
  }, [list, wanted]);
  return useMemo(() => {
    if (text === undefined) return undefined;
    const [madeFor, value] = JSON.parse(text) as [string, T];
    return madeFor === key ? value : undefined;
  }, [text, key]);
}

/** Keeps a value for `useNoted`, in a quiet moment. @param value JSON; undefined: not known yet */
export function useKeepNoted<T>(village: Uuid, key: string, of: HouseholdList | undefined, value: T | undefined): void {
  const list = useLiveHouseholdList(village);
  useEffect(() => {
    if (!of || value === undefined) return undefined;
    const keep = (): void =>
      void list.keepNote(of, JSON.stringify([key, value])).catch((error: unknown) => console.warn(error));
    return systemSchedule(quiet, keep);
  }, [list, key, of, value]);
}
