import { useCallback, useMemo } from 'react';
import type { Uuid } from '../lib/ids.ts';
import { villagePageResponse, type VillagePageResponse } from '../protocol/village-page.ts';
import {
  toKeep,
  useCachedResponse,
  type AskedToCache,
  type CachedResponse,
  type CacheSlot,
} from './cached-response.ts';
import { usePhone } from './hooks.ts';

export interface VillagePage extends Pick<CachedResponse<VillagePageResponse>, 'problem' | 'refusal' | 'take'> {
  /** What the page says: at once what this phone last heard, then the server's answer. Undefined before either. */
  readonly page: VillagePageResponse | undefined;
}

/**
 * What the public page of an area says. The last answer about the person's own village is kept for use without a
 * network.
 * @param when a new request each time this changes; undefined: none (no network may be used now)
 */
export function useVillagePage(area: Uuid | undefined, when: unknown = 'opened'): VillagePage {
  const { server, village } = usePhone();
  const own = village?.id;
  const slot = useMemo(
    (): CacheSlot<VillagePageResponse> => ({
      read: async ({ settings }) => {
        const kept = await settings.get('villagePage');
        return kept?.area === area ? kept : undefined;
      },
      write: async ({ settings }, page) => {
        if (page.area === own) await settings.set('villagePage', page);
      },
    }),
    [area, own],
  );
  const ask = useCallback(
    async (): Promise<AskedToCache<VillagePageResponse>> =>
      toKeep(await server.get(`village-page?area=${area}`, villagePageResponse)),
    [server, area],
  );
  const { last, problem, refusal, take } = useCachedResponse(slot, ask, area === undefined ? undefined : when);
  return { page: last?.area === area ? last : undefined, problem, refusal, take };
}
