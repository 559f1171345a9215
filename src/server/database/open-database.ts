import type { Socket } from 'node:net';
import { Kysely, PostgresDialect } from 'kysely';
import { systemRandom, type Random } from '../../lib/clock.ts';
import { postgresAdvisoryLock, postgresTryAdvisoryLock } from './advisory-lock.ts';
import type { Database } from './database.ts';
import type { Logger } from './logger.ts';
import { namingStatements } from './named-statements.ts';
import { openPGlite } from './pglite/open-pglite.ts';
import { checkPostgres, createPostgresPool } from './postgres-pool.ts';

export interface OpenDatabaseOptions {
  /** URL of a PostgreSQL ≥ 15; absent: PGlite in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly logger: Logger;
  readonly random?: Random;
  /** PGlite only: called for each connection to this server's socket in `dataDir` (`connectToServer`). */
  readonly onConnection?: (socket: Socket) => void;
  /** PostgreSQL only: application_name of the connections; default: that of a running server. */
  readonly name?: string;
}

/**
 * Opens the server's database without migrating it (see migrate.ts).
 * @throws Error whose message tells the operator what to do: directory in use, PostgreSQL too old, disk that does not
 * keep commits
 */
export async function openDatabase({
  databaseUrl,
  dataDir,
  logger,
  random = systemRandom,
  onConnection,
  name,
}: OpenDatabaseOptions): Promise<Database> {
  if (databaseUrl === undefined) return openPGlite({ dataDir, random, logger, onConnection });
  const pool = createPostgresPool(databaseUrl, logger, name);
  try {
    await checkPostgres(pool, logger);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool: namingStatements(pool) }) }),
    kind: 'postgres',
    withAdvisoryLock: postgresAdvisoryLock(pool),
    tryAdvisoryLock: postgresTryAdvisoryLock(pool),
    checkpoint: async () => undefined,
    vacuum: async () => undefined,
    close: () => pool.end(),
  };
}
