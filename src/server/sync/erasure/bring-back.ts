import type { Uuid } from '../../../lib/ids.ts';
import { grantsFor } from '../../../domain/access/roles.ts';
import { withoutResidue } from '../../../domain/indicator/residue.ts';
import { MERGED_INTO, pointers } from '../../../domain/record/redirect.ts';
import type { BringBackRequest, BringBackResponse } from '../../../protocol/erased.ts';
import type { Problem } from '../../../protocol/problem.ts';
import type { SyncContext, SyncDeps } from '../deps.ts';
import { replayParked } from '../replay-parked.ts';
import { SERVER_DEVICE } from '../server-device.ts';
import type { StoredRecord, SyncTx } from '../storage.ts';
import { Workspace } from '../workspace.ts';
import { residueId } from './erase-records.ts';
import { sealingOf, type BasketContent } from './fill-basket.ts';

/** The village of what was brought back, for the audit log. */
export type BroughtBack = BringBackResponse & { readonly village: Uuid; readonly isNew: boolean };

/**
 * Undoes an erasure before its time has ended: records, operations and their outcomes are as they were, the marks go,
 * and the village's residue no longer counts them. Allowed to head and officer. What phones sent about the records in
 * the meantime was not kept. One transaction, locks in the order of a push.
 */
export function bringBack(
  deps: SyncDeps,
  { account }: SyncContext,
  { id }: BringBackRequest,
): Promise<BroughtBack | Problem> {
  return deps.storage.transaction(async (tx): Promise<BroughtBack | Problem> => {
    const grants = await tx.lockGrants(account);
    const village = (await tx.basket(id))?.village;
    if (village === undefined || grantsFor('bringBack', grants, await tx.lineOf(village)).length === 0)
      return { error: 'notFound' };
    await tx.lockVillage(village);
    const basket = await tx.basket(id);
    if (!basket) return { error: 'notFound' };
    const { content: sealed } = basket;
    if (basket.broughtBackAt !== undefined) return { broughtBack: true, village, isNew: false };
    if (sealed === undefined || basket.until <= deps.clock.now()) return { error: 'notFound' };
    const content = (await sealingOf(tx, deps)).open(sealed, id, 'content') as BasketContent | undefined;
    const turn = content && (await tx.nextVersions([village])).get(village);
    if (!turn) return { error: 'notFound' };
    if (await isAlone(tx, village, content.records, basket.ids))
      return { broughtBack: false, why: 'householdGone', village, isNew: false };
    const work = new Workspace(tx, village, turn);
    await tx.unmarkErased(village, basket.ids);
    await putBackRecords(deps, work, content);
    for (const op of content.ops) await tx.putBackOp(op.village === village ? { ...op, version: work.version } : op);
    await replayParked(
      tx,
      deps,
      new Map([[village, work]]),
      content.ops.flatMap(({ outcome, waitsFor }) => (outcome === 'parked' ? (waitsFor ?? []) : [])),
    );
    await work.write();
    await tx.emptyBasket(id, deps.clock.now());
    return { broughtBack: true, village, isNew: true };
  });
}

async function putBackRecords(deps: SyncDeps, work: Workspace, { records, residue }: BasketContent): Promise<void> {
  const rest = residueId(deps, work.village);
  await work.load([rest, ...records.map(({ id }) => id)]);
  for (const record of records) work.put({ ...record, version: work.version, echo: undefined });
  const kept = work.get(rest);
  if (!kept || residue.length === 0) return;
  const fields = Object.fromEntries(Object.entries(kept.states).map(([name, { value }]) => [name, value]));
  const left = Object.entries(withoutResidue(fields, new Map(residue)));
  const written = { version: work.version, device: SERVER_DEVICE, op: rest, time: deps.clock.now() };
  work.put({
    ...kept,
    version: work.version,
    states: Object.fromEntries(left.map(([name, value]) => [name, { ...written, value }])),
    echo: undefined,
  });
}

/** True when these records point at a household or person that was erased by itself, or moved away. */
async function isAlone(
  tx: SyncTx,
  village: Uuid,
  records: readonly StoredRecord[],
  marked: readonly Uuid[],
): Promise<boolean> {
  const back = new Set([...marked, ...records.map(({ id }) => id)]);
  const named = records
    .flatMap(({ states }) => [...pointers, MERGED_INTO].map((field) => states[field]?.value))
    .filter((value) => typeof value === 'string' && !back.has(value)) as Uuid[];
  if (named.length === 0) return false;
  const gone = [...(await tx.erasedAmong(named)), ...(await tx.movedAmong(named))];
  return gone.some((one) => one.village === village);
}
