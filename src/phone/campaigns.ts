import { useCallback, useEffect, useMemo, useState } from 'react';
import { lineOf } from '../domain/access/area.ts';
import type { VersionedCampaign } from '../domain/campaign/campaign.ts';
import { runningIn } from '../domain/campaign/meant.ts';
import { campaignsResponse, type CampaignsResponse } from '../protocol/campaign.ts';
import type { Asked } from '../sync/index.ts';
import { usePhone, useSyncState, useToday } from './hooks.ts';

export interface Campaigns {
  /** What this phone last heard, then the server's answer. Undefined before either. */
  readonly all: readonly VersionedCampaign[] | undefined;
  /** Why there is no newer answer. */
  readonly problem: 'unreachable' | 'refused' | undefined;
  /** Takes the answer to a change. @returns what the answer holds; undefined: there was none */
  readonly take: <T extends CampaignsResponse>(reply: Asked<T>) => T | undefined;
}

/**
 * The campaigns that the person's areas take part in. The last answer is kept for use without a network.
 * @param when a new request each time this changes; undefined: none (no network may be used now)
 */
export function useCampaigns(when: unknown = 'opened'): Campaigns {
  const { store, server } = usePhone();
  const [all, setAll] = useState<readonly VersionedCampaign[]>();
  const [problem, setProblem] = useState<Campaigns['problem']>();
  const take = useCallback(
    <T extends CampaignsResponse>(reply: Asked<T>): T | undefined => {
      if (reply.kind !== 'ok') {
        setProblem(reply.kind === 'unreachable' ? 'unreachable' : 'refused');
        return undefined;
      }
      const { campaigns, now } = reply.value;
      setProblem(undefined);
      setAll(campaigns);
      void store.settings.set('campaigns', { campaigns, now });
      return reply.value;
    },
    [store],
  );
  useEffect(() => {
    let left = false;
    const start = async (): Promise<void> => {
      const kept = await store.settings.get('campaigns');
      if (left) return;
      if (kept) setAll((known) => known ?? kept.campaigns);
      if (when === undefined) return;
      const reply = await server.get('campaigns', campaignsResponse);
      if (!left) take(reply);
    };
    void start();
    return () => {
      left = true;
    };
  }, [store, server, take, when]);
  return { all, problem, take };
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
