import { sql, type Transaction } from 'kysely';
import type { Uuid } from '../../../lib/ids.ts';
import { systemRandom } from '../../../lib/clock.ts';
import type { PublicKey } from '../../../protocol/accounts/join.ts';
import type { Schema } from '../../database/schema.ts';
import { note } from '../../accounts/audit.ts';
import { keyText } from '../../accounts/sessions/renewal.ts';
import { basketTx } from './basket.ts';
import { addDevice, deviceColumns, toDevice } from './devices.ts';
import { erasureTx } from './erasure.ts';
import { epochOf, grantsOf } from './grants.ts';
import { groupsOf, parkedFor, unsettledOn, villagesOf } from './quarantine.ts';
import { numberedRows, outcomeRows } from './questions.ts';
import { recordsTx } from './records.ts';
import { usageTx } from './pages.ts';
import { rollupTx } from './rollup.ts';
import { collect, movesTx } from './moves.ts';
import { toStoredOutcome, type StoredOutcomeRow } from './rows.ts';
import type { AheadTx } from '../ahead/questions.ts';
import type { SyncTx } from '../storage.ts';
import type { DeferredTx } from './write-behind.ts';

type Trx = Transaction<Schema>;

export type DirectTx = Omit<SyncTx, keyof AheadTx | keyof DeferredTx | 'savepoint'>;

/** A push's questions and writes, each sent by itself. */
export function directTx(trx: Trx): DirectTx {
  return {
    epoch: () => epochOf(trx),
    lockGrants: (account) => grantsOf(trx, account, true),
    lockDevice: async (device) => {
      const row = await trx
        .selectFrom('device')
        .select(deviceColumns)
        .where('id', '=', device)
        .forUpdate()
        .executeTakeFirst();
      return row && toDevice(row);
    },
    ...usageTx(trx),
    addDevice: (device) => addDevice(trx, device),
    keyOf: async (device) => {
      const row = await trx.selectFrom('device').select('public_key').where('id', '=', device).executeTakeFirst();
      return row && keyText(row.public_key as PublicKey);
    },
    copiesSince: async (account, since) => {
      const counted = trx
        .selectFrom('device')
        .select(sql<number>`count(*)::int`.as('copies'))
        .where('account', '=', account)
        .where('created_at', '>=', since);
      return (await counted.where(sql<boolean>`former <> '[]'`).executeTakeFirstOrThrow()).copies;
    },
    outcomesOf: async (opIds) => {
      if (opIds.length === 0) return [];
      return (await sql<StoredOutcomeRow>`${outcomeRows(opIds)}`.execute(trx)).rows.map(toStoredOutcome);
    },
    numbered: async (device, seqs) =>
      (await sql<{ seq: number; op_id: Uuid }>`${numberedRows(device, seqs)}`.execute(trx)).rows.map(
        ({ seq, op_id }) => ({ seq, opId: op_id }),
      ),
    ...recordsTx(trx),
    unsettledOn: (device, records, beforeSeq) => unsettledOn(trx, device, records, beforeSeq),
    parkedFor: (villages, waitedFor) => parkedFor(trx, villages, waitedFor),
    parkBehind: async (opIds, waitsFor) => {
      if (opIds.length > 0)
        await trx.updateTable('op_meta').set({ waits_for: waitsFor }).where('op_id', 'in', opIds).execute();
    },
    setOutcome: async (opId, outcome, version, judge) => {
      await trx
        .updateTable('op_meta')
        .set({ outcome, version, waits_for: null, ...(judge ? { judged_by: judge } : {}) })
        .where('op_id', '=', opId)
        .execute();
    },
    noteJudged: async (at, judged) => {
      for (const { village, ...deed } of judged)
        await note({ db: trx, clock: { now: () => at }, random: systemRandom }, { ...deed, area: village });
    },
    groupsOf: (opIds) => groupsOf(trx, opIds),
    villagesOf: (account) => villagesOf(trx, account),
    ...erasureTx(trx),
    ...basketTx(trx),
    ...rollupTx(trx),
    ...movesTx(trx),
    collect: (village, upTo) => collect(trx, village, upTo),
  };
}
