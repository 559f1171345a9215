import { useEffect, useMemo, useState } from 'react';
import type { Uuid } from '../../lib/ids.ts';
import type { AreaFact } from '../../domain/area-fact.ts';
import { roadmapIn, type Roadmap } from '../../domain/report/pace.ts';
import { usePhone } from '../../sync/react.ts';
import { useReportApi } from './use-report-api.ts';

/**
 * The days of a village's plan: as the server last told, kept for when there is no network.
 * @param when asks anew each time this changes; undefined: does not ask (no network may be used now)
 */
export function useRoadmap(village: Uuid, when?: unknown): Roadmap {
  const { store } = usePhone();
  const api = useReportApi();
  const [facts, setFacts] = useState<readonly AreaFact[]>([]);
  useEffect(() => {
    let left = false;
    const start = async (): Promise<void> => {
      const kept = await store.settings.get('facts');
      if (!left && kept?.village === village) setFacts(kept.facts);
      if (left || when === undefined) return;
      const reply = await api.facts(village);
      if (reply.kind !== 'ok') return; // what is kept stays
      await store.settings.set('facts', { village, facts: reply.value.facts });
      if (!left) setFacts(reply.value.facts);
    };
    void start();
    return () => {
      left = true;
    };
  }, [store, api, village, when]);
  return useMemo(() => roadmapIn(facts), [facts]);
}
