import type { Uuid } from '../../lib/ids.ts';
import { correctedTime } from '../../domain/merge.ts';
import { grantsFor, type Grant } from '../../domain/roles.ts';
import type { Operation } from '../../protocol/operation.ts';
import type { OpOutcome } from '../../protocol/outcome.ts';
import type { Problem } from '../../protocol/problem.ts';
import type { PushRequest, PushResponse } from '../../protocol/push.ts';
import type { OwnOp } from './apply-operation.ts';
import { applyGroup, loadForGroup, type GroupResult } from './apply-group.ts';
import type { SyncContext, SyncDeps } from './deps.ts';
import { groupsOf, readEntries, type Entry } from './read-entries.ts';
import { partLate } from './late-operations.ts';
import { MovedMeanwhile, movesOf } from './moves.ts';
import { replayParked, tookEffect } from './replay-parked.ts';
import { AlreadyStored, type DeviceState, type PushTx, type StoredOp, type VillageTurn } from './storage.ts';
import { Workspace } from './workspace.ts';

/**
 * Stores a push and says what became of each entry. When it resolves to a PushResponse, every entry is durably
 * stored (promise 1). One transaction, locks always in the same order so that pushes cannot deadlock:
 *
 *     grants → device row → villages in id order (each that is written: version + 1) → groups → device row saved → commit
 *
 * A refusal stores nothing. Database failures reject and are for the caller to call retryable or not.
 */
export async function handlePush(deps: SyncDeps, context: SyncContext, request: PushRequest): Promise<PushResponse | Problem> {
  // A copy of the phone may store the same at once, and a record may go to another village just before it is locked.
  for (let left = meetings; ; left--) {
    try {
      return await pushOnce(deps, context, request);
    } catch (error) {
      if (!isOvertaken(error) || left === 0) throw error;
    }
  }
}

/** Each time somebody else has stored what they did, and all three at once are hardly ever met. */
const meetings = 4;

const isOvertaken = (error: unknown): boolean => error instanceof AlreadyStored || error instanceof MovedMeanwhile;

function pushOnce(deps: SyncDeps, context: SyncContext, request: PushRequest): Promise<PushResponse | Problem> {
  return deps.storage.transaction(async (tx): Promise<PushResponse | Problem> => {
    const now = deps.clock.now();
    const grants = await tx.lockGrants(context.account);
    const device = await tx.lockDevice(context.device);
    if (!device) return { error: 'signIn' };
    const epoch = await tx.epoch();
    if (request.epoch !== undefined && request.epoch !== epoch) return { error: 'epoch', epoch, lastSeq: device.epochSeq };
    if (request.firstSeq > device.lastSeq + 1) return { error: 'expect', seq: device.lastSeq + 1 };

    const entries = readEntries(request.entries, request.firstSeq, device.id, deps.nameOf);
    const known = new Map<Uuid, OpOutcome>((await tx.outcomesOf(entries.map((entry) => entry.opId))).map((one) => [one.opId, one]));
    // An old seq with a new identity: two phones live under one device id.
    if (entries.some((entry) => entry.seq <= device.lastSeq && !known.has(entry.opId))) return { error: 'forked' };
    if (await isNumberedOtherwise(tx, device, entries)) return { error: 'forked' };

    const fresh = await placed(tx, context, grants, firstOfEach(entries.filter((entry) => !known.has(entry.opId))));
    const mayWrite = (village: Uuid): boolean => !device.revoked && grantsFor('syncRecords', grants, [village]).length > 0;
    const stored = await storeFresh(tx, deps, { device, fresh, mayWrite, now });
    for (const one of stored.outcomes) known.set(one.opId, one);

    const lastSeq = Math.max(device.lastSeq, entries.at(-1)?.seq ?? 0);
    await tx.saveDevice(device.id, { lastSeq, lastTime: stored.lastTime, lastContact: now, ledger: request.ledger });
    const outcomes = entries.map((entry) => known.get(entry.opId)).filter((one): one is OpOutcome => one !== undefined);
    return { outcomes: outcomes.map(({ opId, outcome, version }) => ({ opId, outcome, version })), lastSeq, now, epoch };
  });
}

