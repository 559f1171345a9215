import type { Uuid } from '../../lib/ids.ts';
import { dayOf } from '../../domain/day.ts';
import type { Fields } from '../../domain/record.ts';
import { defaultRetentionMonths, expired } from '../../domain/retention.ts';
import { areasAbove } from '../accounts/areas.ts';
import { note } from '../accounts/audit.ts';
import type { AccountDeps, Database } from '../accounts/deps.ts';
import { lineWithin } from '../accounts/manage.ts';
import { isRetryable } from '../database/retryable.ts';
import { nameOf, sha256 } from '../hash.ts';
import type { Job } from '../jobs/job.ts';
import { eraseAgain } from '../sync/handle-erase.ts';
import { createKyselyStorage } from '../sync/kysely-storage.ts';

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
    const gone = expired(people.map(({ id, fields }) => ({ id, fields: fields as Fields })), await retentionMonths(db, village), today);
    if (gone.length === 0) continue;
    await eraseAgain(sync, gone.map(({ id }) => ({ village, id })));
    await note(deps, { action: 'purged', area: village });
  }
}

/** Months kept in an area: what the nearest of it and the areas above it says. */
export async function retentionMonths(db: Database, area: Uuid): Promise<number> {
  const line = lineWithin(new Map((await areasAbove(db, [area])).map((one) => [one.id, one])), area);
  const said = await db.selectFrom('retention').select(['area', 'months']).where('area', 'in', line).execute();
  const monthsByArea = new Map(said.map((one) => [one.area, one.months]));
  return line.map((id) => monthsByArea.get(id)).find((months) => months !== undefined) ?? defaultRetentionMonths;
}
