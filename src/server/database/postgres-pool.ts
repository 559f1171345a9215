import pg from 'pg';
import { columnTypes } from './column-types.ts';
import type { Logger } from './logger.ts';

const oldestVersion = 150_000;

/** Times in ms. A 503 is better than a longer wait: the phone keeps its operations and retries. */
const timeouts = {
  connectionTimeoutMillis: 10_000,
  idleTimeoutMillis: 30_000,
  statement_timeout: 30_000,
  lock_timeout: 15_000,
  idle_in_transaction_session_timeout: 30_000,
};

/** application_name of a running server's connections in `pg_stat_activity`. */
export const serverName = 'thon-so';

/** Opens the pool for DATABASE_URL. 10 connections per process: pushes of one village queue on its row anyway. */
export function createPostgresPool(databaseUrl: string, logger: Logger, name = serverName): pg.Pool {
  return listenToErrors(
    new pg.Pool({
      ...timeouts,
      connectionString: databaseUrl,
      max: 10,
      keepAlive: true,
      application_name: name,
      types: columnTypes,
    }),
    logger,
  );
}

/** Logs errors of idle connections; an 'error' event without a listener would end the process. */
export function listenToErrors(pool: pg.Pool, logger: Logger): pg.Pool {
  const report = (error: Error): void => logger.warn({ reason: error.message }, 'A database connection was lost.');
  pool.on('error', report);
  pool.on('connect', (client) => client.on('error', report));
  return pool;
}

/**
 * Checks that the PostgreSQL server is usable: version, encoding, durable commits.
 * @throws Error with a message for the operator
 */
export async function checkPostgres(pool: pg.Pool, logger: Logger): Promise<void> {
  const { rows } = await pool.query<Record<'number' | 'version' | 'encoding' | 'fsync' | 'commit', string>>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as version,
       current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as commit`,
  );
  const found = rows[0];
  if (!found || Number(found.number) < oldestVersion) {
    throw new Error(`DATABASE_URL leads to PostgreSQL ${found?.version}. This server needs version 15 or newer.`);
  }
  if (found.encoding !== 'UTF8') {
    throw new Error(
      `The database's encoding is ${found.encoding}. Vietnamese, Êđê and Jrai names need UTF8: ` +
        'create it with "createdb --encoding=UTF8 --template=template0".',
    );
  }
  if (found.commit === 'off') {
    throw new Error(
      'The database has synchronous_commit=off, so a power cut takes back what phones were told is stored. ' +
        'Set it to on for this database or user.',
    );
  }
  if (found.fsync !== 'on')
    logger.warn({}, 'The database has fsync=off: a power cut may destroy it. Never for real data.');
}
