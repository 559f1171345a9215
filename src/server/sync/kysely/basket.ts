import type { Transaction } from 'kysely';
import * as v from 'valibot';
import type { Uuid } from '../../../lib/ids.ts';
import { uuid } from '../../../domain/record/record.ts';
import { erasureReason } from '../../../protocol/erase.ts';
import type { Schema } from '../../database/schema.ts';
import type { BasketTx } from '../storage.ts';
import type { Mentions } from '../erasure/places.ts';
import { anyOf } from './lists.ts';
import { line } from './quarantine.ts';

/** The kind of an `EraseAct` in `pending_act`, and what its `request` holds. */
export const eraseKind = 'erase';
export const eraseActRequest = v.object({ records: v.array(uuid), reason: erasureReason });

export const basketTx = (trx: Transaction<Schema>): BasketTx => ({
  keepBasket: async ({ account, names, content, ids, broughtBackAt: _none, ...basket }) => {
    const row = { account: account ?? null, names: names ?? null, content: content ?? null, ids: JSON.stringify(ids) };
    await trx
      .insertInto('waste_basket')
      .values({ ...basket, ...row })
      .execute();
  },
  basket: async (id) => {
    const row = await trx.selectFrom('waste_basket').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) return undefined;
    const { account, names, content, brought_back_at: broughtBackAt, ...basket } = row;
    return {
      ...basket,
      ...(account !== null && { account }),
      ...(names !== null && { names }),
      ...(content !== null && { content }),
      ...(broughtBackAt !== null && { broughtBackAt }),
    };
  },
  emptyBasket: async (id, at) => {
    await trx
      .updateTable('waste_basket')
      .set({ names: null, content: null, brought_back_at: at })
      .where('id', '=', id)
      .execute();
  },
  unmarkErased: async (village, ids) => {
    if (ids.length === 0) return;
    for (const table of ['erased_mark', 'erased_record'] as const)
      await trx.deleteFrom(table).where('village', '=', village).where('id', '=', anyOf(ids)).execute();
  },
  mentionsOf: async (opIds) => {
    if (opIds.length === 0) return new Map();
    const rows = await trx
      .selectFrom('op_mention')
      .selectAll()
      .where('op_id', '=', anyOf(opIds))
      .orderBy('id')
      .execute();
    const found = new Map<Uuid, Mentions>();
    for (const { op_id: opId, village, id } of rows)
      found.set(opId, { village, ids: [...(found.get(opId)?.ids ?? []), id] });
    return found;
  },
  putBackOp: async ({ opId, outcome, version, waitsFor, body, mentions }) => {
    await trx
      .updateTable('op_meta')
      .set({ outcome, version, waits_for: waitsFor ?? null, body_hmac: null })
      .where('op_id', '=', opId)
      .execute();
    await trx.insertInto('op_body').values({ op_id: opId, body }).execute();
    if (mentions && mentions.ids.length > 0)
      await trx
        .insertInto('op_mention')
        .values(mentions.ids.map((id) => ({ op_id: opId, village: mentions.village, id })))
        .execute();
  },
  erasedHouseholds: async (account, village, day) => {
    const found = trx.selectFrom('erased_household').select('household').where('account', '=', account);
    const rows = await found.where('village', '=', village).where('day', '=', day).execute();
    return rows.map(({ household }) => household);
  },
  noteErasedHouseholds: async (account, village, day, households) => {
    if (households.length === 0) return;
    await trx
      .insertInto('erased_household')
      .values(households.map((household) => ({ account, village, day, household })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },
  lineOf: (village) => line(trx, village),
  addAct: async ({ id, village, records, reason, account, device, at, until }) => {
    const request = JSON.stringify({ records, reason });
    await trx
      .insertInto('pending_act')
      .values({ id, kind: eraseKind, area: village, request, account, device, at, until })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  },
  eraseAct: async (id) => {
    const acts = trx.selectFrom('pending_act').selectAll().where('id', '=', id).where('kind', '=', eraseKind);
    const row = await acts.executeTakeFirst();
    if (!row) return undefined;
    const { area: village, account, device, at, until } = row;
    const settled = row.settled_by === null ? undefined : { by: row.settled_by, confirmed: row.confirmed === true };
    return {
      id,
      village,
      ...v.parse(eraseActRequest, row.request),
      account,
      device: device ?? account,
      at,
      until,
      ...(settled && { settled }),
    };
  },
  settleAct: async (id, by, at, confirmed) => {
    await trx
      .updateTable('pending_act')
      .set({ settled_at: at, settled_by: by, confirmed })
      .where('id', '=', id)
      .execute();
  },
});
