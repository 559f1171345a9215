import type { Uuid } from '../../lib/ids.ts';
import { dayOf } from '../../lib/day.ts';
import { grantsFor } from '../../domain/access/roles.ts';
import type { OpOutcome } from '../../protocol/outcome.ts';
import type { Problem } from '../../protocol/problem.ts';
import type { PushRequest, PushResponse } from '../../protocol/push.ts';
import { askedBeforeLocks } from './ahead/announce.ts';
import { closedAfter, costOf, overBudget } from './budgets.ts';
import type { SyncContext, SyncDeps } from './deps.ts';
import { filed } from './quarantine/file-entries.ts';
import { readEntries, type Entry } from './read-entries.ts';
import { isForLater, isOvertaken, storeFresh, type Storing } from './store-entries.ts';
import type { DeviceState, SyncTx } from './storage.ts';

/**
 * Stores a push and returns the outcome of each entry. When it resolves to a PushResponse, every entry is durably
 * stored (promise 1). One transaction, locks always in the same order so that pushes cannot deadlock:
 *
 *     grants → device row → villages in id order (each written one: version + 1) → groups → device row saved → commit
 *
 * A refusal stores nothing. Database errors reject; the caller decides which are retryable.
 */
export async function handlePush(
  deps: SyncDeps,
  context: SyncContext,
  request: PushRequest,
): Promise<PushResponse | Problem> {
  let storing: Storing = 'together';
  // Retried when a copy of the phone stored the same operations at once, or a record moved to another village just
  // before the lock.
  for (let left = maxAttempts; ; left--) {
    try {
      return await pushOnce(deps, context, request, storing);
    } catch (error) {
      if (isOvertaken(error) && left > 0) continue;
      if (isForLater(deps, error) || storing === 'oneByOne') throw error;
      // One of the groups made the write fail.
      deps.report?.('push.fallback', error);
      storing = 'oneByOne';
    }
  }
}

/** Retry limit; each retry lost a race to another push or move. */
const maxAttempts = 4;

function pushOnce(
  deps: SyncDeps,
  context: SyncContext,
  request: PushRequest,
  storing: Storing,
): Promise<PushResponse | Problem> {
  return deps.storage.transaction(async (tx): Promise<PushResponse | Problem> => {
    const now = deps.clock.now();
    await tx.expectSender(context.account, context.device);
    const grants = await tx.lockGrants(context.account);
    const device = await tx.lockDevice(context.device);
    if (!device) return { error: 'signIn' };
    const entries = readEntries(request.entries, request.firstSeq, device.id, deps.uuidFromText);
    await tx.expectBeforeLocks(askedBeforeLocks(device, entries, now));
    const epoch = await tx.epoch();
    if (request.epoch !== undefined && request.epoch !== epoch)
      return { error: 'epoch', epoch, lastSeq: device.epochSeq };
    if (request.firstSeq > device.lastSeq + 1) return { error: 'expect', seq: device.lastSeq + 1 };

    const known = new Map<Uuid, OpOutcome>(
      (await tx.outcomesOf(entries.map((entry) => entry.opId))).map((one) => [one.opId, one]),
    );
    // A stored seq with a new opId: two phones use one device id.
    if (entries.some((entry) => entry.seq <= device.lastSeq && !known.has(entry.opId))) return { error: 'forked' };
    if (await isNumberedOtherwise(tx, device, entries)) return { error: 'forked' };

    const fresh = await filed(
      tx,
      context.account,
      grants,
      firstOfEach(entries.filter((entry) => !known.has(entry.opId))),
    );
    const cost = costOf(fresh);
    const refusal = await overBudget(tx, device, cost, now);
    if (refusal) return refusal;
    const mayWrite = (village: Uuid): boolean =>
      !device.revoked && grantsFor('syncRecords', grants, [village]).length > 0;
    const stored = await storeFresh(tx, deps, { device, fresh, mayWrite, now }, storing);
    for (const one of stored.outcomes) known.set(one.opId, one);

    const lastSeq = Math.max(device.lastSeq, entries.at(-1)?.seq ?? 0);
    await tx.saveDevice(device.id, {
      lastSeq,
      lastTime: stored.lastTime,
      lastContact: now,
      ledger: request.ledger,
      ...closedAfter(device, cost, now),
    });
    if (cost.operations > 0) await tx.spend(device.account, dayOf(now), cost);
    const outcomes = entries.map((entry) => known.get(entry.opId)).filter((one): one is OpOutcome => one !== undefined);
    return {
      outcomes: outcomes.map(({ opId, outcome, version }) => ({ opId, outcome, version })),
      lastSeq,
      now,
      epoch,
    };
  });
}

/**
 * True when other operations are stored under these seqs of the device. Checked even when all opIds are known: another
 * copy may have pushed the shared operations under its own device.
 */
async function isNumberedOtherwise(tx: SyncTx, device: DeviceState, entries: readonly Entry[]): Promise<boolean> {
  const again = new Map(entries.filter(({ seq }) => seq <= device.lastSeq).map(({ seq, opId }) => [seq, opId]));
  if (again.size === 0) return false;
  return (await tx.numbered(device.id, [...again.keys()])).some(({ seq, opId }) => again.get(seq) !== opId);
}

const firstOfEach = (entries: readonly Entry[]): Entry[] =>
  [...new Map([...entries].reverse().map((entry) => [entry.opId, entry])).values()].reverse();
