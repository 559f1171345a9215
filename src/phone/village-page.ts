import { useCallback, useEffect, useState } from 'react';
import type { Uuid } from '../lib/ids.ts';
import { villagePageResponse, type VillagePageResponse } from '../protocol/village-page.ts';
import type { Asked } from '../sync/index.ts';
import { usePhone } from './hooks.ts';

export interface VillagePage {
  /** What the page says: at once what this phone last heard, then the server's answer. Undefined before either. */
  readonly page: VillagePageResponse | undefined;
  /** Why there is no newer answer. */
  readonly problem: 'unreachable' | 'refused' | undefined;
  /** Takes the answer to a change. @returns what the answer holds, undefined where nothing was changed */
  readonly take: <T extends VillagePageResponse>(reply: Asked<T>) => T | undefined;
}

/**
 * What the public page of an area says. The last answer about the person's own village is kept for use without a
 * network.
 * @param when a new request each time this changes; undefined: none (no network may be used now)
 */
export function useVillagePage(area: Uuid | undefined, when: unknown = 'opened'): VillagePage {
  const { store, server, village } = usePhone();
  const [page, setPage] = useState<VillagePageResponse>();
  const [problem, setProblem] = useState<VillagePage['problem']>();
  const isOwn = area !== undefined && area === village?.id;
  const take = useCallback(
    <T extends VillagePageResponse>(reply: Asked<T>): T | undefined => {
      if (reply.kind !== 'ok') {
        setProblem(reply.kind === 'unreachable' ? 'unreachable' : 'refused');
        return undefined;
      }
      setProblem(undefined);
      setPage(reply.value);
      if (reply.value.area === village?.id) void store.settings.set('villagePage', reply.value);
      return reply.value;
    },
    [store, village],
  );
  useEffect(() => {
    if (area === undefined) return;
    let left = false;
    const start = async (): Promise<void> => {
      const kept = isOwn ? await store.settings.get('villagePage') : undefined;
      if (left) return;
      if (kept?.area === area) setPage((now) => now ?? kept);
      if (when === undefined) return;
      const reply = await server.get(`village-page?area=${area}`, villagePageResponse);
      if (!left) take(reply);
    };
    void start();
    return () => {
      left = true;
    };
  }, [area, isOwn, store, server, take, when]);
  return { page: page?.area === area ? page : undefined, problem, take };
}
