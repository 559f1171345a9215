import { sql, type QueryExecutorProvider } from 'kysely';

const key = 'backup';

/**
 * Stores that everything the server stored before `time` (Unix ms) is in every kept backup, so phones need not keep it.
 * `time` is that of the oldest kept backup, because any of them may be the one that is restored.
 */
export async function noteBackup(db: QueryExecutorProvider, time: number): Promise<void> {
  await sql`
    insert into server_state (key, value) values (${key}, ${String(time)})
    on conflict (key) do update set value = excluded.value`.execute(db);
}

/** Unix ms; undefined before the first backup. */
export async function backupWatermark(db: QueryExecutorProvider): Promise<number | undefined> {
  const { rows } = await sql<{ value: string }>`select value from server_state where key = ${key}`.execute(db);
  return rows[0] && Number(rows[0].value);
}
