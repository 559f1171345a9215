import { addDays, dayOf } from '../../lib/day.ts';
import { note } from '../accounts/audit.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import type { Job } from '../jobs/job.ts';

const hour = 60 * 60 * 1000;
/** For how long a row without content tells the memory file what was brought back; it is told at once. */
const toldFor = 30 * 24 * hour;

/**
 * Deletes what was erased once it can no longer be brought back, and lists of who erased how much on days that are
 * over. Reading looks at the time as well, so a late run brings nothing back.
 */
export function emptyBasketsJob(deps: AccountDeps): Job {
  return { name: 'empty-baskets', every: hour, run: () => emptyBaskets(deps) };
}

/** One run of the job. */
export async function emptyBaskets(deps: AccountDeps): Promise<void> {
  const now = deps.clock.now();
  await deps.db
    .deleteFrom('erased_household')
    .where('day', '<', addDays(dayOf(now), -7))
    .execute();
  await deps.db.deleteFrom('retention_hold').where('until', '<=', now).execute();
  await deps.db
    .deleteFrom('waste_basket')
    .where('brought_back_at', '<', now - toldFor)
    .execute();
  await deps.db.transaction().execute(async (db) => {
    const gone = await db
      .deleteFrom('waste_basket')
      .where('until', '<=', now)
      .where('brought_back_at', 'is', null)
      .returning('village')
      .execute();
    for (const area of new Set(gone.map(({ village }) => village)))
      await note({ ...deps, db }, { action: 'basketEmptied', area });
  });
}
