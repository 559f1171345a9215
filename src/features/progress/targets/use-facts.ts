import { useEffect, useState } from 'react';
import type { Uuid } from '../../../lib/ids.ts';
import type { AreaFact } from '../../../domain/report/area-fact.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { useReportApi } from '../report/use-report-api.ts';

const none: readonly AreaFact[] = [];

/**
 * What is told of a village: the server's last answer, stored for use without a network.
 * @param when a new request each time this changes; undefined: none (no network may be used now)
 */
export function useFacts(village: Uuid, when?: unknown): readonly AreaFact[] {
  const { store } = usePhone();
  const api = useReportApi();
  const [facts, setFacts] = useState(none);
  useEffect(() => {
    let left = false;
    const start = async (): Promise<void> => {
      const kept = await store.settings.get('facts');
      if (!left && kept?.village === village) setFacts(kept.facts);
      if (left || when === undefined) return;
      const reply = await api.facts(village);
      if (reply.kind !== 'ok') return; // the stored answer stays
      await store.settings.set('facts', { village, facts: reply.value.facts });
      if (!left) setFacts(reply.value.facts);
    };
    void start();
    return () => {
      left = true;
    };
  }, [store, api, village, when]);
  return facts;
}
