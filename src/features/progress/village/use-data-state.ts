import type { Uuid } from '../../../lib/ids.ts';
import type { Day } from '../../../lib/day.ts';
import type { ProgressResponse, VillageProgress } from '../../../protocol/progress.ts';
import { usePhone, useSyncState } from '../../../phone/hooks.ts';
import type { DataState } from '../figures/DataNote.tsx';
import { useReport } from '../report/use-report.ts';

/** What the figures of a village hold, and what the server last said of the village. */
export interface VillageDataState extends DataState {
  readonly others: Others | undefined;
}
type Others = VillageProgress['unsent'] &
  Pick<VillageProgress, 'report' | 'coverage' | 'bands'> &
  Pick<ProgressResponse, 'targets'> & { readonly at: number };

const justNow = 60_000;

/**
 * The time of the last sync, right after it has reached the server: then the network is one that may be used. Later
 * undefined.
 */
export function useJustReached(): number | undefined {
  const { clock } = usePhone();
  const { lastContact } = useSyncState();
  return lastContact !== undefined && clock.now() - lastContact < justNow ? lastContact : undefined;
}

export function useDataState(village: Uuid, today: Day): VillageDataState {
  const { unsentForms, drafts, lastContact } = useSyncState();
  const { last } = useReport(useJustReached());
  const mine = last?.villages.find((one) => one.village === village);
  return {
    today,
    ownForms: unsentForms,
    ownDrafts: drafts,
    received: lastContact,
    others: last &&
      mine && {
        ...mine.unsent,
        at: last.now,
        report: mine.report,
        coverage: mine.coverage,
        bands: mine.bands,
        targets: last.targets,
      },
  };
}
