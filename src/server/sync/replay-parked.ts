import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { operation, type Operation } from '../../protocol/operation.ts';
import { applyGroup, loadForGroup } from './apply-group.ts';
import type { SyncDeps } from './deps.ts';
import { groupsOf } from './read-entries.ts';
import type { PushTx, StoredOp } from './storage.ts';
import type { Workspace } from './workspace.ts';

/**
 * Records have arrived: operations parked for them get their turn, group by group, and so do those that waited behind
 * these. Ends because every round settles at least one group.
 * @param arrived records that this push touched; those it did not make are ignored
 */
export async function replayParked(tx: PushTx, deps: SyncDeps, work: Workspace, arrived: readonly Uuid[]): Promise<void> {
  let waitedFor = [...new Set(arrived)].filter((id) => work.get(id));
  while (waitedFor.length > 0) {
    const parked = await tx.parkedFor(work.village, waitedFor);
    waitedFor = [];
    for (const group of groupsOf(parked)) waitedFor.push(...(await replayGroup(tx, deps, work, group)));
  }
}

/** @returns what others may have waited for: its records and operations; nothing when it still has to wait itself */
async function replayGroup(tx: PushTx, deps: SyncDeps, work: Workspace, group: readonly StoredOp[]): Promise<Uuid[]> {
  const first = group[0];
  const operations = group.map((op) => readBody(op, deps)).filter((op) => op !== undefined);
  if (!first || operations.length < group.length || operations.some((op) => op.village !== work.village)) return [];
  await loadForGroup(work, operations, deps.nameOf);
  const records = operations.map((op) => op.record);
  const bases = operations.flatMap((op) => Object.values(op.base)).filter((base) => typeof base === 'string');
  const versions = new Map((await tx.outcomesOf(bases)).map((one) => [one.opId, one.version]));
  const unsettled = new Map((await tx.unsettledOn(first.device, records, first.seq)).map(({ record, opId }) => [record, opId]));
  const result = applyGroup(new Map([[work.village, work]]), operations, unsettled, {
    device: first.device,
    time: first.time,
    nameOf: deps.nameOf,
    versionOf: (id) => versions.get(id),
  });
  if (result.outcomes.includes('parked')) return [];
  for (const [i, op] of group.entries()) await tx.setOutcome(op.opId, result.outcomes[i] ?? 'quarantined', work.version);
  return [...records, ...group.map((op) => op.opId)];
}

function readBody(op: StoredOp, deps: SyncDeps): Operation | undefined {
  const parsed = v.safeParse(operation, JSON.parse(op.body));
  if (!parsed.success) deps.report?.('replay.unreadable', new Error(`operation ${op.opId}`));
  return parsed.success ? parsed.output : undefined;
}
