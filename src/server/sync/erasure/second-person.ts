import { grantsFor } from '../../../domain/access/roles.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { SecondRequest } from '../../../protocol/erased.ts';
import type { ErasureReason } from '../../../protocol/erase.ts';
import type { Problem } from '../../../protocol/problem.ts';
import type { SyncContext, SyncDeps } from '../deps.ts';
import { erasable, eraseFor, householdsAmong, keepFor } from './handle-erase.ts';

/** A request to erase that a second person has settled. */
export interface SettledErasure {
  readonly village: Uuid;
  /** The records that are erased now. */
  readonly erased: readonly Uuid[];
  readonly reason: ErasureReason;
  /** Settled by this request, and not by an earlier one. */
  readonly isNew: boolean;
}

/**
 * A second person confirms or refuses a request to erase: somebody else who may erase in the village, or who may bring
 * back what was erased there. The requester's right is judged again now. One transaction, locks in the order of a push.
 */
export function settleErasure(
  deps: SyncDeps,
  context: SyncContext,
  { id, confirm }: SecondRequest,
): Promise<SettledErasure | Problem> {
  return deps.storage.transaction(async (tx): Promise<SettledErasure | Problem> => {
    const grants = await tx.lockGrants(context.account);
    const known = await tx.eraseAct(id);
    if (!known || known.account === context.account) return { error: 'notFound' };
    const { village, reason, account } = known;
    const line = await tx.lineOf(village);
    const isEntitled = grantsFor('erase', grants, line).length > 0 || grantsFor('bringBack', grants, line).length > 0;
    if (!isEntitled) return { error: 'notFound' };
    await tx.lockVillage(village);
    const act = await tx.eraseAct(id);
    if (!act) return { error: 'notFound' };
    const { settled } = act;
    const nothing = { village, erased: [], reason };
    if (settled)
      return settled.by === context.account && settled.confirmed === confirm
        ? { ...nothing, isNew: false }
        : { error: 'notFound' };
    const now = deps.clock.now();
    if (act.until <= now) return { error: 'notFound' };
    if (confirm && grantsFor('erase', await tx.lockGrants(account), [village]).length === 0)
      return { error: 'notFound' };
    const ids = confirm ? await erasable(tx, village, act.records) : [];
    if (ids.length > 0) {
      const households = await householdsAmong(tx, village, ids);
      await eraseFor(tx, deps, { village, account }, ids, households, keepFor(reason, account, now));
    }
    await tx.settleAct(id, context.account, now, confirm);
    return { ...nothing, erased: ids, isNew: true };
  });
}
