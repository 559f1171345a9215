import { assert } from '../../../lib/assert.ts';
import type { BasketTx } from '../storage.ts';
import type { MemoryState } from './state.ts';

export const basketTx = (now: () => MemoryState, before: (statement: string) => Promise<void> | void): BasketTx => ({
  keepBasket: async (basket) => {
    await before('keepBasket');
    now().baskets.set(basket.id, basket);
  },
  basket: async (id) => (await before('basket'), now().baskets.get(id)),
  emptyBasket: async (id, at) => {
    await before('emptyBasket');
    const basket = now().baskets.get(id);
    assert(basket, 'emptyBasket of a basket that is there');
    now().baskets.set(id, { ...basket, names: undefined, content: undefined, broughtBackAt: at });
  },
  unmarkErased: async (village, ids) => {
    await before('unmarkErased');
    for (const id of ids) now().erased.delete(`${village} ${id}`);
  },
  mentionsOf: async (opIds) => {
    await before('mentionsOf');
    return new Map(
      opIds.flatMap((id) => {
        const mentions = now().ops.get(id)?.mentions;
        return mentions ? [[id, mentions] as const] : [];
      }),
    );
  },
  putBackOp: async (op) => {
    await before('putBackOp');
    const known = now().ops.get(op.opId);
    assert(known, 'putBackOp of an erased operation');
    const { hmac: _gone, ...rest } = known;
    const { outcome, version, waitsFor, body, mentions } = op;
    now().ops.set(op.opId, { ...rest, outcome, version, waitsFor, body, ...(mentions && { mentions }) });
  },
  erasedHouseholds: async (account, village, day) => (
    await before('erasedHouseholds'),
    [...(now().erasedHouseholds.get(`${account} ${village} ${day}`) ?? [])]
  ),
  noteErasedHouseholds: async (account, village, day, households) => {
    await before('noteErasedHouseholds');
    const key = `${account} ${village} ${day}`;
    now().erasedHouseholds.set(key, new Set([...(now().erasedHouseholds.get(key) ?? []), ...households]));
  },
  // The memory storage has villages and no other areas.
  lineOf: async (village) => (await before('lineOf'), now().villages.has(village) ? [village] : []),
  addAct: async (act) => {
    await before('addAct');
    if (!now().acts.has(act.id)) now().acts.set(act.id, act);
  },
  eraseAct: async (id) => (await before('eraseAct'), now().acts.get(id)),
  settleAct: async (id, by, _at, confirmed) => {
    await before('settleAct');
    const act = now().acts.get(id);
    assert(act, 'settleAct of an act that is there');
    now().acts.set(id, { ...act, settled: { by, confirmed } });
  },
});