/**
 * Also where all of them are known: another copy may have handed in what they share, under a device of its own, and under
 * these numbers of this one something else is stored.
 */
async function isNumberedOtherwise(tx: PushTx, device: DeviceState, entries: readonly Entry[]): Promise<boolean> {
  const again = new Map(entries.filter(({ seq }) => seq <= device.lastSeq).map(({ seq, opId }) => [seq, opId]));
  if (again.size === 0) return false;
  return (await tx.numbered(device.id, [...again.keys()])).some(({ seq, opId }) => again.get(seq) !== opId);
}

const firstOfEach = (entries: readonly Entry[]): Entry[] => [...new Map([...entries].reverse().map((entry) => [entry.opId, entry])).values()].reverse();

/** Whatever nobody can read still belongs to some village: one in which its sender writes, or once wrote. */
async function placed(tx: PushTx, { account }: SyncContext, grants: readonly Grant[], entries: readonly Entry[]): Promise<Entry[]> {
  if (entries.every((entry) => entry.village !== undefined)) return [...entries];
  const own = grants.find((grant) => grant.area !== undefined && grantsFor('syncRecords', [grant], [grant.area]).length > 0)?.area;
  const village = own ?? (await tx.villageOf(account));
  return entries.map((entry) => ({ ...entry, village: entry.village ?? village }));
}

interface Fresh {
  readonly device: DeviceState;
  readonly fresh: readonly Entry[];
  readonly mayWrite: (village: Uuid) => boolean;
  readonly now: number;
}

/** No group is to blame. */
const isForLater = (deps: SyncDeps, error: unknown): boolean => isOvertaken(error) || deps.isRetryable(error);

/** After the villages were locked. */
interface Locked extends Fresh {
  /** Named, and no villages. */
  readonly unknown: ReadonlySet<Uuid>;
}

async function storeFresh(tx: PushTx, deps: SyncDeps, fresh: Fresh): Promise<{ outcomes: OpOutcome[]; lastTime: number }> {
  const moves = await movesOf(tx, operationsOf(fresh.fresh));
  const villages = [...new Set(operationsOf(fresh.fresh).flatMap((op) => moves.villagesOf(op)))].filter((id) => fresh.mayWrite(id));
  await lockOthers(tx, fresh, villages);
  const versions = await tx.nextVersions(villages.sort());
  const push: Locked = { ...fresh, unknown: new Set(villages.filter((id) => !versions.has(id))) };
  try {
    return await tx.savepoint(() => applyAll(tx, deps, push, versions, groupsOf(push.fresh)));
  } catch (error) {
    if (isForLater(deps, error)) throw error;
    // One of the groups broke the write: take them one at a time, so that only the culprit is set aside.
    deps.report?.('push.fallback', error);
    return applyOneByOne(tx, deps, push, versions);
  }
}

/**
 * What may not be written here is kept aside, and an erasure at the same moment must find it: it waits for the village
 * like everything else. All in one order, so that two pushes cannot wait for each other.
 */
async function lockOthers(tx: PushTx, { fresh }: Fresh, villages: readonly Uuid[]): Promise<void> {
  const named = new Set(fresh.flatMap(({ village }) => village ?? []));
  if ([...named].every((id) => villages.includes(id))) return;
  for (const id of [...new Set([...named, ...villages])].sort()) await tx.lockVillage(id);
}

