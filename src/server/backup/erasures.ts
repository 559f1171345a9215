import type { FastifyInstance } from 'fastify';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Clock } from '../../lib/clock.ts';
import type { Logger } from '../database/logger.ts';
import { isRetryable } from '../database/retryable.ts';
import type { Schema } from '../database/schema.ts';
import { uuidFromText, sha256 } from '../hash.ts';
import { withoutText } from '../http/errors.ts';
import type { SyncService } from '../sync/service.ts';
import { eraseAgain as eraseInVillages } from '../sync/erasure/handle-erase.ts';
import { storageWithin } from '../sync/kysely/kysely-storage.ts';
import { openMemory, placeOf, type Erased, type Memory } from './memory-file.ts';
import { withdrawnIn } from './withdrawals.ts';

/** All erased records that the database knows; none for a database without our tables. */
export async function erasedIn(db: Kysely<unknown>): Promise<readonly Erased[]> {
  // A database of an older version, which is being replaced, has the older table only.
  for (const table of ['erased_mark', 'erased_record']) {
    const { rows: there } = await sql<{ there: boolean }>`select to_regclass(${table}) is not null as there`.execute(
      db,
    );
    if (there[0]?.there)
      return (await sql<Erased>`select id, village from ${sql.table(table)} order by at, id`.execute(db)).rows;
  }
  return [];
}

/**
 * Erases what a restored backup still holds of the erased records, keeping their counts as the first erasure did, and
 * stores all of their ids, so that phones cannot bring them back.
 * @param secret the one that the operator keeps outside of the database, if there is one
 * @returns how many of the records were not erased in the backup
 */
export async function eraseAgain(
  tx: Transaction<unknown>,
  clock: Clock,
  erased: readonly Erased[],
  secret?: string,
): Promise<number> {
  // What could be brought back when the backup was made can be no longer.
  await sql`delete from waste_basket where until <= ${clock.now()}`.execute(tx);
  const known = new Set((await erasedIn(tx)).map(placeOf));
  const forgotten = erased.filter((one) => !known.has(placeOf(one)));
  const storage = storageWithin(tx.withTables<{ [Table in keyof Schema]: Schema[Table] }>());
  const secrets = secret === undefined ? {} : { secrets: { current: secret, former: [] } };
  await eraseInVillages({ storage, clock, sha256, uuidFromText, isRetryable, ...secrets }, forgotten);
  // A village made after the backup has no rows to erase here. Its ids are stored, so that phones cannot bring the
  // records back.
  const [ids, villages] = [forgotten.map(({ id }) => id), forgotten.map(({ village }) => village)];
  await sql`
    insert into erased_mark (id, village, at)
    select id, village, ${clock.now()}::bigint from unnest(${ids}::uuid[], ${villages}::uuid[]) as f (id, village)
    on conflict (village, id) do nothing`.execute(tx);
  return forgotten.length;
}

/** Erasures after `since` (Unix ms), and until when each can be brought back. */
async function erasedSince(db: Kysely<unknown>, since: number): Promise<(Erased & { readonly at: number })[]> {
  const { rows } = await sql<Erased & { at: number; until: number | null }>`
    select erased_mark.id, erased_mark.village, erased_mark.at, basket.until
    from erased_mark left join lateral (
      select until from waste_basket
      where waste_basket.village = erased_mark.village and waste_basket.at = erased_mark.at
        and brought_back_at is null and ids ? erased_mark.id::text
      limit 1
    ) as basket on true
    where erased_mark.at >= ${since} order by erased_mark.at, erased_mark.id`.execute(db);
  return rows.map(({ until, ...one }) => ({ ...one, ...(until !== null && { until }) }));
}

/** What was brought back after `since` (Unix ms) and has not been erased again. */
async function broughtBackSince(db: Kysely<unknown>, since: number): Promise<(Erased & { readonly at: number })[]> {
  const { rows } = await sql<Erased & { at: number }>`
    select back.id::uuid as id, waste_basket.village, waste_basket.brought_back_at as at
    from waste_basket, jsonb_array_elements_text(ids) as back (id)
    where brought_back_at >= ${since} and not exists (
      select 1 from erased_mark where erased_mark.village = waste_basket.village and erased_mark.id = back.id::uuid
    ) order by at, id`.execute(db);
  return rows;
}

// Another machine's clock may be behind this one's.
const overlap = 60 * 60 * 1000;

/** The memory file beside the backups, read once and held by one process. */
export interface Remembering {
  readonly memory: Memory;
  /** Adds to the memory file what the database has of erasures, withdrawals and undone erasures and it lacks. */
  remember(): Promise<void>;
}

export function createRemembering(db: Kysely<unknown>, directory: string): Remembering {
  const memory = openMemory(directory);
  let since = 0;
  return {
    memory,
    remember: async () => {
      const erased = await erasedSince(db, since);
      const withdrawn = await withdrawnIn(db, since);
      const back = await broughtBackSince(db, since);
      for (const one of erased) memory.rememberErased([one], one.at);
      memory.rememberAlive(back);
      memory.rememberWithdrawn(withdrawn);
      since = Math.max(since, ...[...erased, ...withdrawn, ...back].map(({ at }) => at - overlap));
    },
  };
}

/** Adds to the memory file beside the backups the erasures and withdrawals in the database that it lacks. */
export const rememberErasures = (db: Kysely<unknown>, directory: string): Promise<void> =>
  createRemembering(db, directory).remember();

/**
 * The same service, which stores erasures in the memory file before it answers: restoring a backup made a minute before
 * must not bring the person back. When storing fails the phone repeats its request.
 */
export const rememberingErasures = (sync: SyncService, remember: () => Promise<void>): SyncService => ({
  ...sync,
  erase: async (context, request) => {
    const answer = await sync.erase(context, request);
    if ('erased' in answer && answer.erased.length > 0) await remember();
    return answer;
  },
  bringBack: async (context, request) => {
    const answer = await sync.bringBack(context, request);
    // Or the next restore would erase it again.
    if ('broughtBack' in answer && answer.broughtBack) await remember();
    return answer;
  },
  settleErasure: async (context, request) => {
    const answer = await sync.settleErasure(context, request);
    if ('erased' in answer) await remember();
    return answer;
  },
  push: async (context, request) => {
    const answer = await sync.push(context, request);
    // A person added to an erased household is erased with it.
    if ('outcomes' in answer && answer.outcomes.some(({ outcome }) => outcome === 'erased')) await remember();
    return answer;
  },
});

/** Stores the erasures of a process that was killed before it could; the daily backup does this too. */
export async function rememberAtStart(remember: () => Promise<void>, logger: Logger): Promise<void> {
  await remember().catch((error: unknown) =>
    logger.error({ failure: withoutText(error) }, 'BACKUP_DIR cannot be written: erasing and backups will fail.'),
  );
}

/**
 * Stores withdrawals (of a grant, a phone, an invitation) in the memory file before the request is answered, because a
 * restored backup must not bring them back into force. Pushes store theirs themselves.
 */
export function rememberWithdrawals(app: FastifyInstance, remember: () => Promise<void>): void {
  app.addHook('onSend', async (request, reply) => {
    const changes = request.method !== 'GET' && request.method !== 'HEAD' && reply.statusCode < 400;
    if (changes && !/\/(push|pull|renew|recordings)\b/.test(request.url)) await remember();
  });
}
