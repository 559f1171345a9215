import { sql } from 'kysely';
import type { Clock } from '../../lib/clock.ts';
import type { Database } from '../accounts/deps.ts';
import { backupJobName } from '../backup/backups.ts';

/** Seconds since the last backup was finished; undefined before the first. */
export async function readBackupAge(db: Database, clock: Clock): Promise<number | undefined> {
  const row = await db.selectFrom('job').select('finished_at').where('name', '=', backupJobName).executeTakeFirst();
  return row?.finished_at ? (clock.now() - row.finished_at) / 1000 : undefined;
}

/** Sums over all phones in use; nobody's alone. */
export async function readUnsent(db: Database): Promise<{ forms: number; phones: number }> {
  const unsent = sql<number>`coalesce((ledger->>'unsent')::int, 0) + coalesce((ledger->>'drafts')::int, 0)`;
  return db
    .selectFrom('device')
    .select([sql<number>`coalesce(sum(${unsent}), 0)::int`.as('forms'), sql<number>`count(*) filter (where ${unsent} > 0)::int`.as('phones')])
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
}
