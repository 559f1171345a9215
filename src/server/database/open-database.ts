import type { Socket } from 'node:net';
import { Kysely, PostgresDialect } from 'kysely';
import { systemRandom, type Random } from '../../lib/clock.ts';
import { postgresAdvisoryLock, postgresTryAdvisoryLock } from './advisory-lock.ts';
import type { Database } from './database.ts';
import type { Logger } from './logger.ts';
import { openPGlite } from './pglite/open-pglite.ts';
import { checkPostgres, createPostgresPool } from './postgres-pool.ts';

export interface OpenDatabaseOptions {
  /** A PostgreSQL ≥ 15; without it, PGlite in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly logger: Logger;
  readonly random?: Random;
  /** PGlite only: who connects to this server's socket in `dataDir` (`connectToServer`), as the command line tool will. */
  readonly onConnection?: (socket: Socket) => void;
  /** PostgreSQL only: what the connections are called, where it is not a running server's. */
  readonly name?: string;
}

/**
 * Opens the server's database; no migrations (see migrate.ts).
 * @throws Error whose message tells the operator what to do: directory in use, too old a PostgreSQL, a disk that keeps nothing
 */
export async function openDatabase({ databaseUrl, dataDir, logger, random = systemRandom, onConnection, name }: OpenDatabaseOptions): Promise<Database> {
  if (databaseUrl === undefined) return openPGlite({ dataDir, random, logger, onConnection });
  const pool = createPostgresPool(databaseUrl, logger, name);
  try {
    await checkPostgres(pool, logger);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }),
    kind: 'postgres',
    withAdvisoryLock: postgresAdvisoryLock(pool),
    tryAdvisoryLock: postgresTryAdvisoryLock(pool),
    checkpoint: async () => undefined,
    vacuum: async () => undefined,
    close: () => pool.end(),
  };
}
