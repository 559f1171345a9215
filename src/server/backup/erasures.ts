import { sql, type Kysely, type Transaction } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';

/** Ids that were erased on somebody's wish, as the database knows them. */
export async function erasedIds(db: Kysely<unknown>): Promise<readonly Uuid[]> {
  const { rows: there } = await sql<{ there: boolean }>`select to_regclass('erased') is not null as there`.execute(db);
  if (!there[0]?.there) return [];
  const { rows } = await sql<{ id: Uuid }>`select id from erased order by id`.execute(db);
  return rows.map(({ id }) => id);
}

export async function eraseAgain(_tx: Transaction<unknown>, ids: readonly Uuid[]): Promise<void> {
  if (ids.length > 0) throw new Error('erasing is not built yet');
}
