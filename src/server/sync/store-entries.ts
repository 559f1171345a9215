import type { Uuid } from '../../lib/ids.ts';
import { dayOf } from '../../lib/day.ts';
import { correctedTime } from '../../domain/merge/merge-field.ts';
import type { OpOutcome } from '../../protocol/outcome.ts';
import { askedUnderLocks } from './ahead/announce.ts';
import type { GroupResult } from './apply/apply-group.ts';
import type { SyncDeps } from './deps.ts';
import { partLate } from './erasure/late-operations.ts';
import { applyIn, contextOf } from './group-context.ts';
import { MovedMeanwhile, movesOf } from './apply/moves.ts';
import { groupsOf, operationsOf, type Entry } from './read-entries.ts';
import { replayParked } from './replay-parked.ts';
import { AlreadyStored, type DeviceState, type SyncTx, type StoredOp, type VillageTurn } from './storage.ts';
import { toStored } from './to-stored-op.ts';
import { Workspace } from './workspace.ts';

/** Entries to store, and the rights of their sender. */
export interface Fresh {
  readonly device: DeviceState;
  readonly fresh: readonly Entry[];
  readonly mayWrite: (village: Uuid) => boolean;
  readonly now: number;
}

/** Another push or a move came first; the same push finds out by trying again. */
export const isOvertaken = (error: unknown): boolean =>
  error instanceof AlreadyStored || error instanceof MovedMeanwhile;

/** Transient: retry the push, quarantine nothing. */
export const isForLater = (deps: SyncDeps, error: unknown): boolean => isOvertaken(error) || deps.isRetryable(error);

/**
 * `together`: all groups by one write; an error undoes the push. `oneByOne`: each group by itself, so that only the one
 * that makes the write fail is quarantined.
 */
export type Storing = 'together' | 'oneByOne';

/** The state after the villages were locked. */
interface Locked extends Fresh {
  /** Ids that entries name as their village and that no village has. */
  readonly unknown: ReadonlySet<Uuid>;
}

/** Stores entries that are not stored yet. @returns their outcomes, and the corrected time of the last one */
export async function storeFresh(
  tx: SyncTx,
  deps: SyncDeps,
  fresh: Fresh,
  storing: Storing,
): Promise<{ outcomes: OpOutcome[]; lastTime: number }> {
  if (fresh.fresh.length === 0) return { outcomes: [], lastTime: fresh.device.lastTime };
  const moves = await movesOf(tx, operationsOf(fresh.fresh));
  const villages = [...new Set(operationsOf(fresh.fresh).flatMap((op) => moves.villagesOf(op)))].filter((id) =>
    fresh.mayWrite(id),
  );
  await lockOthers(tx, fresh, villages);
  const versions = await tx.nextVersions(villages.sort());
  const push: Locked = { ...fresh, unknown: new Set(villages.filter((id) => !versions.has(id))) };
  if (storing === 'oneByOne') return applyOneByOne(tx, deps, push, versions);
  await tx.expectUnderLocks(askedUnderLocks(deps, push.device, push.fresh, [...versions.keys()]));
  return applyAll(tx, deps, push, versions, groupsOf(push.fresh));
}

/**
 * Locks the villages of entries that are only quarantined, so that a concurrent erasure finds them. All villages are
 * locked in one order, so that two pushes cannot deadlock.
 */
async function lockOthers(tx: SyncTx, { fresh }: Fresh, villages: readonly Uuid[]): Promise<void> {
  const named = new Set(fresh.flatMap(({ village }) => village ?? []));
  if ([...named].every((id) => villages.includes(id))) return;
  for (const id of [...new Set([...named, ...villages])].sort()) await tx.lockVillage(id);
}

async function applyOneByOne(
  tx: SyncTx,
  deps: SyncDeps,
  push: Locked,
  versions: ReadonlyMap<Uuid, VillageTurn>,
): Promise<{ outcomes: OpOutcome[]; lastTime: number }> {
  const outcomes: OpOutcome[] = [];
  let lastTime = push.device.lastTime;
  for (const group of groupsOf(push.fresh)) {
    const one = { ...push, device: { ...push.device, lastTime } };
    const result = await tx
      .savepoint(() => applyAll(tx, deps, one, versions, [group]))
      .catch(async (error: unknown) => {
        if (isForLater(deps, error)) throw error;
        deps.report?.('push.quarantine', error);
        return applyAll(tx, deps, one, versions, [group.map((entry) => ({ ...entry, operation: undefined }))]);
      });
    outcomes.push(...result.outcomes);
    lastTime = result.lastTime;
  }
  return { outcomes, lastTime };
}

async function applyAll(
  tx: SyncTx,
  deps: SyncDeps,
  push: Locked,
  versions: ReadonlyMap<Uuid, VillageTurn>,
  groups: readonly (readonly Entry[])[],
): Promise<{ outcomes: OpOutcome[]; lastTime: number }> {
  const works = new Map([...versions].map(([village, turn]) => [village, new Workspace(tx, village, turn)]));
  const sent = groups.flat();
  const moves = await movesOf(tx, operationsOf(sent));
  const {
    late,
    others: all,
    erased,
  } = await partLate(tx, sent, works, moves, { account: push.device.account, mayWrite: push.mayWrite, now: push.now });
  const versionOf = (village: Uuid | undefined): number =>
    (village === undefined ? undefined : works.get(village)?.version) ?? 0;
  const ops: StoredOp[] = late.map((entry) => ({
    ...toStored(entry, 'erased', undefined, works, { ...push, time: push.device.lastTime }),
    hmac: entry.hmac,
    version: versionOf(entry.village),
  }));
  let lastTime = push.device.lastTime;
  const needed = operationsOf(all).flatMap((op) => moves.villagesOf(op));
  if (needed.some((id) => push.mayWrite(id) && !works.has(id) && !push.unknown.has(id)))
    throw new MovedMeanwhile('a record has gone to another village');
  const sender = { device: push.device.id, account: push.device.account, firstSeq: all[0]?.seq ?? 0 };
  const context = await contextOf(tx, deps, operationsOf(all), {
    works,
    moves,
    erased,
    sender,
    today: dayOf(push.now),
  });
  for (const group of groupsOf(all)) {
    const operations = operationsOf(group);
    for (const op of operations) lastTime = correctedTime(op.wallTime, op.clockOffset, push.now, lastTime);
    const allowed = operations.length === group.length && operations.every((op) => works.has(op.village));
    const result: GroupResult = allowed
      ? await applyIn(deps, context, operations, lastTime)
      : { outcomes: group.map(() => 'quarantined'), waitsFor: undefined };
    group.forEach((entry, i) => {
      const stored = toStored(entry, result.outcomes[i] ?? 'quarantined', result.waitsFor, works, {
        ...push,
        time: lastTime,
      });
      ops.push(stored);
      context.ownOps.set(stored.opId, stored);
      if (stored.record && (stored.outcome === 'parked' || stored.outcome === 'quarantined'))
        context.unsettled.set(stored.record, stored.opId);
    });
  }
  await moves.save(tx);
  await tx.insertOps(ops);
  // A new person of a moved household arrives in the household's current village.
  const isThere = (id: Uuid): boolean => [...works.values()].some((work) => work.get(id));
  const arrived = operationsOf(all)
    .filter((op) => works.has(op.village))
    .map((op) => op.record)
    .filter(isThere);
  await replayParked(tx, deps, works, [...arrived, ...moves.came()]);
  for (const work of works.values()) await work.write();
  return { outcomes: ops.map(({ opId, outcome, version }) => ({ opId, outcome, version })), lastTime };
}
