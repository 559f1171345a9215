import { useCallback, useMemo } from 'react';
import { lineOf } from '../domain/access/area.ts';
import type { VersionedCampaign } from '../domain/campaign/campaign.ts';
import { runningIn } from '../domain/campaign/meant.ts';
import { campaignsResponse, type CampaignsResponse } from '../protocol/campaign.ts';
import { toKeep, useCachedResponse, type CachedResponse, type CacheSlot } from './cached-response.ts';
import { usePhone, useSyncState, useToday } from './hooks.ts';

export interface Campaigns extends Pick<CachedResponse<CampaignsResponse>, 'problem' | 'refusal' | 'take'> {
  /** What this phone last heard, then the server's answer. Undefined before either. */
  readonly all: readonly VersionedCampaign[] | undefined;
}

const slot: CacheSlot<CampaignsResponse> = {
  read: ({ settings }) => settings.get('campaigns'),
  // The answer to a change says more, which is of no use later.
  write: ({ settings }, { campaigns, now }) => settings.set('campaigns', { campaigns, now }),
};

/**
 * The campaigns that the person's areas take part in. The last answer is kept for use without a network.
 * @param when a new request each time this changes; undefined: none (no network may be used now)
 */
export function useCampaigns(when: unknown = 'opened'): Campaigns {
  const { server } = usePhone();
  const ask = useCallback(async () => toKeep(await server.get('campaigns', campaignsResponse)), [server]);
  const { last, problem, refusal, take } = useCachedResponse(slot, ask, when);
  return { all: last?.campaigns, problem, refusal, take };
}

const none: readonly VersionedCampaign[] = [];
const hour = 60 * 60 * 1000;

/** The campaigns that the person's village works on today; asked for once an hour in which the phone had a network. */
export function useRunningCampaigns(): readonly VersionedCampaign[] {
  const { village, me } = usePhone();
  const { lastContact } = useSyncState();
  const today = useToday();
  const { all = none } = useCampaigns(lastContact === undefined ? undefined : Math.floor(lastContact / hour));
  return useMemo(() => {
    if (!village) return none;
    const line = lineOf(village.id, new Map(me.areas.map((area) => [area.id, area])));
    const running = runningIn(
      all,
      line.map(({ id }) => id),
      today,
    );
    return running.length > 0 ? running : none;
  }, [all, village, me.areas, today]);
}
