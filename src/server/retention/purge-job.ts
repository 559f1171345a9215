import { dayOf } from '../../domain/day.ts';
import type { Fields } from '../../domain/record.ts';
import { expired } from '../../domain/retention.ts';
import { note } from '../accounts/audit.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { isRetryable } from '../database/retryable.ts';
import { nameOf, sha256 } from '../hash.ts';
import type { Job } from '../jobs/job.ts';
import { eraseAgain } from '../sync/handle-erase.ts';
import { createKyselyStorage } from '../sync/kysely-storage.ts';
import { retentionOf } from './area-retention.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * Erases people whose time is up (src/domain/retention.ts), village by village. An erasure like one that was asked for: the
 * village's figures keep what they counted for. Killed in between, the next run goes on.
 */
export function purgeJob(deps: AccountDeps): Job {
  return { name: 'purge-expired', every: day, run: (signal) => purge(deps, signal) };
}

export async function purge(deps: AccountDeps, signal: AbortSignal): Promise<void> {
  const { db, clock } = deps;
  const today = dayOf(clock.now());
  const sync = { storage: createKyselyStorage(db), clock, sha256, nameOf, isRetryable };
  for (const { id: village } of await db.selectFrom('village').select('id').orderBy('id').execute()) {
    if (signal.aborted) return;
    const people = await db.selectFrom('record').select(['id', 'fields']).where('village', '=', village).where('kind', '=', 'person').execute();
    const gone = expired(people.map(({ id, fields }) => ({ id, fields: fields as Fields })), (await retentionOf(db, village)).months, today);
    if (gone.length === 0) continue;
    await eraseAgain(sync, gone.map(({ id }) => ({ village, id })));
    await note(deps, { action: 'purged', area: village });
  }
}
