import type { Uuid } from '../../lib/ids.ts';
import type { Operation } from '../../protocol/operation.ts';
import type { OutcomeKind } from '../../protocol/outcome.ts';
import { MERGED_INTO, MOVED_TO, pointers } from '../../domain/redirect.ts';
import { applyOperation, conflictIdsOf, type Writer } from './apply-operation.ts';
import { followed, isMerge, loadStanding } from './follow.ts';
import { applyMerge } from './merge-records.ts';
import { applyMove, goesTo, Moves } from './moves.ts';
import type { Workspace } from './workspace.ts';

/** What became of a group's operations, in order; parked ones say which record or operation they wait for. */
export interface GroupResult {
  readonly outcomes: readonly OutcomeKind[];
  readonly waitsFor: Uuid | undefined;
}

const named = (op: Operation, fields: readonly string[]): Uuid[] => fields.map((field) => op.set[field]).filter((value): value is string => typeof value === 'string');

/** The home and the person that it says its record belongs to. */
export const parentsOf = (op: Operation): Uuid[] => named(op, pointers);

/** Records which must be there first. */
const neededBy = (op: Operation): Uuid[] => named(op, isMerge(op) ? [...pointers, MERGED_INTO] : pointers);

/**
 * Reads all that a group may touch; what a merge moves is read when its turn comes. A record that is not there yet has
 * no conflicts, and most of a survey makes new ones.
 */
export async function loadForGroup(work: Workspace, ops: readonly Operation[], nameOf: Writer['nameOf']): Promise<void> {
  await work.load(ops.flatMap((op) => [op.record, ...neededBy(op)]));
  await work.load(ops.filter((op) => work.get(op.record)).flatMap((op) => conflictIdsOf(op, nameOf)));
  await loadStanding(work, ops.flatMap((op) => [op.record, ...neededBy(op)]));
}

/**
 * Applies a group as a whole: all of its operations, or none when one of them has to wait or does not fit.
 *
 * @param works a loaded workspace for each village of the group, and those where its records have gone
 * @param unsettled by record, the same device's earlier operation that is still parked or quarantined: what it did
 * later builds on that and waits behind it. Other devices' operations on the record pass.
 */
export async function applyGroup(
  works: ReadonlyMap<Uuid, Workspace>,
  sent: readonly Operation[],
  unsettled: ReadonlyMap<Uuid, Uuid>,
  writer: Writer,
  moves: Moves = new Moves(),
): Promise<GroupResult> {
  const ops = sent.map((op) => moves.led(op, (version) => works.get(op.village)?.isLost(version) ?? false));
  const all = (outcome: OutcomeKind, waitsFor?: Uuid): GroupResult => ({ outcomes: sent.map(() => outcome), waitsFor });
  // It is in a village, or goes to one, in which the sender may not write.
  if (ops.some((op) => !works.has(op.village) || !works.has(goesTo(op) ?? op.village))) return all('quarantined');
  // What belongs together is in one village; where half of it has gone, people decide.
  if (ops.some((op, i) => moves.pointsAcross(sent[i]!, op))) return all('quarantined');
  for (const [village, work] of works) {
    const led = ops.filter((op, i) => op !== sent[i] && op.village === village);
    if (led.length > 0) await loadForGroup(work, led, writer.nameOf);
  }
  const made = new Set<Uuid>();
  for (const op of ops) {
    const work = workOf(works, op);
    const behind = unsettled.get(op.record);
    if (behind) return all('parked', behind);
    const before = work.get(op.record);
    if (before && before.kind !== op.kind) return all('quarantined');
    const missing = neededBy(op).find((id) => !work.get(id) && !made.has(id));
    if (missing) return all('parked', missing);
    if (!before && !made.has(op.record) && (buildsOnSomething(op) || isMerge(op) || goesTo(op))) return all('parked', op.record);
    made.add(op.record);
  }
  const outcomes: OutcomeKind[] = [];
  for (const op of ops) outcomes.push(goesTo(op) ? await moveOne(works, op, moves, writer) : await applyOne(workOf(works, op), op, writer));
  ops.forEach((op, i) => moves.addNewcomer(sent[i]!, op, writer.time));
  return { outcomes, waitsFor: undefined };
}

/** A home that goes to another village; what its operation says besides comes first. */
async function moveOne(works: ReadonlyMap<Uuid, Workspace>, op: Operation, moves: Moves, writer: Writer): Promise<OutcomeKind> {
  const { [MOVED_TO]: _to, ...rest } = op.set;
  const work = workOf(works, op);
  const said = Object.keys(rest).length > 0 ? await applyOne(work, { ...op, set: rest }, writer) : 'noop';
  const moved = await applyMove(work, workOf(works, { village: goesTo(op) ?? op.village }), op, moves, writer);
  return said === 'conflict' || moved === 'noop' ? said : moved;
}

/** One operation, on whoever stands for its record by now. What a merge says besides comes first. */
async function applyOne(work: Workspace, op: Operation, writer: Writer): Promise<OutcomeKind> {
  if (!isMerge(op)) return applyFollowed(work, op, writer);
  const { [MERGED_INTO]: _target, ...rest } = op.set;
  const said = Object.keys(rest).length > 0 ? await applyFollowed(work, { ...op, set: rest }, writer) : 'noop';
  const merged = await applyMerge(work, op, writer);
  return said === 'conflict' || merged === 'noop' ? said : merged;
}

async function applyFollowed(work: Workspace, sent: Operation, writer: Writer): Promise<OutcomeKind> {
  const op = followed(work, sent);
  const states = work.get(op.record)?.states ?? {};
  await work.load(Object.keys(op.set).flatMap((field) => states[field]?.from ?? []));
  if (op.record === sent.record) return applyOperation(work, op, writer, op === sent ? {} : { isOther: true });
  if (Object.keys(op.set).length === 0) return 'noop';
  await work.load(conflictIdsOf(op, writer.nameOf));
  return applyOperation(work, op, writer, { isOther: true, from: sent.record });
}

/** An edit of a record that is not here (yet): its creation is still on another phone, or waits itself. */
const buildsOnSomething = (op: Operation): boolean => Object.values(op.base).some((base) => base !== 0);

function workOf(works: ReadonlyMap<Uuid, Workspace>, { village }: Pick<Operation, 'village'>): Workspace {
  const work = works.get(village);
  if (!work) throw new Error('No workspace for a village of this group');
  return work;
}
