import type { Database } from '../accounts/deps.ts';
import type { Job } from '../jobs/job.ts';
import { renewStaleRollups } from './renew-stale.ts';

const hour = 60 * 60 * 1000;

/** Renews stale rollups after an update, so that no reader has to wait for them. */
export const rollupJob = (db: Database): Job => ({
  name: 'rollups',
  every: hour,
  run: async (signal) => void (await renewStaleRollups(db, undefined, signal)),
});
