import type { SyncService } from '../sync/service.ts';
import type { Metrics } from './metrics.ts';

/** The same service, which counts its answers in the metrics. */
export const countSync = (sync: SyncService, metrics: Pick<Metrics, 'pushed' | 'pulled'>): SyncService => ({
  ...sync,
  push: async (context, request) => {
    const answer = await sync.push(context, request);
    if ('outcomes' in answer && 'lastSeq' in answer) metrics.pushed(answer);
    return answer;
  },
  pull: async (context, query, me) => {
    const answer = await sync.pull(context, query, me);
    if ('rows' in answer) metrics.pulled(answer);
    return answer;
  },
});
