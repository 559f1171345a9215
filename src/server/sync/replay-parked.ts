import type { Uuid } from '../../lib/ids.ts';
import { dayOf } from '../../lib/day.ts';
import type { Operation } from '../../protocol/operation.ts';
import type { GroupResult } from './apply/apply-group.ts';
import type { SyncDeps } from './deps.ts';
import { erasedPlaces } from './erasure/erased-places.ts';
import { mentionsIn } from './erasure/mentions.ts';
import { applyIn, contextOf, type Works } from './group-context.ts';
import { movesOf, type Moves } from './apply/moves.ts';
import { groupsOf, readStored } from './read-entries.ts';
import type { SyncTx, StoredOp } from './storage.ts';

/**
 * Applies the groups that are parked for arrived records or settled operations, then those parked behind these, and so
 * on. Ends because every round settles at least one group.
 * @param arrived ids of records that exist now, and of operations that no longer wait
 */
export async function replayParked(tx: SyncTx, deps: SyncDeps, works: Works, arrived: readonly Uuid[]): Promise<void> {
  let waitedFor = [...new Set(arrived)];
  while (waitedFor.length > 0) {
    const parked = await tx.parkedFor([...works.keys()], waitedFor);
    waitedFor = [];
    for (const group of groupsOf(parked)) waitedFor.push(...(await replayGroup(tx, deps, works, group)));
  }
}

/**
 * @returns ids for which operations may be parked: the group's records and operations; empty when the group is still
 * parked
 */
async function replayGroup(tx: SyncTx, deps: SyncDeps, works: Works, group: readonly StoredOp[]): Promise<Uuid[]> {
  const operations = group.map((op) => readBody(op, deps)).filter((op) => op !== undefined);
  if (operations.length < group.length || operations.some((op) => !works.has(op.village))) return [];
  // The group's record moved to another village: quarantined for a lead of both villages, like a group that arrives
  // after the move.
  const moves = await movesOf(tx, operations);
  const hasGone = operations.some((op) => moves.villagesOf(op).some((village) => village !== op.village));
  const result: StoredResult = hasGone
    ? { outcomes: operations.map(() => 'quarantined'), waitsFor: undefined }
    : await applyStored(tx, deps, works, group, operations);
  if (result.outcomes.includes('parked')) {
    if (result.waitsFor !== undefined)
      await tx.parkBehind(
        group.map((op) => op.opId),
        result.waitsFor,
      );
    return [];
  }
  for (const [i, op] of group.entries())
    await tx.setOutcome(op.opId, result.outcomes[i] ?? 'quarantined', versionIn(works, operations[i]));
  return [...operations.map((op) => op.record), ...came(result), ...group.map((op) => op.opId)];
}

/** `moves`: absent where nothing was looked at. */
export type StoredResult = GroupResult & { readonly moves?: Moves };

/** Ids of records that the group moved to another village; operations may be parked for them there. */
export const came = ({ moves }: StoredResult): Uuid[] => moves?.came() ?? [];

/** Applies a stored group to the villages' current state; the caller stores the outcomes. */
export async function applyStored(
  tx: SyncTx,
  deps: SyncDeps,
  works: Works,
  group: readonly StoredOp[],
  operations: readonly Operation[],
): Promise<StoredResult> {
  const first = group[0];
  if (!first) return { outcomes: [], waitsFor: undefined };
  const moves = await movesOf(tx, operations);
  const erased = await erasedPlaces(
    tx,
    operations.flatMap((op) => [op.record, ...mentionsIn(op)]),
    moves,
  );
  const sender = { device: first.device, account: await tx.accountOf(first.device), firstSeq: first.seq };
  const today = dayOf(deps.clock.now());
  const context = await contextOf(tx, deps, operations, { works, moves, erased, sender, today });
  const result = await applyIn(deps, context, operations, first.time);
  await moves.save(tx);
  return { ...result, moves };
}

export const versionIn = (works: Works, op: Operation | undefined): number =>
  (op && works.get(op.village)?.version) ?? 0;

function readBody(op: StoredOp, deps: SyncDeps): Operation | undefined {
  const read = readStored(op.body);
  if (!read.ok) deps.report?.('replay.unreadable', new Error(`operation ${op.opId}`));
  return read.ok ? read.operation : undefined;
}
