import { sql, type Transaction } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../domain/day.ts';
import type { RollupRow } from '../../domain/indicator/rollup.ts';
import type { Schema } from '../database/schema.ts';
import { rollupRules } from '../rollup/rules.ts';
import { countsToRow, rowToCounts, type CountsRow } from '../rollup/counts-row.ts';
import { eachOf } from './kysely-lists.ts';
import { toRecord, type RecordRow } from './rows.ts';
import type { PushTx } from './storage.ts';

type RollupTx = Pick<PushTx, 'lockVillage' | 'homes' | 'countedRecords' | 'rollupSince' | 'changeRollup' | 'replaceRollup'>;

/** Rows a statement: far below PostgreSQL's 65,535 parameters. */
const chunk = 1000;

export function rollupTx(trx: Transaction<Schema>): RollupTx {
  const insert = async (village: Uuid, rows: readonly RollupRow[]): Promise<void> => {
    for (let from = 0; from < rows.length; from += chunk) {
      await trx
        .insertInto('rollup')
        .values(rows.slice(from, from + chunk).map(({ day, counts }) => ({ village, day, counts: countsToRow(counts) })))
        .onConflict((conflict) => conflict.columns(['village', 'day']).doUpdateSet((eb) => ({ counts: eb.ref('excluded.counts') })))
        .execute();
    }
  };
  return {
    lockVillage: async (village) => (await trx.selectFrom('village').select('id').where('id', '=', village).forUpdate().executeTakeFirst()) !== undefined,
    homes: async (village, ids) => {
      if (ids.length === 0) return [];
      // Through the indexes record_pkey and record_home: a village's other homes are not read.
      const { rows } = await sql<RecordRow>`
        select found.* from ${eachOf(ids)} cross join lateral (
          (select * from record where village = ${village} and id = wanted.id and kind = 'household' offset 0)
          union all
          (select * from record where village = ${village} and kind in ('person', 'tally') and fields->>'household' = wanted.id::text offset 0)
        ) as found`.execute(trx);
      return rows.map(toRecord);
    },
    countedRecords: async (village) =>
      (await trx.selectFrom('record').selectAll().where('village', '=', village).where('kind', 'in', ['household', 'person', 'tally', 'residue']).execute()).map(toRecord),
    rollupSince: async (village, day) => {
      const { rows } = await sql<{ rules: string | null; day: string | null; counts: CountsRow | null }>`
        select v.rollup as rules, r.day, r.counts
        from village v
        left join rollup r on r.village = v.id
          and r.day >= coalesce((select max(day) from rollup where village = ${village} and day < ${day}), ${day})
        where v.id = ${village}
        order by r.day`.execute(trx);
      if (rows[0]?.rules !== rollupRules) return undefined;
      return rows.flatMap((row) => (row.day !== null && row.counts !== null ? [{ day: row.day as Day, counts: rowToCounts(row.counts) }] : []));
    },
    changeRollup: async (village, { put, drop }) => {
      if (drop.length > 0) await trx.deleteFrom('rollup').where('village', '=', village).where('day', 'in', [...drop]).execute();
      await insert(village, put);
    },
    replaceRollup: async (village, rows) => {
      await trx.deleteFrom('rollup').where('village', '=', village).execute();
      await insert(village, rows);
      await trx.updateTable('village').set({ rollup: rollupRules }).where('id', '=', village).execute();
    },
  };
}
