import type { Uuid } from '../../../lib/ids.ts';
import type { Operation } from '../../../protocol/operation.ts';
import type { OutcomeKind } from '../../../protocol/outcome.ts';
import type { QuarantineReason } from '../../../protocol/quarantine.ts';
import { MERGED_INTO, MOVED_TO, pointers } from '../../../domain/record/redirect.ts';
import { applyOperation, conflictIdsOf, type Writer } from './apply-operation.ts';
import { redirectOperation, isMerge, loadCanonical, pointedBefore } from './redirect-operation.ts';
import { lacksConsent } from '../consented.ts';
import { believed, isOversized } from '../believed.ts';
import type { ErasedPlaces } from '../erasure/erased-places.ts';
import { applyMerge } from './merge-records.ts';
import { applyMove, goesTo, Moves } from './moves.ts';
import type { Workspace } from '../workspace.ts';

/** The outcomes of a group's operations, in order; a parked one names the record or operation that it waits for. */
export interface GroupResult {
  readonly outcomes: readonly OutcomeKind[];
  readonly waitsFor: Uuid | undefined;
  /** Why it is quarantined, where that is not plain from the operation itself. */
  readonly why?: QuarantineReason;
}

const named = (op: Operation, fields: readonly string[]): Uuid[] =>
  fields.map((field) => op.set[field]).filter((value): value is string => typeof value === 'string');

/** Ids of the household and the person that the operation sets as its record's parents. */
export const parentsOf = (op: Operation): Uuid[] => named(op, pointers);

/** Ids of the records that must exist first. */
export const neededBy = (op: Operation): Uuid[] => named(op, isMerge(op) ? [...pointers, MERGED_INTO] : pointers);

/**
 * Loads all records that a group may touch; records moved by a merge are loaded when it is applied. Conflict rows are
 * not loaded for records that do not exist yet, which most of a survey creates.
 */
export async function loadForGroup(
  work: Workspace,
  ops: readonly Operation[],
  uuidFromText: Writer['uuidFromText'],
): Promise<void> {
  await work.load(ops.flatMap((op) => [op.record, ...neededBy(op)]));
  await work.load(
    ops.flatMap((op) => {
      const before = work.get(op.record);
      return before ? conflictIdsOf(op, before, uuidFromText) : [];
    }),
  );
  await loadCanonical(
    work,
    ops.flatMap((op) => [op.record, ...neededBy(op)]),
  );
}

/**
 * Applies a group as a whole: all of its operations, or none when one of them has to wait or does not fit.
 *
 * @param works a loaded workspace for each village of the group, and those to which its records moved
 * @param unsettled by record, the same device's earlier operation that is still parked or quarantined: its later
 * operations are based on that one and wait behind it. Other devices' operations on the record do not wait.
 */
