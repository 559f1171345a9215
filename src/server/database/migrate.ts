import { createHash } from 'node:crypto';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Clock } from '../../lib/clock.ts';
import type { Database } from './database.ts';
import type { Logger } from './logger.ts';

/**
 * `id` is a number and a name, '0001-village-data'; `sql` may hold several statements. An applied migration must never
 * change.
 */
export interface Migration {
  readonly id: string;
  readonly sql: string;
}

/** The database and this program do not belong together; the message tells the operator what to do. */
export class MigrationRefused extends Error {}

/** A migration that was applied, and the hash of its text. */
export interface Applied {
  readonly id: string;
  readonly hash: string;
}

/** The table of applied migrations. */
export const migrationTable = 'schema_migration';

/**
 * Brings the database's tables up to date: each missing migration in a transaction of its own, in order; servers that
 * start at the same time wait for each other.
 * @returns the ids applied now
 * @throws MigrationRefused when the database's migrations are not a beginning of the list; nothing is changed then
 */
export async function migrate(
  database: Pick<Database, 'db' | 'withAdvisoryLock'>,
  migrations: readonly Migration[],
  { clock, logger }: { clock: Clock; logger: Logger },
): Promise<string[]> {
  checkList(migrations);
  const { db } = database;
  return database.withAdvisoryLock('thon-so migrations', async () => {
    await createTable(db);
    const { rows: applied } = await sql<Applied>`select id, hash from schema_migration order by id`.execute(db);
    checkApplied(applied, migrations);
    const missing = migrations.slice(applied.length);
    for (const migration of missing) {
      await db.transaction().execute((trx) => apply(trx, migration, clock));
      logger.info({ migration: migration.id }, 'Migrated the database.');
    }
    return missing.map(({ id }) => id);
  });
}

/**
 * For restoring: creates exactly the tables of a backup's version, within the caller's transaction.
 * @returns a function that applies the later migrations once the rows are loaded
 * @throws MigrationRefused when this program does not know the backup's migrations
 */
export async function makeTablesOf(
  trx: Transaction<unknown>,
  migrations: readonly Migration[],
  made: readonly Applied[],
  clock: Clock,
): Promise<() => Promise<void>> {
  checkApplied(made, migrations);
  await createTable(trx);
  for (const migration of migrations.slice(0, made.length)) await apply(trx, migration, clock);
  return async () => {
    for (const migration of migrations.slice(made.length)) await apply(trx, migration, clock);
  };
}

async function createTable(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table if not exists schema_migration (
      id text primary key, hash text not null, applied_at bigint not null
    )`.execute(db);
}

async function apply(trx: Transaction<unknown>, migration: Migration, clock: Clock): Promise<void> {
  // No statement time-out: changing a big table may take longer than a request. The lock time-out stays, because a
  // waiting ALTER blocks all later queries on its table.
  await sql`set local statement_timeout = 0`.execute(trx);
  await sql.raw(migration.sql).execute(trx);
  await sql`
    insert into schema_migration (id, hash, applied_at)
    values (${migration.id}, ${hashOf(migration)}, ${clock.now()})`.execute(trx);
}

function checkList(migrations: readonly Migration[]): void {
  migrations.forEach(({ id }, index) => {
    const number = String(index + 1).padStart(4, '0');
    if (!new RegExp(`^${number}-[a-z0-9-]+$`).test(id))
      throw new MigrationRefused(`Migration ${index + 1} of the list is "${id}" and must be "${number}-<name>".`);
  });
}

/** @throws MigrationRefused when the applied migrations are unknown to this program, or differ from its own */
export function checkApplied(applied: readonly Applied[], migrations: readonly Migration[]): void {
  applied.forEach(({ id, hash }, index) => {
    const migration = migrations[index];
    if (migration?.id !== id) {
      throw new MigrationRefused(
        `The database has migration ${id}, which this version does not know. ` +
          'Start the newer version that made it, or restore a backup made before.',
      );
    }
    if (hashOf(migration) !== hash) {
      throw new MigrationRefused(
        `Migration ${id} has changed since it was applied to this database. ` +
          'Put its text back and write a new migration instead.',
      );
    }
  });
}

const hashOf = (migration: Migration): string => createHash('sha256').update(migration.sql).digest('hex');
