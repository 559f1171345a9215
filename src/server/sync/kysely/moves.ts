import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../database/schema.ts';
import { movedRows } from './questions.ts';
import { toMoved, type MovedRow } from './rows.ts';
import type { MovesTx } from '../storage.ts';

/** Moved records over SQL. */
export function movesTx(trx: Transaction<Schema>): Omit<MovesTx, 'collect'> {
  return {
    movedAmong: async (ids) => {
      if (ids.length === 0) return [];
      const { rows } = await sql<MovedRow>`${movedRows(ids)}`.execute(trx);
      return rows.map(toMoved);
    },
    rememberMoved: async (moved) => {
      if (moved.length === 0) return;
      await trx
        .insertInto('moved_record')
        .values(moved.map(({ to, bases, ...row }) => ({ ...row, to_village: to, bases: JSON.stringify(bases) })))
        .onConflict((conflict) =>
          conflict.columns(['village', 'id']).doUpdateSet((eb) => ({
            to_village: eb.ref('excluded.to_village'),
            at: eb.ref('excluded.at'),
            bases: eb.ref('excluded.bases'),
          })),
        )
        .execute();
    },
    forgetMoved: async (places) => {
      for (const { village, id } of places)
        await trx.deleteFrom('moved_record').where('village', '=', village).where('id', '=', id).execute();
    },
  };
}

/** SQL of `isTombstone` (domain/record/record.ts). */
export async function collect(trx: Transaction<Schema>, village: string, upTo: number): Promise<number> {
  await trx.selectFrom('village').select('id').where('id', '=', village).forUpdate().execute();
  const { rows } = await sql<{ id: string }>`
    delete from record where village = ${village} and version <= ${upTo}
      and (
        kind = 'erased'
        or (fields->>'$deleted' = 'true' and (kind = 'conflict' or fields - '$deleted' = '{}'::jsonb))
      )
    returning id`.execute(trx);
  await trx
    .updateTable('village')
    .set({ collected: sql`greatest(collected, ${upTo}::bigint)` })
    .where('id', '=', village)
    .execute();
  return rows.length;
}
