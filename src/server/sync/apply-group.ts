import type { Uuid } from '../../lib/ids.ts';
import type { Operation } from '../../protocol/operation.ts';
import type { OutcomeKind } from '../../protocol/outcome.ts';
import { applyOperation, conflictIdsOf, type Writer } from './apply-operation.ts';
import type { Workspace } from './workspace.ts';

/** What became of a group's operations, in order; parked ones say which record or operation they wait for. */
export interface GroupResult {
  readonly outcomes: readonly OutcomeKind[];
  readonly waitsFor: Uuid | undefined;
}

/** Fields that name a record which must be there first. */
const parentFields = ['household', 'person'];

export const parentsOf = (op: Operation): Uuid[] =>
  parentFields.map((field) => op.set[field]).filter((value): value is string => typeof value === 'string');

/** Reads all that a group may touch. A record that is not there yet has no conflicts, and most of a survey makes new ones. */
export async function loadForGroup(work: Workspace, ops: readonly Operation[], nameOf: Writer['nameOf']): Promise<void> {
  await work.load(ops.flatMap((op) => [op.record, ...parentsOf(op)]));
  await work.load(ops.filter((op) => work.get(op.record)).flatMap((op) => conflictIdsOf(op, nameOf)));
}

/**
 * Applies a group as a whole: all of its operations, or none when one of them has to wait or does not fit.
 *
 * @param works a loaded workspace for each village of the group
 * @param unsettled by record, the same device's earlier operation that is still parked or quarantined: what it did
 * later builds on that and waits behind it. Other devices' operations on the record pass.
 */
export function applyGroup(
  works: ReadonlyMap<Uuid, Workspace>,
  ops: readonly Operation[],
  unsettled: ReadonlyMap<Uuid, Uuid>,
  writer: Writer,
): GroupResult {
  const all = (outcome: OutcomeKind, waitsFor?: Uuid): GroupResult => ({ outcomes: ops.map(() => outcome), waitsFor });
  const made = new Set<Uuid>();
  for (const op of ops) {
    const work = workOf(works, op);
    const behind = unsettled.get(op.record);
    if (behind) return all('parked', behind);
    const before = work.get(op.record);
    if (before && before.kind !== op.kind) return all('quarantined');
    const missing = parentsOf(op).find((id) => !work.get(id) && !made.has(id));
    if (missing) return all('parked', missing);
    if (!before && !made.has(op.record) && buildsOnSomething(op)) return all('parked', op.record);
    made.add(op.record);
  }
  return { outcomes: ops.map((op) => applyOperation(workOf(works, op), op, writer)), waitsFor: undefined };
}

/** An edit of a record that is not here (yet): its creation is still on another phone, or waits itself. */
const buildsOnSomething = (op: Operation): boolean => Object.values(op.base).some((base) => base !== 0);

function workOf(works: ReadonlyMap<Uuid, Workspace>, op: Operation): Workspace {
  const work = works.get(op.village);
  if (!work) throw new Error('No workspace for a village of this group');
  return work;
}
