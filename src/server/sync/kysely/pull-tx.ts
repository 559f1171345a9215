import type { Transaction } from 'kysely';
import { backupWatermark } from '../../backup/watermark.ts';
import type { Schema } from '../../database/schema.ts';
import { epochOf, grantsOf } from './grants.ts';
import { line, quarantined } from './quarantine.ts';
import { recordsAfter } from './pages.ts';
import { records } from './records.ts';
import { toOutcome } from './rows.ts';
import type { PullTx } from '../storage.ts';

type Trx = Transaction<Schema>;

/** What pull asks, each question by itself. */
export function pullTx(trx: Trx): PullTx {
  return {
    epoch: () => epochOf(trx),
    backedUp: () => backupWatermark(trx),
    grants: (account) => grantsOf(trx, account, false),
    lastSeq: async (device) =>
      (await trx.selectFrom('device').select('last_seq').where('id', '=', device).executeTakeFirst())?.last_seq ?? 0,
    villageVersion: async (village) =>
      (await trx.selectFrom('village').select('version').where('id', '=', village).executeTakeFirst())?.version,
    collected: async (village) =>
      (await trx.selectFrom('village').select('collected').where('id', '=', village).executeTakeFirst())?.collected ??
      0,
    recordsAfter: (village, version, id, limit) => recordsAfter(trx, village, version, id, limit),
    outcomesBetween: async (village, account, from, to) =>
      (
        await trx
          .selectFrom('op_meta')
          .select(['op_id', 'outcome', 'version'])
          .where('village', '=', village)
          .where('device', 'in', (own) => own.selectFrom('device').select('id').where('account', '=', account))
          .where('version', '>=', from)
          .where('version', '<=', to)
          .orderBy('seq')
          .execute()
      ).map(toOutcome),
    records: (village, ids) => records(trx, village, ids),
    line: (village) => line(trx, village),
    quarantined: (village, limit, perSender) => quarantined(trx, village, limit, perSender),
    versions: (village) => trx.selectFrom('record').select(['id', 'version']).where('village', '=', village).execute(),
  };
}
