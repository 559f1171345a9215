import { sql, type Kysely } from 'kysely';
import type { Database } from '../../src/server/database/database.ts';
import { migrations } from '../../src/server/database/migrations/index.ts';
import { migrate, migrationTable } from '../../src/server/database/migrate.ts';
import { quietLogger } from './quiet-logger.ts';

/** What a new database of a test holds: nothing, or the product's tables. */
export type TemplateState = 'empty' | 'migrated';

/** Where the rows lie that the migrations themselves wrote, so that emptied tables get them back. */
const kept = 'test_template.rows_of';

/** The product's tables, and beside them a copy of every row that the migrations wrote. */
export async function migrateTemplate(database: Database): Promise<void> {
  await migrate(database, migrations, { clock: { now: () => 0 }, logger: quietLogger });
  await sql.raw(`create schema test_template; create table ${kept} (name text, rows jsonb)`).execute(database.db);
  for (const name of await tablesOf(database.db)) {
    await sql
      .raw(`insert into ${kept} select '${name}', jsonb_agg(t) from ${name} t having count(*) > 0`)
      .execute(database.db);
  }
}

/** Brings every table, and every counter, back to what the migrations left. */
export async function emptyTables(db: Kysely<unknown>): Promise<void> {
  const tables = await tablesOf(db);
  const { rows: written } = await sql.raw<{ name: string }>(`select name from ${kept}`).execute(db);
  const restored = written.map(
    ({ name }) =>
      `insert into ${name} overriding system value ` +
      `select (jsonb_populate_recordset(null::${name}, rows)).* from ${kept} where name = '${name}'`,
  );
  // A table that only grows has a trigger which refuses to be emptied.
  const triggers = (does: string): string[] => tables.map((name) => `alter table ${name} ${does} trigger user`);
  const statements = [
    ...triggers('disable'),
    `truncate ${tables.join(', ')} restart identity cascade`,
    ...restored,
    ...triggers('enable'),
  ];
  await sql.raw(statements.join('; ')).execute(db);
}

async function tablesOf(db: Kysely<unknown>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select quote_ident(tablename) as name from pg_tables
    where schemaname = 'public' and tablename <> ${migrationTable} order by tablename`.execute(db);
  return rows.map(({ name }) => name);
}