async function applyOneByOne(tx: PushTx, deps: SyncDeps, push: Locked, versions: ReadonlyMap<Uuid, VillageTurn>): Promise<{ outcomes: OpOutcome[]; lastTime: number }> {
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
  tx: PushTx,
  deps: SyncDeps,
  push: Locked,
  versions: ReadonlyMap<Uuid, VillageTurn>,
  groups: readonly (readonly Entry[])[],
): Promise<{ outcomes: OpOutcome[]; lastTime: number }> {
  const works = new Map([...versions].map(([village, turn]) => [village, new Workspace(tx, village, turn)]));
  const { late, others: all } = await partLate(tx, groups.flat(), push.now);
  const versionOf = (village: Uuid | undefined): number => (village === undefined ? undefined : works.get(village)?.version) ?? 0;
  const ops: StoredOp[] = late.map((entry) => ({ ...toStored(entry, 'erased', undefined, works, { ...push, time: push.device.lastTime }), hmac: entry.hmac, version: versionOf(entry.village) }));
  const ownOps = await ownOpsNamed(tx, all);
  const unsettled = await unsettledBefore(tx, push.device.id, all);
  let lastTime = push.device.lastTime;
  const moves = await movesOf(tx, operationsOf(all));
  const needed = operationsOf(all).flatMap((op) => moves.villagesOf(op));
  if (needed.some((id) => push.mayWrite(id) && !works.has(id) && !push.unknown.has(id))) throw new MovedMeanwhile('a record has gone to another village');
  for (const [village, work] of works) await loadForGroup(work, operationsIn(all, village), deps.nameOf);

  for (const group of groupsOf(all)) {
    const operations = group.map((entry) => entry.operation).filter((op): op is Operation => op !== undefined);
    for (const op of operations) lastTime = correctedTime(op.wallTime, op.clockOffset, push.now, lastTime);
    const allowed = operations.length === group.length && operations.every((op) => works.has(op.village));
    const result: GroupResult = allowed
      ? await applyGroup(works, operations, unsettled, { device: push.device.id, time: lastTime, nameOf: deps.nameOf, ownOp: (id) => ownOps.get(id) }, moves)
      : { outcomes: group.map(() => 'quarantined'), waitsFor: undefined };
    group.forEach((entry, i) => {
      const stored = toStored(entry, result.outcomes[i] ?? 'quarantined', result.waitsFor, works, { ...push, time: lastTime });
      ops.push(stored);
      ownOps.set(stored.opId, stored);
      if (stored.record && (stored.outcome === 'parked' || stored.outcome === 'quarantined')) unsettled.set(stored.record, stored.opId);
    });
  }
  await moves.save(tx);
  await tx.insertOps(ops);
  // Somebody new of a home that has gone arrives where that is.
  const isThere = (id: Uuid): boolean => [...works.values()].some((work) => work.get(id));
  const arrived = operationsOf(all).filter((op) => works.has(op.village)).map((op) => op.record).filter(isThere);
  await replayParked(tx, deps, works, [...arrived, ...moves.came()]);
  for (const work of works.values()) await work.write();
  return { outcomes: ops.map(({ opId, outcome, version }) => ({ opId, outcome, version })), lastTime };
}

const operationsOf = (entries: readonly Entry[]): Operation[] => entries.flatMap((entry) => entry.operation ?? []);

const operationsIn = (entries: readonly Entry[], village: Uuid): Operation[] =>
  entries.map((entry) => entry.operation).filter((op): op is Operation => op?.village === village);

/** At which versions the own operations that others build on were applied. */
async function ownOpsNamed(tx: PushTx, entries: readonly Entry[]): Promise<Map<Uuid, OwnOp>> {
  const bases = entries.flatMap((entry) => Object.values(entry.operation?.base ?? {})).filter((base): base is Uuid => typeof base === 'string');
  const stored = bases.length > 0 ? await tx.outcomesOf([...new Set(bases)]) : [];
  return tookEffect(stored);
}

async function unsettledBefore(tx: PushTx, device: Uuid, entries: readonly Entry[]): Promise<Map<Uuid, Uuid>> {
  const records = [...new Set(entries.map((entry) => entry.operation?.record).filter((id) => id !== undefined))];
  const found = records.length > 0 ? await tx.unsettledOn(device, records, entries[0]?.seq ?? 0) : [];
  return new Map(found.map(({ record, opId }) => [record, opId]));
}

function toStored(
  entry: Entry,
  outcome: OpOutcome['outcome'],
  waitsFor: Uuid | undefined,
  works: ReadonlyMap<Uuid, Workspace>,
  push: Fresh & { readonly time: number },
): StoredOp {
  const { operation } = entry;
  return {
    opId: entry.opId,
    device: push.device.id,
    seq: entry.seq,
    group: entry.group,
    village: entry.village,
    record: entry.record,
    waitsFor: outcome === 'parked' ? waitsFor : undefined,
    outcome,
    version: (operation && works.get(operation.village)?.version) ?? 0,
    time: push.time,
    receivedAt: push.now,
    body: entry.raw,
  };
}
