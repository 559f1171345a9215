import { useEffect, useMemo, useState } from 'react';
import { openConflicts } from '../../domain/merge/conflict.ts';
import type { FormPlaces, PlainSettings } from '../../store/index.ts';
import { useDisputed, usePhone } from '../../phone/hooks.ts';

/** Where everything on this phone is, counted on this phone. */
export interface Ledger {
  readonly places: FormPlaces;
  /** Records of the village in the local store, and the last time they were found equal to the server's. */
  readonly records: number;
  readonly compared: PlainSettings['compared'] | undefined;
}

export type LoadedLedger =
  | { readonly state: 'loading' | 'failed' }
  | { readonly state: 'ready'; readonly ledger: Ledger };

export function useLedger(): LoadedLedger {
  const { store, village } = usePhone();
  const [loaded, setLoaded] = useState<LoadedLedger>({ state: 'loading' });
  useEffect(() => {
    let gone = false;
    const read = async (): Promise<void> => {
      const places = await store.outbox.places();
      const records = village ? (await store.confirmed.versions(village.id)).length : 0;
      const compared = await store.settings.get('compared');
      if (!gone)
        setLoaded({
          state: 'ready',
          ledger: { places, records, compared: compared?.village === village?.id ? compared : undefined },
        });
    };
    const load = (): void =>
      void read().catch((error: unknown) => {
        console.error(error);
        if (!gone) setLoaded({ state: 'failed' });
      });
    load();
    const unsubscribe = store.subscribe(load);
    return () => {
      gone = true;
      unsubscribe();
    };
  }, [store, village]);
  return loaded;
}

/** How many things of the village two people wrote differently; undefined until that is known. */
export function useConflictCount(village: string): number | undefined {
  const records = useDisputed(village);
  return useMemo(() => (records.state === 'ready' ? openConflicts(records.value).length : undefined), [records]);
}
