import { sql } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';
import type { Database } from './deps.ts';

/**
 * Revokes phones and every device that replaced a copied one of them, and ends their reminders. The phones' rows are
 * locked first: a concurrent request for such a device waits and then finds its phone revoked; a device added before is
 * found here.
 * @returns the ids that were not revoked before
 */
export async function closePhones(tx: Database, ids: readonly Uuid[], now: number): Promise<Uuid[]> {
  if (ids.length === 0) return [];
  await tx
    .selectFrom('device')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();
  const closed = await tx
    .updateTable('device')
    .set({ revoked_at: now })
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('id', 'in', [...ids]), sql<boolean>`former ?| ${[...ids]}::text[]`]))
    .where('account', 'in', (owners) =>
      owners
        .selectFrom('device as named')
        .select('named.account')
        .where('named.id', 'in', [...ids]),
    )
    .returning('id')
    .execute();
  const gone = closed.map(({ id }) => id);
  if (gone.length > 0) await tx.deleteFrom('push_subscription').where('device', 'in', gone).execute();
  return gone;
}

/** Revokes all phones of an account. */
export async function closePhonesOf(tx: Database, account: Uuid, now: number): Promise<Uuid[]> {
  const open = await tx
    .selectFrom('device')
    .select('id')
    .where('account', '=', account)
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute();
  return closePhones(
    tx,
    open.map(({ id }) => id),
    now,
  );
}
