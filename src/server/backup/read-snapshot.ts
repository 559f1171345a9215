import { sql, type Kysely, type Transaction } from 'kysely';
import { migrationTable } from '../database/migrate.ts';
import { backupFormat, backupFormatVersion, type BackupHeader } from './backup-file.ts';

/** Rows per FETCH: some 2 MB. */
const atOnce = 2000;

/** Where the lines of a snapshot are written. */
export interface SnapshotSink {
  /** Whole lines, each with its line end. */
  write(lines: string): Promise<void>;
}

/**
 * Writes all tables of one snapshot as lines (backup-file.ts), without the trailer. On PostgreSQL other transactions go
 * on; the embedded database has one session, so they wait.
 * @param madeAt Unix ms, taken before the snapshot: everything committed by then is in the backup
 * @returns counts for the trailer
 */
export function readSnapshot(
  db: Kysely<unknown>,
  madeAt: number,
  sink: SnapshotSink,
  signal?: AbortSignal,
): Promise<{ tables: number; rows: number }> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sink.write(`${JSON.stringify(await readHeader(tx, madeAt))}\n`);
      let rows = 0;
      const tables = await tablesOf(tx);
      for (const table of tables) rows += await copyTable(tx, table, sink, signal);
      return { tables: tables.length, rows };
    });
}

async function readHeader(tx: Transaction<unknown>, madeAt: number): Promise<BackupHeader> {
  const migrations = await sql<{
    id: string;
    hash: string;
  }>`select id, hash from ${sql.table(migrationTable)} order by id`.execute(tx);
  const epoch = await sql<{ value: string }>`select value from server_state where key = 'epoch'`.execute(tx);
  return {
    format: backupFormat,
    version: backupFormatVersion,
    madeAt,
    epoch: Number(epoch.rows[0]?.value ?? 1),
    migrations: migrations.rows,
  };
}

/** The names of all our tables except unlogged ones, whose content may be lost (counters of rate limits). */
export async function tablesOf(db: Kysely<unknown>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relpersistence = 'p'
      and relname <> ${migrationTable}
    order by relname`.execute(db);
  return rows.map(({ name }) => name);
}

/** Column → type, in the table's order. Generated columns are left out: the database computes them. */
export async function columnsOf(db: Kysely<unknown>, table: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; type: string }>`
    select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = (
        select oid from pg_class where relname = ${table} and relnamespace = current_schema()::regnamespace
      )
      and attnum > 0 and not attisdropped and attgenerated = ''
    order by attnum`.execute(db);
  return new Map(rows.map(({ name, type }) => [name, type]));
}

async function copyTable(
  tx: Transaction<unknown>,
  table: string,
  sink: SnapshotSink,
  signal: AbortSignal | undefined,
): Promise<number> {
  const columns = [...(await columnsOf(tx, table)).keys()];
  await sink.write(`${JSON.stringify({ table, columns })}\n`);
  // The database builds the JSON line: it knows the text forms of its types, and this thread has less work.
  const texts = sql.join(columns.map((column) => sql`${sql.ref(column)}::text`));
  await sql`
    declare backup_rows no scroll cursor for
    select json_build_array(${texts})::text as line from ${sql.table(table)}`.execute(tx);
  let copied = 0;
  for (let fetched = atOnce; fetched === atOnce; copied += fetched) {
    signal?.throwIfAborted();
    const { rows } = await sql<{ line: string }>`fetch forward ${sql.lit(atOnce)} from backup_rows`.execute(tx);
    if (rows.length > 0) await sink.write(rows.map(({ line }) => `${line}\n`).join(''));
    fetched = rows.length;
  }
  await sql`close backup_rows`.execute(tx);
  await sink.write(`${JSON.stringify({ end: table, rows: copied })}\n`);
  return copied;
}
