import { sql, type Transaction } from 'kysely';

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/**
 * Drops all foreign keys, so that rows can be loaded in any order (an area before its parent).
 * @returns a function that restores them, which checks every row
 */
export async function liftForeignKeys(tx: Transaction<unknown>): Promise<() => Promise<void>> {
  const { rows } = await sql<ForeignKey>`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype = 'f' and connamespace = current_schema()::regnamespace order by 1, 2`.execute(tx);
  for (const { table, name } of rows) await sql.raw(`alter table ${table} drop constraint ${name}`).execute(tx);
  return async () => {
    for (const { table, name, definition } of rows)
      await sql.raw(`alter table ${table} add constraint ${name} ${definition}`).execute(tx);
  };
}

/** Sets every sequence behind the highest value that was loaded. */
export async function advanceSequences(tx: Transaction<unknown>): Promise<void> {
  const { rows } = await sql<{ sequence: string; table: string; column: string }>`
    select s.oid::regclass::text as sequence, t.oid::regclass::text as table, quote_ident(a.attname) as column
    from pg_class s
      join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
      join pg_class t on t.oid = d.refobjid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
    where s.relkind = 'S' and s.relnamespace = current_schema()::regnamespace`.execute(tx);
  for (const { sequence, table, column } of rows) {
    await sql
      .raw(`select setval('${sequence}', (select coalesce(max(${column}), 0) + 1 from ${table}), false)`)
      .execute(tx);
  }
}
