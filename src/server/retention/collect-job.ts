import type { Uuid } from '../../lib/ids.ts';
import type { AccountDeps, Database } from '../accounts/deps.ts';
import type { Job } from '../jobs/job.ts';
import { createKyselyStorage } from '../sync/kysely/kysely-storage.ts';

const day = 24 * 60 * 60 * 1000;

/** How long tombstones are kept, ms. A phone that was offline longer pulls its village anew. */
export const tombstonesKept = 90 * day;

/**
 * Collects tombstones (`isTombstone`) older than ninety days. A phone that was offline
 * longer must start at 0 (handle-pull.ts), so that no deleted record returns. After a kill the next run
 * continues.
 */
export function collectJob(deps: Pick<AccountDeps, 'db' | 'clock'>): Job {
  return { name: 'collect-tombstones', every: day, run: (signal) => collectTombstones(deps, signal) };
}

/** One run of the job. */
export async function collectTombstones(
  { db, clock }: Pick<AccountDeps, 'db' | 'clock'>,
  signal: AbortSignal,
): Promise<void> {
  const storage = createKyselyStorage(db);
  const now = clock.now();
  for (const { id, version, collected } of await db
    .selectFrom('village')
    .select(['id', 'version', 'collected'])
    .orderBy('id')
    .execute()) {
    if (signal.aborted) return;
    await mark(db, id, version, now);
    const old = await db
      .selectFrom('village_mark')
      .select(['at', 'version'])
      .where('village', '=', id)
      .where('at', '<=', now - tombstonesKept)
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!old) continue;
    await db.deleteFrom('village_mark').where('village', '=', id).where('at', '<', old.at).execute();
    if (old.version > collected) await storage.transaction((tx) => tx.collect(id, old.version));
  }
}

/** Stores a village's version of a day. Days without a change get no row. */
async function mark(db: Database, village: Uuid, version: number, at: number): Promise<void> {
  const last = await db
    .selectFrom('village_mark')
    .select('version')
    .where('village', '=', village)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.version === version) return;
  await db
    .insertInto('village_mark')
    .values({ village, at, version })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
