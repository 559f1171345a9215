import type { Uuid } from '../../lib/ids.ts';
import type { Database } from './deps.ts';

/**
 * Locks accounts until the transaction ends, in one order, so that two transactions cannot deadlock. A transaction that
 * gives, takes or checks rights first locks all accounts whose rights it reads, so that no right is withdrawn before
 * the transaction ends.
 */
export async function lockAccounts(db: Database, accounts: readonly (Uuid | null | undefined)[]): Promise<void> {
  const ids = [...new Set(accounts.filter((id) => typeof id === 'string'))];
  if (ids.length === 0) return;
  // "No key": rows that only refer to the account can still be written.
  await db.selectFrom('account').select('id').where('id', 'in', ids).orderBy('id').forNoKeyUpdate().execute();
}

/** Locks an area until the transaction ends, so that only one person can become the first of a village's team. */
export async function lockArea(db: Database, area: Uuid): Promise<void> {
  await db.selectFrom('area').select('id').where('id', '=', area).forNoKeyUpdate().execute();
}
