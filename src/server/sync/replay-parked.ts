import type { Uuid } from '../../lib/ids.ts';
import type { Operation } from '../../protocol/operation.ts';
import type { OpOutcome } from '../../protocol/outcome.ts';
import type { OwnOp } from './apply-operation.ts';
import { applyGroup, loadForGroup, type GroupResult } from './apply-group.ts';
import type { SyncDeps } from './deps.ts';
import { movesOf, type Moves } from './moves.ts';
import { groupsOf, readStored } from './read-entries.ts';
import type { PushTx, StoredOp, StoredOutcome } from './storage.ts';
import type { Workspace } from './workspace.ts';

export type Works = ReadonlyMap<Uuid, Workspace>;

/**
 * Records have arrived or operations were settled: what is parked for them gets its turn, group by group, and so does
 * what waited behind these. Ends because every round settles at least one group.
 * @param arrived records that are there now, and operations that wait no more
 */
export async function replayParked(tx: PushTx, deps: SyncDeps, works: Works, arrived: readonly Uuid[]): Promise<void> {
  let waitedFor = [...new Set(arrived)];
  while (waitedFor.length > 0) {
    const parked = await tx.parkedFor([...works.keys()], waitedFor);
    waitedFor = [];
    for (const group of groupsOf(parked)) waitedFor.push(...(await replayGroup(tx, deps, works, group)));
  }
}

/** @returns what others may have waited for: its records and operations; nothing when it still has to wait itself */
async function replayGroup(tx: PushTx, deps: SyncDeps, works: Works, group: readonly StoredOp[]): Promise<Uuid[]> {
  const operations = group.map((op) => readBody(op, deps)).filter((op) => op !== undefined);
  if (operations.length < group.length || operations.some((op) => !works.has(op.village))) return [];
  // What it is about has gone to another village: whoever leads both decides, as when it comes only then.
  const moves = await movesOf(tx, operations);
  const hasGone = operations.some((op) => moves.villagesOf(op).some((village) => village !== op.village));
  const result: StoredResult = hasGone ? { outcomes: operations.map(() => 'quarantined'), waitsFor: undefined } : await applyStored(tx, deps, works, group, operations);
  if (result.outcomes.includes('parked')) {
    if (result.waitsFor !== undefined) await tx.parkBehind(group.map((op) => op.opId), result.waitsFor);
    return [];
  }
  for (const [i, op] of group.entries()) await tx.setOutcome(op.opId, result.outcomes[i] ?? 'quarantined', versionIn(works, operations[i]));
  return [...operations.map((op) => op.record), ...came(result), ...group.map((op) => op.opId)];
}

/** `moves`: absent where nothing was looked at. */
export type StoredResult = GroupResult & { readonly moves?: Moves };

/** What came to another village with it: others may have waited for that there. */
export const came = ({ moves }: StoredResult): Uuid[] => moves?.came() ?? [];

/** Judges a stored group by what stands in the villages now; its outcomes are the caller's to store. */
export async function applyStored(tx: PushTx, deps: SyncDeps, works: Works, group: readonly StoredOp[], operations: readonly Operation[]): Promise<StoredResult> {
  const first = group[0];
  if (!first) return { outcomes: [], waitsFor: undefined };
  const moves = await movesOf(tx, operations);
  for (const work of works.values()) await loadForGroup(work, operations.filter((op) => op.village === work.village), deps.nameOf);
  const bases = operations.flatMap((op) => Object.values(op.base)).filter((base) => typeof base === 'string');
  const ownOps = tookEffect(await tx.outcomesOf(bases));
  const records = operations.map((op) => op.record);
  const unsettled = new Map((await tx.unsettledOn(first.device, records, first.seq)).map(({ record, opId }) => [record, opId]));
  const result = await applyGroup(works, operations, unsettled, { device: first.device, time: first.time, nameOf: deps.nameOf, ownOp: (id) => ownOps.get(id) }, moves);
  await moves.save(tx);
  return { ...result, moves };
}

/**
 * Where the own operations that others build on took effect. What was set aside or erased never did, and what waits has
 * not yet (a phone with a new device id does not wait behind it): whoever built on it saw nothing of what stands there now.
 */
export const tookEffect = (stored: readonly StoredOutcome[]): Map<Uuid, OwnOp> =>
  new Map(stored.filter(({ outcome }) => inEffect.has(outcome)).map((one) => [one.opId, one]));

const inEffect: ReadonlySet<OpOutcome['outcome']> = new Set(['applied', 'noop', 'conflict']);

export const versionIn = (works: Works, op: Operation | undefined): number => (op && works.get(op.village)?.version) ?? 0;

function readBody(op: StoredOp, deps: SyncDeps): Operation | undefined {
  const read = readStored(op.body);
  if (!read.ok) deps.report?.('replay.unreadable', new Error(`operation ${op.opId}`));
  return read.ok ? read.operation : undefined;
}
