import { sql } from 'kysely';
import type { Database } from '../accounts/deps.ts';
import { backupJobName } from '../backup/backups.ts';

/** When the last backup finished, Unix ms; 0 before the first. */
export async function readBackupTime(db: Database): Promise<number> {
  const row = await db.selectFrom('job').select('finished_at').where('name', '=', backupJobName).executeTakeFirst();
  return row?.finished_at ?? 0;
}

/** Sums over all phones in use: unsent forms and drafts, and the phones that hold any. */
export async function readUnsent(db: Database): Promise<{ forms: number; phones: number }> {
  const unsent = sql<number>`coalesce((ledger->>'unsent')::int, 0) + coalesce((ledger->>'drafts')::int, 0)`;
  return db
    .selectFrom('device')
    .select([
      sql<number>`coalesce(sum(${unsent}), 0)::int`.as('forms'),
      sql<number>`count(*) filter (where ${unsent} > 0)::int`.as('phones'),
    ])
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
}
