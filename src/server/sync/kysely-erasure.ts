import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';
import type { Schema } from '../database/schema.ts';
import { anyOf } from './kysely-lists.ts';
import { storedOps } from './kysely-quarantine.ts';
import { toStoredOp } from './rows.ts';
import type { PushTx } from './storage.ts';

type ErasureTx = Pick<PushTx, 'erasedAmong' | 'rememberErased' | 'recordsAbout' | 'opsAbout' | 'eraseOp' | 'secret'>;

export function erasureTx(trx: Transaction<Schema>): ErasureTx {
  return {
    erasedAmong: async (ids) => (ids.length === 0 ? [] : trx.selectFrom('erased_record').select(['id', 'village']).where('id', '=', anyOf(ids)).execute()),
    rememberErased: async (village, ids, at) => {
      if (ids.length === 0) return;
      await trx.insertInto('erased_record').values(ids.map((id) => ({ id, village, at }))).onConflict((conflict) => conflict.column('id').doNothing()).execute();
    },
    recordsAbout: async (village, ids) => {
      if (ids.length === 0) return [];
      const list = sql.join(ids.map((id) => sql`${id}`));
      const { rows } = await sql<{ id: Uuid }>`
        select id from record
        where village = ${village}
          and (fields->>'household' in (${list}) or fields->>'person' in (${list}) or fields->>'mergedInto' in (${list}) or (kind = 'conflict' and fields->>'record' in (${list})))`.execute(trx);
      return rows.map(({ id }) => id);
    },
    opsAbout: async (records) => {
      if (records.length === 0) return [];
      const rows = await storedOps(trx)
        .where((eb) => eb.or([eb('record', 'in', records), eb.and([eb('outcome', '=', 'parked'), eb('waits_for', 'in', records)])]))
        .where('outcome', '<>', 'erased')
        .orderBy('device')
        .orderBy('seq')
        .execute();
      return rows.map(toStoredOp);
    },
    eraseOp: async (opId, hash, version) => {
      await trx.updateTable('op_meta').set({ outcome: 'erased', version, waits_for: null, body_hmac: hash }).where('op_id', '=', opId).execute();
      await trx.deleteFrom('op_body').where('op_id', '=', opId).execute();
    },
    secret: async () => (await trx.selectFrom('server_state').select('value').where('key', '=', 'secret').executeTakeFirstOrThrow()).value,
  };
}
