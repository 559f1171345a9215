import type { Socket } from 'node:net';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Random } from '../../../lib/clock.ts';
import { inProcessLock } from '../advisory-lock.ts';
import { columnTypes } from '../column-types.ts';
import type { Database } from '../database.ts';
import { lockDirectory } from './directory-lock.ts';
import { EmbeddedEngine } from './embedded-engine.ts';
import type { Logger } from '../logger.ts';
import { checkpointIfNeeded, vacuumAndAnalyze } from './maintenance.ts';
import { listenToErrors } from '../postgres-pool.ts';
import { makeDirectory } from './sync-tree.ts';

/** PGlite's own directory within the data directory. */
export const pgliteFolder = 'pglite';

export interface OpenPGliteOptions {
  readonly dataDir: string;
  readonly random: Random;
  readonly logger: Logger;
  readonly onConnection?: ((socket: Socket) => void) | undefined;
}

/**
 * Opens the embedded database in `dataDir`; creates it when missing.
 * @throws DirectoryInUse, or an Error that tells the operator what to do
 */
export async function openPGlite({ dataDir, random, logger, onConnection }: OpenPGliteOptions): Promise<Database> {
  makeDirectory(dataDir);
  const lock = await lockDirectory(dataDir, random, onConnection);
  const engine = new EmbeddedEngine(join(dataDir, pgliteFolder), logger);
  try {
    await engine.start();
  } catch (error) {
    await lock.release();
    throw error;
  }
  const pool = createEnginePool(engine, logger);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const locks = inProcessLock();
  let lastCheckpoint: string | undefined;
  return {
    db,
    kind: 'pglite',
    withAdvisoryLock: locks.wait,
    tryAdvisoryLock: locks.attempt,
    checkpoint: async () => {
      lastCheckpoint = await checkpointIfNeeded(db, lastCheckpoint);
    },
    vacuum: () => vacuumAndAnalyze(db),
    close: async () => {
      await pool.end();
      await engine.stop();
      await lock.release();
    },
  };
}

/**
 * A pool of one connection, because PGlite is one session: queries queue, and a transaction holds the connection to its
 * end. A query on `db` inside `db.transaction()` therefore waits for itself until the time-out rejects it.
 */
function createEnginePool(engine: EmbeddedEngine, logger: Logger): pg.Pool {
  const pool = new pg.Pool({
    stream: () => engine.connect(),
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 30_000,
    // Set here so that PGUSER, PGSSLMODE and other variables meant for another server have no effect.
    user: 'postgres',
    database: 'postgres',
    password: 'unused',
    ssl: false,
    types: columnTypes,
  });
  return listenToErrors(pool, logger);
}
