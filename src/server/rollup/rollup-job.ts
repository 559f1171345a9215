import type { Database } from '../accounts/deps.ts';
import type { Job } from '../jobs/job.ts';
import { createKyselyStorage } from '../sync/kysely-storage.ts';
import { rebuildRollup } from './rebuild-rollups.ts';
import { staleRollups } from './read-rollups.ts';

const hour = 60 * 60 * 1000;

/** After an update that counts otherwise: makes every village's rollup again, so that nobody who reads has to wait for it. */
export const rollupJob = (db: Database): Job => ({
  name: 'rollups',
  every: hour,
  run: async (signal) => {
    const stale = await staleRollups(db).execute();
    const storage = createKyselyStorage(db);
    for (const { id } of stale) {
      if (signal.aborted) return;
      await rebuildRollup(storage, id);
    }
  },
});
