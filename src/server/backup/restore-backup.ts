import { sql, type Transaction } from 'kysely';
import type { Clock } from '../../lib/clock.ts';
import type { Database } from '../database/database.ts';
import { checkApplied, makeTablesOf, type Migration } from '../database/migrate.ts';
import { serverName } from '../database/postgres-pool.ts';
import { BackupRefused } from './backup-file.ts';
import { advanceSequences, liftForeignKeys } from './constraints.ts';
import { RowLoader } from './load-rows.ts';
import { erasedIn } from './erasures.ts';
import type { Erased, Memory } from './memory-file.ts';
import { readBackup } from './read-backup.ts';
import { tablesOf } from './read-snapshot.ts';
import { startNewTimeline } from './timeline.ts';

export interface RestoreOptions {
  readonly file: string;
  /** Throw away what the database holds now. */
  readonly replace: boolean;
  /** What must outlive every backup: what was erased, and the epochs that were used. */
  readonly memory: Memory;
  /** Erases again what was erased after the backup; the tables are up to date by then. @returns how many that were */
  readonly eraseAgain: (tx: Transaction<unknown>, erased: readonly Erased[]) => Promise<number>;
}

export interface Restored {
  readonly madeAt: number;
  readonly rows: number;
  readonly epoch: number;
  readonly erasedAgain: number;
}

/**
 * Puts a backup in place of the database, all of it in one transaction: killed at any moment, the database is as before.
 *
 *   read the whole file → nobody else here? → empty, or told to replace? → its tables → its rows → our newer tables →
 *   epoch + 1, counters + 2^40 (timeline.ts) → erase again → commit
 *
 * @throws BackupRefused or MigrationRefused with a message for the operator; nothing is changed then
 */
export async function restoreBackup(database: Database, migrations: readonly Migration[], clock: Clock, options: RestoreOptions): Promise<Restored> {
  const header = await readBackup(options.file);
  checkApplied(header.migrations, migrations);
  return database.withAdvisoryLock('thon-so migrations', async () => {
    await refuseWhileServersRun(database);
    return database.db.transaction().execute(async (tx) => {
      // Loading and checking a province takes longer than a request may.
      await sql`set local statement_timeout = 0`.execute(tx);
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
      const before = await epochNow(tx);
      // Another machine's server may have erased since, whose memory lies there.
      options.memory.rememberErased(await erasedIn(tx));
      if (!options.replace) await refuseUnlessEmpty(tx);
      await dropTables(tx);
      const bringUpToDate = await makeTablesOf(tx, migrations, header.migrations, clock);
      const rows = await load(tx, options.file);
      await bringUpToDate();
      const epoch = await startNewTimeline(tx, header, [before, ...options.memory.epochs()]);
      const erasedAgain = await options.eraseAgain(tx, options.memory.erased());
      // Before the commit: an epoch that was never used does no harm, one used twice would.
      options.memory.rememberEpoch(epoch);
      return { madeAt: header.madeAt, rows, epoch, erasedAgain };
    });
  });
}

async function refuseWhileServersRun({ kind, db }: Database): Promise<void> {
  if (kind === 'pglite') return; // its directory's lock has seen to it
  const { rows } = await sql`select 1 from pg_stat_activity where datname = current_database() and application_name = ${serverName}`.execute(db);
  if (rows.length > 0) throw new BackupRefused('A server is running on this database. Stop every server on it first, on all machines.');
}

async function epochNow(tx: Transaction<unknown>): Promise<number> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('server_state') is not null as there`.execute(tx);
  if (!rows[0]?.there) return 0;
  const epoch = await sql<{ value: string }>`select value from server_state where key = 'epoch'`.execute(tx);
  return Number(epoch.rows[0]?.value ?? 0);
}

/** Without a row in any of these nobody has joined or worked yet, whatever a server that was only started has left. */
const work = new Set(['account', 'area', 'device', 'record', 'op_meta']);

async function refuseUnlessEmpty(tx: Transaction<unknown>): Promise<void> {
  for (const table of (await tablesOf(tx)).filter((name) => work.has(name))) {
    const { rows } = await sql<{ found: boolean }>`select exists (select 1 from ${sql.table(table)}) as found`.execute(tx);
    if (rows[0]?.found) throw new BackupRefused('The database is not empty. To throw away what it holds now, say --replace. (Make a backup of it first: npm run backup.)');
  }
}

async function dropTables(tx: Transaction<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select oid::regclass::text as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'`.execute(tx);
  if (rows.length > 0) await sql.raw(`drop table ${rows.map(({ name }) => name).join(', ')} cascade`).execute(tx);
  await dropFunctions(tx);
}

/** Triggers' functions outlive their tables. Those of extensions are not ours. */
async function dropFunctions(tx: Transaction<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select oid::regprocedure::text as name from pg_proc p where pronamespace = current_schema()::regnamespace
      and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`.execute(tx);
  for (const { name } of rows) await sql.raw(`drop routine ${name} cascade`).execute(tx);
}

/** The file once more, now into the tables: should it have changed since it was checked, this rejects and all is undone. */
async function load(tx: Transaction<unknown>, file: string): Promise<number> {
  const made = await tablesOf(tx);
  const putForeignKeysBack = await liftForeignKeys(tx);
  // A table that only grows refuses even us, and what a trigger would derive is in the backup.
  for (const table of made) await sql`alter table ${sql.table(table)} disable trigger user`.execute(tx);
  // Rows that migrations made are in the backup too, as they became.
  if (made.length > 0) await sql`truncate ${sql.join(made.map((table) => sql.table(table)))}`.execute(tx);
  let loader: RowLoader | undefined;
  let rows = 0;
  await readBackup(file, {
    header: async () => undefined,
    table: async (table, columns) => {
      if (!made.includes(table)) throw new BackupRefused(`The backup has a table ${table} that its migrations do not make. Nothing was changed.`);
      loader = await RowLoader.into(tx, table, columns);
    },
    row: (row) => {
      rows++;
      return loader?.add(row);
    },
    tableEnd: async () => loader?.flush(),
  });
  for (const table of made) await sql`alter table ${sql.table(table)} enable trigger user`.execute(tx);
  await putForeignKeysBack();
  await advanceSequences(tx);
  return rows;
}

