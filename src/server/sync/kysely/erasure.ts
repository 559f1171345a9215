import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Uuid } from '../../../lib/ids.ts';
import type { Schema } from '../../database/schema.ts';
import { anyOf } from './lists.ts';
import { storedOps } from './quarantine.ts';
import { toStoredOp } from './rows.ts';
import { placesOf } from './lists.ts';
import { erasedRows } from './questions.ts';
import type { ErasureTx, Place } from '../storage.ts';

export function erasureTx(trx: Transaction<Schema>): ErasureTx {
  return {
    erasedAmong: async (ids) => (ids.length === 0 ? [] : (await sql<Place>`${erasedRows(ids)}`.execute(trx)).rows),
    writtenAmong: async (ids, account) => {
      if (ids.length === 0) return [];
      const { rows } = await sql<{ record: Uuid }>`
        select distinct record from op_meta
        where record = any(${[...ids]}::uuid[]) and outcome <> 'erased'
          and not (outcome in ('parked', 'quarantined')
            and device in (select id from device where account = ${account}))`.execute(trx);
      return rows.map(({ record }) => record);
    },
    erasedOf: async (account, records) => {
      if (records.length === 0) return [];
      const { rows } = await sql<{ record: Uuid }>`
        select distinct record from op_meta
        where record = any(${[...records]}::uuid[]) and outcome = 'erased'
          and device in (select id from device where account = ${account})`.execute(trx);
      return rows.map(({ record }) => record);
    },
    rememberErased: async (village, ids, at) => {
      if (ids.length === 0) return;
      await trx
        .insertInto('erased_mark')
        .values(ids.map((id) => ({ id, village, at })))
        .onConflict((conflict) => conflict.columns(['village', 'id']).doNothing())
        .execute();
      // For a server of the version before, which may still run beside this one.
      await trx
        .insertInto('erased_record')
        .values(ids.map((id) => ({ id, village, at })))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },
    recordsAbout: async (village, ids) => {
      if (ids.length === 0) return [];
      const list = sql.join(ids.map((id) => sql`${id}`));
      const { rows } = await sql<{ id: Uuid }>`
        select id from record
        where village = ${village}
          and (
            fields->>'household' in (${list}) or fields->>'person' in (${list}) or fields->>'mergedInto' in (${list})
            or (kind = 'conflict' and fields->>'record' in (${list}))
          )`.execute(trx);
      return rows.map(({ id }) => id);
    },
    opsAbout: async (places) => {
      if (places.length === 0) return [];
      const { rows } = await sql<{ op_id: Uuid }>`
        select op_meta.op_id from ${placesOf(places)}
          join op_meta on op_meta.record = place.id and op_meta.village = place.village
        union select op_meta.op_id from ${placesOf(places)}
          join op_meta on op_meta.village = place.village and op_meta.waits_for = place.id
            and op_meta.outcome = 'parked'
        union select op_mention.op_id from ${placesOf(places)}
          join op_mention on op_mention.village = place.village and op_mention.id = place.id`.execute(trx);
      if (rows.length === 0) return [];
      const found = await storedOps(trx)
        .where('op_meta.op_id', '=', anyOf(rows.map((row) => row.op_id)))
        .where('outcome', '<>', 'erased')
        .orderBy('device')
        .orderBy('seq')
        .execute();
      return found.map(toStoredOp);
    },
    eraseOp: async (opId, hash, version) => {
      await trx
        .updateTable('op_meta')
        .set({ outcome: 'erased', version, waits_for: null, body_hmac: hash })
        .where('op_id', '=', opId)
        .execute();
      await trx.deleteFrom('op_body').where('op_id', '=', opId).execute();
      await trx.deleteFrom('op_mention').where('op_id', '=', opId).execute();
    },
    secret: async () =>
      (await trx.selectFrom('server_state').select('value').where('key', '=', 'secret').executeTakeFirstOrThrow())
        .value,
  };
}
