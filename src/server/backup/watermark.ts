import { sql, type QueryExecutorProvider } from 'kysely';

const key = 'backup';

/**
 * Notes that whatever was stored by `time` (Unix ms) is in every backup that is kept, so phones need not keep it. The oldest kept
 * backup's time, not the newest's: any of them may turn out to be the one that is restored.
 */
export async function noteBackup(db: QueryExecutorProvider, time: number): Promise<void> {
  await sql`insert into server_state (key, value) values (${key}, ${String(time)}) on conflict (key) do update set value = excluded.value`.execute(db);
}

/** Unix ms; undefined before the first backup. */
export async function backupWatermark(db: QueryExecutorProvider): Promise<number | undefined> {
  const { rows } = await sql<{ value: string }>`select value from server_state where key = ${key}`.execute(db);
  return rows[0] && Number(rows[0].value);
}
