import { sql, type Kysely, type Transaction } from 'kysely';
import { migrationTable } from '../database/migrate.ts';
import { backupFormat, backupFormatVersion, type BackupHeader } from './backup-file.ts';

/** Rows fetched at once: some 2 MB. */
const atOnce = 2000;

export interface SnapshotSink {
  /** Whole lines, each with its line end. */
  write(lines: string): Promise<void>;
}

/**
 * Writes all tables as they are at one moment, as lines (backup-file.ts) without the trailer. Others go on writing on PostgreSQL; the
 * embedded database has one session, so there they wait for it.
 * @param madeAt Unix ms, taken before: what was committed by then is in it
 * @returns counts for the trailer
 */
export function readSnapshot(db: Kysely<unknown>, madeAt: number, sink: SnapshotSink, signal?: AbortSignal): Promise<{ tables: number; rows: number }> {
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
  const migrations = await sql<{ id: string; hash: string }>`select id, hash from ${sql.table(migrationTable)} order by id`.execute(tx);
  const epoch = await sql<{ value: string }>`select value from server_state where key = 'epoch'`.execute(tx);
  return { format: backupFormat, version: backupFormatVersion, madeAt, epoch: Number(epoch.rows[0]?.value ?? 1), migrations: migrations.rows };
}

/** Every table of ours. Unlogged ones hold what may be lost by their very kind: counters of rate limits. */
export async function tablesOf(db: Kysely<unknown>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relpersistence = 'p' and relname <> ${migrationTable}
    order by relname`.execute(db);
  return rows.map(({ name }) => name);
}

/** Column → type, in the table's order; computed columns compute themselves. */
export async function columnsOf(db: Kysely<unknown>, table: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; type: string }>`
    select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = (select oid from pg_class where relname = ${table} and relnamespace = current_schema()::regnamespace)
      and attnum > 0 and not attisdropped and attgenerated = ''
    order by attnum`.execute(db);
  return new Map(rows.map(({ name, type }) => [name, type]));
}

async function copyTable(tx: Transaction<unknown>, table: string, sink: SnapshotSink, signal: AbortSignal | undefined): Promise<number> {
  const columns = [...(await columnsOf(tx, table)).keys()];
  await sink.write(`${JSON.stringify({ table, columns })}\n`);
  // The database makes the line itself: it knows its types' text forms, and this thread has less to do.
  const texts = sql.join(columns.map((column) => sql`${sql.ref(column)}::text`));
  await sql`declare backup_rows no scroll cursor for select json_build_array(${texts})::text as line from ${sql.table(table)}`.execute(tx);
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
