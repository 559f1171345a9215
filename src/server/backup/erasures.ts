import { sql, type Kysely, type Transaction } from 'kysely';
import type { Clock } from '../../lib/clock.ts';
import type { Logger } from '../database/logger.ts';
import { isRetryable } from '../database/retryable.ts';
import type { Schema } from '../database/schema.ts';
import { nameOf, sha256 } from '../hash.ts';
import { withoutText } from '../http/errors.ts';
import type { SyncService } from '../http/deps.ts';
import { eraseAgain as eraseInVillages } from '../sync/handle-erase.ts';
import { storageWithin } from '../sync/kysely-storage.ts';
import { openMemory, type Erased } from './memory-file.ts';

/** Everything that was erased on somebody's wish, as the database knows it; nothing in one without our tables. */
export async function erasedIn(db: Kysely<unknown>): Promise<readonly Erased[]> {
  const { rows: there } = await sql<{ there: boolean }>`select to_regclass('erased_record') is not null as there`.execute(db);
  if (!there[0]?.there) return [];
  const { rows } = await sql<Erased>`select id, village from erased_record order by at, id`.execute(db);
  return rows;
}

/**
 * Erases what a restored backup still holds, with the counts kept as when it was erased first, and remembers all of it, so that phones
 * cannot bring it back.
 * @returns how many of these the backup did not know to be erased
 */
export async function eraseAgain(tx: Transaction<unknown>, clock: Clock, erased: readonly Erased[]): Promise<number> {
  const known = new Set((await erasedIn(tx)).map(({ id }) => id));
  const forgotten = erased.filter(({ id }) => !known.has(id));
  const storage = storageWithin(tx.withTables<{ [Table in keyof Schema]: Schema[Table] }>());
  await eraseInVillages({ storage, clock, sha256, nameOf, isRetryable }, forgotten);
  // Of a village that is younger than the backup nothing is there to erase; what phones still send of it must not be kept either.
  const [ids, villages] = [forgotten.map(({ id }) => id), forgotten.map(({ village }) => village)];
  await sql`
    insert into erased_record (id, village, at) select id, village, ${clock.now()}::bigint from unnest(${ids}::uuid[], ${villages}::uuid[]) as f (id, village)
    on conflict (id) do nothing`.execute(tx);
  return forgotten.length;
}

/** Writes beside the backups what the database knows to be erased and the memory there does not yet. */
export async function rememberErasures(db: Kysely<unknown>, directory: string): Promise<void> {
  openMemory(directory).rememberErased(await erasedIn(db));
}

/**
 * The same service, whose erasures are on the disk outside of the database before anybody is told that they are done: restoring even
 * a backup made a minute before must not bring the person back. Should that fail, the phone asks again and hears of it then.
 */
export const rememberingErasures = (sync: SyncService, remember: () => Promise<void>): SyncService => ({
  ...sync,
  erase: async (context, request) => {
    const answer = await sync.erase(context, request);
    if ('erased' in answer && answer.erased.length > 0) await remember();
    return answer;
  },
  push: async (context, request) => {
    const answer = await sync.push(context, request);
    // A person added to an erased home is erased with it.
    if ('outcomes' in answer && answer.outcomes.some(({ outcome }) => outcome === 'erased')) await remember();
    return answer;
  },
});

/** What a process that was killed between erasing and remembering owes; the daily backup does it too. */
export async function rememberAtStart(remember: () => Promise<void>, logger: Logger): Promise<void> {
  await remember().catch((error: unknown) => logger.error({ failure: withoutText(error) }, 'BACKUP_DIR cannot be written: erasing and backups will fail.'));
}
