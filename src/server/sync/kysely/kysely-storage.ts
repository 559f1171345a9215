import type { Kysely, Transaction } from 'kysely';
import type { Schema } from '../../database/schema.ts';
import { pullTx } from './pull-tx.ts';
import { inPushTx } from './push-tx.ts';
import type { SyncStorage } from '../storage.ts';

/**
 * Push and pull over PostgreSQL or PGlite. Pushes run READ COMMITTED: every row they decide by is locked first.
 * Pulls run REPEATABLE READ: page, outcomes and digest come from one snapshot.
 */
export function createKyselyStorage(db: Kysely<Schema>): SyncStorage {
  return {
    transaction: (work) => db.transaction().execute((trx) => inPushTx(trx, work)),
    snapshot: (work) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute((trx) => work(pullTx(trx))),
  };
}

/** The same storage within a transaction of the caller. */
export const storageWithin = (trx: Transaction<Schema>): SyncStorage => ({
  transaction: (work) => inPushTx(trx, work),
  snapshot: (work) => work(pullTx(trx)),
});
