import { sql, type Kysely } from 'kysely';
import type { Logger } from '../logger.ts';

/**
 * Replaces PostgreSQL's background processes, which the embedded database lacks: without checkpoints its log grows
 * without bound (2.2 GB were measured), without vacuum its tables grow, without statistics its plans are bad. One
 * statement per table, so that pushes run in between.
 */
export async function vacuumAndAnalyze(db: Kysely<unknown>): Promise<void> {
  const tables = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') order by 1`.execute(db);
  for (const { name } of tables.rows) await sql`vacuum (analyze) ${sql.raw(name)}`.execute(db);
}

/**
 * Flushes the tables and removes the log before; does nothing when the log has not grown since `lastPosition`.
 * @returns the log's position
 */
export async function checkpointIfNeeded(db: Kysely<unknown>, lastPosition: string | undefined): Promise<string> {
  if ((await logPosition(db)) === lastPosition) return lastPosition;
  await sql`checkpoint`.execute(db);
  return logPosition(db);
}

async function logPosition(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<{ position: string }>`select pg_current_wal_insert_lsn()::text as position`.execute(db);
  return rows[0]?.position ?? '';
}

export interface Maintained {
  checkpoint(): Promise<void>;
  vacuum(): Promise<void>;
}

/**
 * Runs both regularly until the returned function is called, which waits for a running round. The timers do not keep
 * the process alive. A failed round is logged; the next one tries again.
 */
export function startMaintenance(
  database: Maintained,
  every: { checkpointMs: number; vacuumMs: number },
  logger: Logger,
): () => Promise<void> {
  let last = Promise.resolve();
  const queue = (name: 'checkpoint' | 'vacuum') => (): void => {
    last = last
      .then(() => database[name]())
      .catch((error: unknown) => logger.error({ reason: String(error) }, `The database's ${name} failed.`));
  };
  const timers = [setInterval(queue('checkpoint'), every.checkpointMs), setInterval(queue('vacuum'), every.vacuumMs)];
  for (const timer of timers) timer.unref();
  return () => {
    timers.forEach(clearInterval);
    return last;
  };
}
