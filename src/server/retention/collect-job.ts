import type { Uuid } from '../../lib/ids.ts';
import type { AccountDeps, Database } from '../accounts/deps.ts';
import type { Job } from '../jobs/job.ts';
import { createKyselyStorage } from '../sync/kysely-storage.ts';

const day = 24 * 60 * 60 * 1000;

/** How long a phone may be away and still hear of what has gone; one that was away longer fetches its village anew. */
export const tombstonesKept = 90 * day;

/**
 * Removes what only says that something is gone (`isTombstone`), once every phone has had ninety days to hear of it. A phone
 * that was away longer is told to start at 0 (handle-pull.ts), so that nothing comes back. Killed in between, the next
 * run goes on.
 */
export function collectJob(deps: Pick<AccountDeps, 'db' | 'clock'>): Job {
  return { name: 'collect-tombstones', every: day, run: (signal) => collectTombstones(deps, signal) };
}

export async function collectTombstones({ db, clock }: Pick<AccountDeps, 'db' | 'clock'>, signal: AbortSignal): Promise<void> {
  const storage = createKyselyStorage(db);
  const now = clock.now();
  for (const { id, version, collected } of await db.selectFrom('village').select(['id', 'version', 'collected']).orderBy('id').execute()) {
    if (signal.aborted) return;
    await mark(db, id, version, now);
    const old = await db.selectFrom('village_mark').select(['at', 'version']).where('village', '=', id).where('at', '<=', now - tombstonesKept).orderBy('at', 'desc').limit(1).executeTakeFirst();
    if (!old) continue;
    await db.deleteFrom('village_mark').where('village', '=', id).where('at', '<', old.at).execute();
    if (old.version > collected) await storage.transaction((tx) => tx.collect(id, old.version));
  }
}

/** A village that has not changed stands where the last mark says. */
async function mark(db: Database, village: Uuid, version: number, at: number): Promise<void> {
  const last = await db.selectFrom('village_mark').select('version').where('village', '=', village).orderBy('at', 'desc').limit(1).executeTakeFirst();
  if (last?.version === version) return;
  await db.insertInto('village_mark').values({ village, at, version }).onConflict((conflict) => conflict.doNothing()).execute();
}
