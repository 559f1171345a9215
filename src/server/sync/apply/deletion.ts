import type { Uuid } from '../../../lib/ids.ts';
import { isBySameHand, type FieldState, type MergeResult } from '../../../domain/merge/merge-field.ts';
import type { Json } from '../../../domain/record/json.ts';
import { DELETED, effectOf } from '../../../domain/record/record.ts';
import type { BaseRef, Operation } from '../../../protocol/operation.ts';
import { candidatesOf, conflictName } from './conflict-row.ts';
import type { StoredRecord } from '../storage.ts';
import type { Workspace } from '../workspace.ts';

// How deleting and undeleting a record are merged with edits of it.

/** An edit of a deleted record undeletes it; a conflict unless the editor had seen the deletion. */
export function reviving(before: StoredRecord | undefined, op: Operation): Operation {
  const set = effectOf(before?.states[DELETED]?.value === true, op.set);
  if (set === op.set) return op;
  const seen = Object.values(op.base).reduce<number>(
    (most, base) => (typeof base === 'number' ? Math.max(most, base) : most),
    0,
  );
  return { ...op, set, base: { ...op.base, [DELETED]: seen } };
}

/**
 * The field state against which `$deleted` is merged. For deleting: the newest value that another device wrote, because
 * every edit means that the record is still needed. A value that waits for a decision counts like one that shows, and
 * one that the deleting device wrote on a duplicate, merged since, like another's. For undeleting: the deletion itself.
 */
export function deletionState(
  work: Workspace,
  before: StoredRecord,
  op: Operation,
  uuidFromText: (text: string) => Uuid,
  deleting: Parameters<typeof isBySameHand>[1],
): FieldState | undefined {
  const own = before.states[DELETED];
  if (op.set[DELETED] !== true || own?.value === true) return own;
  const written = [
    ...Object.values(before.states),
    ...Object.keys(before.states).flatMap((field) =>
      field === DELETED ? [] : valuesInDispute(work, before, field, uuidFromText),
    ),
  ];
  const others = written.filter((state) => !isBySameHand(state, deleting));
  const newest = others.sort((a, b) => b.version - a.version)[0];
  return newest && { ...newest, value: false };
}

/** The values between which people have to choose; one of an unknown version counts as new as the conflict's row. */
function valuesInDispute(
  work: Workspace,
  { id }: StoredRecord,
  field: string,
  uuidFromText: (text: string) => Uuid,
): FieldState[] {
  const row = work.get(uuidFromText(conflictName(id, field)));
  return Object.entries(candidatesOf(row)).map(([op, candidate]) => ({ version: row?.version ?? 0, ...candidate, op }));
}

/**
 * True for a deletion whose base is an own operation: that base tells what was seen of one field, and nothing of the
 * other fields. Phones send the record's version instead; early ones sent the operation that had undeleted the record.
 */
export const deletesUnder = (field: string, value: Json, ref: BaseRef, current: FieldState | undefined): boolean =>
  field === DELETED && value === true && typeof ref === 'string' && current?.op !== ref;

/** Delete against edit: keep the record visible. */
export function preferVisible(field: string, value: Json, verdict: MergeResult): MergeResult {
  if (field !== DELETED || (verdict !== 'wins' && verdict !== 'loses')) return verdict;
  return value === true ? 'loses' : 'wins';
}
