import { addDays, dayOf } from '../../lib/day.ts';
import type { Fields } from '../../domain/record/record.ts';
import { expired } from '../../domain/record/retention.ts';
import { note } from '../accounts/audit.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { isRetryable } from '../database/retryable.ts';
import { uuidFromText, sha256 } from '../hash.ts';
import type { Job } from '../jobs/job.ts';
import { eraseAgain } from '../sync/erasure/handle-erase.ts';
import { forgetTexts } from '../sync/erasure/forget-texts.ts';
import { createKyselyStorage } from '../sync/kysely/kysely-storage.ts';
import { monthsInForce } from './area-retention.ts';
import { expiredHouseholds, expiredTexts } from './expired-rest.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * Erases people whose retention has ended (src/domain/record/retention.ts), village by village; then households in
 * which nobody is left, and quarantined or set-aside texts of the same age. Usage older than a week goes as well. The
 * erasure is the requested one: the village's figures keep their counts. After a kill the next run continues.
 */
export function purgeJob(deps: AccountDeps): Job {
  return { name: 'purge-expired', every: day, run: (signal) => purge(deps, signal) };
}

/** One run of the job; ends early when `signal` is aborted. */
export async function purge(deps: AccountDeps, signal: AbortSignal): Promise<void> {
  const { db, clock } = deps;
  const today = dayOf(clock.now());
  const sync = { storage: createKyselyStorage(db), clock, sha256, uuidFromText, isRetryable };
  await db.deleteFrom('account_usage').where('day', '<', addDays(today, -7)).execute();
  for (const { id: village } of await db.selectFrom('village').select('id').orderBy('id').execute()) {
    if (signal.aborted) return;
    const people = await db
      .selectFrom('record')
      .select(['id', 'fields'])
      .where('village', '=', village)
      .where('kind', '=', 'person')
      .execute();
    const months = await monthsInForce(db, village, clock.now());
    const gone = expired(
      people.map(({ id, fields }) => ({ id, fields: fields as Fields })),
      months,
      today,
    );
    if (gone.length > 0)
      await eraseAgain(
        sync,
        gone.map(({ id }) => ({ village, id })),
      );
    const empty = await expiredHouseholds(db, village, months, today);
    if (empty.length > 0)
      await eraseAgain(
        sync,
        empty.map((id) => ({ village, id })),
      );
    let texts = 0;
    for (
      let due = await expiredTexts(db, village, months, today);
      due.length > 0 && !signal.aborted;
      due = await expiredTexts(db, village, months, today)
    ) {
      const went = await forgetTexts(sync, village, due);
      if (went === 0) break;
      texts += went;
    }
    if (gone.length + empty.length + texts > 0) await note(deps, { action: 'purged', area: village });
  }
}
