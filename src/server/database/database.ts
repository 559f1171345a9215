import type { Kysely } from 'kysely';
import type { TryAdvisoryLock, WithAdvisoryLock } from './advisory-lock.ts';

export interface Database {
  /** Give it its tables with `withTables`. Inside `db.transaction()` use only the transaction. */
  readonly db: Kysely<unknown>;
  readonly kind: 'pglite' | 'postgres';
  readonly withAdvisoryLock: WithAdvisoryLock;
  readonly tryAdvisoryLock: TryAdvisoryLock;
  /** Done by PostgreSQL itself; on PGlite `startMaintenance` calls them regularly. */
  readonly checkpoint: () => Promise<void>;
  readonly vacuum: () => Promise<void>;
  /** Waits for running queries, stores everything and lets the next server in. */
  readonly close: () => Promise<void>;
}
