import { sql, type Transaction } from 'kysely';
import type { Clock } from '../../lib/clock.ts';
import type { Database } from '../database/database.ts';
import { checkApplied, makeTablesOf, type Migration } from '../database/migrate.ts';
import { serverName } from '../database/postgres-pool.ts';
import { BackupRefused } from './backup-file.ts';
import type { BackupSource } from './sealed-file.ts';
import { advanceSequences, liftForeignKeys } from './constraints.ts';
import { RowLoader } from './load-rows.ts';
import { erasedIn } from './erasures.ts';
import type { Erased, Memory } from './memory-file.ts';
import { readBackup } from './read-backup.ts';
import { tablesOf } from './read-snapshot.ts';
import { startNewTimeline } from './timeline.ts';
import { withdrawAgain, withdrawnIn } from './withdrawals.ts';

export interface RestoreOptions {
  readonly file: string;
  /** Delete what the database holds now. */
  readonly replace: boolean;
  /** Secret keys that open it, where it is encrypted. */
  readonly identities?: readonly string[];
  /** The memory file: erasures, withdrawals and used epochs, which survive the restoring of a backup. */
  readonly memory: Memory;
  /** Repeats erasures made after the backup, once the tables are migrated. @returns their number */
  readonly eraseAgain: (tx: Transaction<unknown>, erased: readonly Erased[]) => Promise<number>;
}

export interface Restored {
  readonly madeAt: number;
  readonly rows: number;
  readonly epoch: number;
  readonly erasedAgain: number;
  /** The number of grants, phones and invitations that were in force in the backup and withdrawn again. */
  readonly withdrawnAgain: number;
}

/**
 * Replaces the database's content by a backup in one transaction; after a kill the database is unchanged.
 *
 *   read the whole file → nobody else here? → empty, or `replace`? → its tables → its rows → our newer tables →
 *   epoch + 1, counters + 2^40 (timeline.ts) → erase again → withdraw again → commit
 *
 * @throws BackupRefused or MigrationRefused with a message for the operator; nothing is changed then
 */
export async function restoreBackup(
  database: Database,
  migrations: readonly Migration[],
  clock: Clock,
  options: RestoreOptions,
): Promise<Restored> {
  const header = await readBackup(sourceOf(options));
  checkApplied(header.migrations, migrations);
  return database.withAdvisoryLock('thon-so migrations', async () => {
    await refuseWhileServersRun(database);
    return database.db.transaction().execute(async (tx) => {
      // No statement time-out: loading and checking a province takes longer than a request may.
      await sql`set local statement_timeout = 0`.execute(tx);
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
      const before = await epochNow(tx);
      // The server of another machine may have erased since; its memory file is on that machine.
      options.memory.rememberErased(await erasedIn(tx));
      options.memory.rememberWithdrawn(await withdrawnIn(tx));
      if (!options.replace) await refuseUnlessEmpty(tx);
      await dropTables(tx);
      const bringUpToDate = await makeTablesOf(tx, migrations, header.migrations, clock);
      const rows = await load(tx, sourceOf(options));
      await bringUpToDate();
      const epoch = await startNewTimeline(tx, header, [before, ...options.memory.epochs()]);
      const erasedAgain = await options.eraseAgain(tx, options.memory.erased());
      const withdrawnAgain = await withdrawAgain(tx, options.memory.withdrawn());
      // Before the commit: an unused epoch does no harm, an epoch used twice would.
      options.memory.rememberEpoch(epoch);
      return { madeAt: header.madeAt, rows, epoch, erasedAgain, withdrawnAgain };
    });
  });
}

const sourceOf = ({ file, identities = [] }: RestoreOptions): BackupSource => ({ path: file, identities });

async function refuseWhileServersRun({ kind, db }: Database): Promise<void> {
  if (kind === 'pglite') return; // the lock of its directory excludes others
  const { rows } = await sql`
    select 1 from pg_stat_activity
    where datname = current_database() and application_name = ${serverName}`.execute(db);
  if (rows.length > 0)
    throw new BackupRefused('A server is running on this database. Stop every server on it first, on all machines.');
}

async function epochNow(tx: Transaction<unknown>): Promise<number> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('server_state') is not null as there`.execute(tx);
  if (!rows[0]?.there) return 0;
  const epoch = await sql<{ value: string }>`select value from server_state where key = 'epoch'`.execute(tx);
  return Number(epoch.rows[0]?.value ?? 0);
}

/** Tables that tell whether the database is in use: a server that was only started leaves no row in them. */
const work = new Set(['account', 'area', 'device', 'record', 'op_meta']);

async function refuseUnlessEmpty(tx: Transaction<unknown>): Promise<void> {
  for (const table of (await tablesOf(tx)).filter((name) => work.has(name))) {
    const { rows } = await sql<{ found: boolean }>`select exists (select 1 from ${sql.table(table)}) as found`.execute(
      tx,
    );
    if (rows[0]?.found)
      throw new BackupRefused(
        'The database is not empty. To throw away what it holds now, say --replace. ' +
          '(Make a backup of it first: npm run backup.)',
      );
  }
}

async function dropTables(tx: Transaction<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select oid::regclass::text as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r'`.execute(tx);
  if (rows.length > 0) await sql.raw(`drop table ${rows.map(({ name }) => name).join(', ')} cascade`).execute(tx);
  await dropFunctions(tx);
}

/** Drops trigger functions, which remain after their tables; functions of extensions are left alone. */
async function dropFunctions(tx: Transaction<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select oid::regprocedure::text as name from pg_proc p where pronamespace = current_schema()::regnamespace
      and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`.execute(tx);
  for (const { name } of rows) await sql.raw(`drop routine ${name} cascade`).execute(tx);
}

/**
 * Reads the file again, into the tables. Rejects when the file has changed since it was checked, which undoes
 * everything.
 */
async function load(tx: Transaction<unknown>, file: BackupSource): Promise<number> {
  const made = await tablesOf(tx);
  const putForeignKeysBack = await liftForeignKeys(tx);
  // Triggers are disabled: they keep the audit log append-only, and what they derive is in the backup already.
  for (const table of made) await sql`alter table ${sql.table(table)} disable trigger user`.execute(tx);
  // Rows that migrations insert are in the backup too, with their later changes.
  if (made.length > 0) await sql`truncate ${sql.join(made.map((table) => sql.table(table)))}`.execute(tx);
  let loader: RowLoader | undefined;
  let rows = 0;
  await readBackup(file, {
    header: async () => undefined,
    table: async (table, columns) => {
      if (!made.includes(table))
        throw new BackupRefused(
          `The backup has a table ${table} that its migrations do not make. Nothing was changed.`,
        );
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
