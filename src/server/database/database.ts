import type { Kysely } from 'kysely';
import type { TryAdvisoryLock, WithAdvisoryLock } from './advisory-lock.ts';

/** An open database, PostgreSQL or PGlite, with its locks. */
export interface Database {
  /**
   * Typed with `withTables`. Inside `db.transaction()` use only the transaction: on PGlite a query on `db` would wait
   * for itself.
   */
  readonly db: Kysely<unknown>;
  readonly kind: 'pglite' | 'postgres';
  readonly withAdvisoryLock: WithAdvisoryLock;
  readonly tryAdvisoryLock: TryAdvisoryLock;
  /** PostgreSQL does both by itself; on PGlite `startMaintenance` calls them regularly. */
  readonly checkpoint: () => Promise<void>;
  readonly vacuum: () => Promise<void>;
  /** Waits for running queries, flushes to disk and frees the data directory. */
  readonly close: () => Promise<void>;
}
