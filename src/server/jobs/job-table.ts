import { sql } from 'kysely';
import type { Database } from '../accounts/deps.ts';
import type { Job, JobState } from './job.ts';

/** The stored state of a job; a job that never ran has no times and no failures. */
export async function stateOf(db: Database, { name, every }: Job): Promise<JobState> {
  const row = await db.selectFrom('job').selectAll().where('name', '=', name).executeTakeFirst();
  return {
    name,
    every,
    finishedAt: row?.finished_at ?? undefined,
    failedAt: row?.failed_at ?? undefined,
    failures: row?.failures ?? 0,
  };
}

/** Stores that a run has begun; `now` in Unix ms. */
export async function noteStart(db: Database, name: string, now: number): Promise<void> {
  await db
    .insertInto('job')
    .values({ name, started_at: now, finished_at: null, failed_at: null })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ started_at: now }))
    .execute();
}

/** Stores how a run ended; `now` in Unix ms. */
export async function noteEnd(db: Database, name: string, outcome: 'done' | 'failed', now: number): Promise<void> {
  const change =
    outcome === 'done' ? { finished_at: now, failures: 0 } : { failed_at: now, failures: sql<number>`failures + 1` };
  await db.updateTable('job').set(change).where('name', '=', name).execute();
}