export async function applyGroup(
  works: ReadonlyMap<Uuid, Workspace>,
  sent: readonly Operation[],
  unsettled: ReadonlyMap<Uuid, Uuid>,
  writer: Writer,
  moves: Moves = new Moves(),
  erased?: ErasedPlaces,
): Promise<GroupResult> {
  const rerouted = sent.map((op) => moves.rerouted(op, (version) => works.get(op.village)?.isLost(version) ?? false));
  const all = (outcome: OutcomeKind, waitsFor?: Uuid): GroupResult => ({ outcomes: sent.map(() => outcome), waitsFor });
  // An operation is in a village, or moves a household to one, in which the sender may not write.
  if (rerouted.some((op) => !works.has(op.village) || !works.has(goesTo(op) ?? op.village))) return all('quarantined');
  // A household and its people are in one village. When only part of them has moved, a lead decides.
  if (rerouted.some((op, i) => moves.pointsAcross(sent[i]!, op))) return all('quarantined');
  for (const [village, work] of works) {
    const elsewhere = rerouted.filter((op, i) => op !== sent[i] && op.village === village);
    if (elsewhere.length > 0) await loadForGroup(work, elsewhere, writer.uuidFromText);
  }
  // An existing record loses its pointers to erased records; a new one keeps them and is parked.
  const ops = rerouted.map((op) => {
    const before = workOf(works, op).get(op.record);
    return believed(erased && before ? erased.without(op) : op, before, writer);
  });
  if (ops.some((op) => isOversized(workOf(works, op).get(op.record), op))) return all('quarantined');
  const isOther = (i: number): boolean => ops[i] !== rerouted[i];
  const made = new Set<Uuid>();
  for (const op of ops) {
    const work = workOf(works, op);
    const behind = unsettled.get(op.record);
    if (behind) return all('parked', behind);
    const before = work.get(op.record);
    if (before && before.kind !== op.kind) return all('quarantined');
    const missing = neededBy(op).find((id) => !isPresent(work, id) && !made.has(id));
    if (missing) return all('parked', missing);
    if (!before && !made.has(op.record) && (buildsOnSomething(op) || isMerge(op) || goesTo(op)))
      return all('parked', op.record);
    made.add(op.record);
  }
  for (const work of works.values())
    if (await lacksConsent(work, ops, writer.today)) return { ...all('quarantined'), why: 'noConsent' };
  const outcomes: OutcomeKind[] = [];
  for (const [i, op] of ops.entries())
    outcomes.push(
      goesTo(op) ? await moveOne(works, op, moves, writer) : await applyOne(workOf(works, op), op, writer, isOther(i)),
    );
  ops.forEach((op, i) => moves.addNewcomer(sent[i]!, op, writer.time));
  return { outcomes, waitsFor: undefined };
}

/** Applies a move to another village; the operation's other fields are applied first. */
async function moveOne(
  works: ReadonlyMap<Uuid, Workspace>,
  op: Operation,
  moves: Moves,
  writer: Writer,
): Promise<OutcomeKind> {
  const { [MOVED_TO]: _to, ...rest } = op.set;
  const work = workOf(works, op);
  const said = Object.keys(rest).length > 0 ? await applyOne(work, { ...op, set: rest }, writer) : 'noop';
  const moved = await applyMove(work, workOf(works, { village: goesTo(op) ?? op.village }), op, moves, writer);
  return said === 'conflict' || moved === 'noop' ? said : moved;
}

/** Applies one operation to the record that remains after merges. Of a merge, the other fields are applied first. */
async function applyOne(work: Workspace, op: Operation, writer: Writer, isOther = false): Promise<OutcomeKind> {
  if (!isMerge(op)) return applyFollowed(work, op, writer, isOther);
  const { [MERGED_INTO]: _target, ...rest } = op.set;
  const said = Object.keys(rest).length > 0 ? await applyFollowed(work, { ...op, set: rest }, writer) : 'noop';
  const merged = await applyMerge(work, op, writer);
  return said === 'conflict' || merged === 'noop' ? said : merged;
}

async function applyFollowed(work: Workspace, sent: Operation, writer: Writer, isOther = false): Promise<OutcomeKind> {
  const op = redirectOperation(work, sent);
  const states = work.get(op.record)?.states ?? {};
  await work.load(Object.keys(op.set).flatMap((field) => states[field]?.from ?? []));
  if (op.record === sent.record)
    return applyOperation(work, op, writer, {
      isOther: op !== sent || isOther,
      pointed: pointedBefore(sent, op),
    });
  if (Object.keys(op.set).length === 0) return 'noop';
  await work.load(conflictIdsOf(op, work.get(op.record), writer.uuidFromText));
  return applyOperation(work, op, writer, { isOther: true, from: sent.record });
}

/** True when the record exists and is not erased. */
const isPresent = (work: Workspace, id: Uuid): boolean => work.get(id) !== undefined && work.get(id)?.kind !== 'erased';

/** True for an edit of a record that must exist already: its creation may still be on another phone, or parked. */
export const buildsOnSomething = (op: Operation): boolean => Object.values(op.base).some((base) => base !== 0);

function workOf(works: ReadonlyMap<Uuid, Workspace>, { village }: Pick<Operation, 'village'>): Workspace {
  const work = works.get(village);
  if (!work) throw new Error('No workspace for a village of this group');
  return work;
}
