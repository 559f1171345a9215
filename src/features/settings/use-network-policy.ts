import { useCallback, useEffect, useState } from 'react';
import type { PlainSettings } from '../../store/index.ts';
import { usePhone } from '../../phone/hooks.ts';
import type { NetworkPolicy } from '../../sync/index.ts';

/** When forms may be sent by themselves, and what that has cost this month. */
export interface NetworkSettings {
  readonly policy: NetworkPolicy;
  readonly dataUsed: PlainSettings['dataUsed'] | undefined;
  /** Keeps the choice on the phone and lets the sync decide anew. */
  readonly choose: (policy: NetworkPolicy) => void;
  readonly failed: boolean;
}

const byDefault: NetworkPolicy = 'mobile';

export function useNetworkPolicy(): NetworkSettings {
  const { store, sync } = usePhone();
  const [policy, setPolicy] = useState<NetworkPolicy>(byDefault);
  const [dataUsed, setDataUsed] = useState<PlainSettings['dataUsed']>();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let gone = false;
    const read = async (): Promise<void> => {
      const [kept, used] = [await store.settings.get('networkPolicy'), await store.settings.get('dataUsed')];
      if (gone) return;
      setPolicy(kept ?? byDefault);
      setDataUsed(used);
    };
    const load = (): void => void read().catch(() => setFailed(true));
    load();
    const unsubscribe = store.subscribe((changed) => {
      if (changed.has('settings')) load();
    });
    return () => {
      gone = true;
      unsubscribe();
    };
  }, [store]);

  const choose = useCallback(
    (next: NetworkPolicy): void => {
      setPolicy(next);
      store.settings.set('networkPolicy', next).then(
        () => {
          setFailed(false);
          sync.wake('connection');
        },
        () => setFailed(true),
      );
    },
    [store, sync],
  );
  return { policy, dataUsed, choose, failed };
}
