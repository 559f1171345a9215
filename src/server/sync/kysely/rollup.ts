import { sql, type Transaction } from 'kysely';
import type { Uuid } from '../../../lib/ids.ts';
import type { Day } from '../../../lib/day.ts';
import type { RollupRow } from '../../../domain/indicator/rollup.ts';
import type { Schema } from '../../database/schema.ts';
import { countedKinds } from '../../rollup/counted-kinds.ts';
import { rollupRules } from '../../rollup/rules.ts';
import { countsToRow, rowToCounts, type CountsRow } from '../../rollup/counts-row.ts';
import { jsonbs, texts } from './arrays.ts';
import { homesOf, householdRows, rollupRows } from './questions.ts';
import { toRecord, type RecordRow } from './rows.ts';
import type { RollupTx } from '../storage.ts';

export interface RollupFound {
  readonly village: Uuid;
  readonly rules: string | null;
  readonly days: readonly (readonly [Day, CountsRow])[];
}

/** The rows that were found; undefined when they were made by other rules. */
export const toRollup = (found: RollupFound | undefined): RollupRow[] | undefined =>
  found?.rules === rollupRules ? found.days.map(([day, counts]) => ({ day, counts: rowToCounts(counts) })) : undefined;

/** Rollups, and the records that they are counted from, over SQL. */
export function rollupTx(trx: Transaction<Schema>): Omit<RollupTx, 'changeRollup'> {
  return {
    lockVillage: async (village) =>
      (await trx.selectFrom('village').select('id').where('id', '=', village).forUpdate().executeTakeFirst()) !==
      undefined,
    households: async (village, ids) => {
      if (ids.length === 0) return [];
      const homes = homesOf([...new Set(ids)].map((id) => ({ village, id })));
      const { rows } = await sql<RecordRow>`${householdRows(homes)}`.execute(trx);
      return rows.map(toRecord);
    },
    countedRecords: async (village) =>
      (
        await trx
          .selectFrom('record')
          .selectAll()
          .where('village', '=', village)
          .where('kind', 'in', [...countedKinds])
          .execute()
      ).map(toRecord),
    rollupSince: async (village, day) => {
      const { rows } = await sql<RollupFound>`${rollupRows([{ village, day }])}`.execute(trx);
      return toRollup(rows[0]);
    },
    replaceRollup: async (village, rows) => {
      await trx.deleteFrom('rollup').where('village', '=', village).execute();
      await sql`
        insert into rollup (village, day, counts) select ${village}::uuid, day, counts
        from unnest(
          ${texts(rows.map(({ day }) => day))}, ${jsonbs(rows.map(({ counts }) => countsToRow(counts)))}
        ) as given (day, counts)`.execute(trx);
      await trx.updateTable('village').set({ rollup: rollupRules }).where('id', '=', village).execute();
    },
  };
}
