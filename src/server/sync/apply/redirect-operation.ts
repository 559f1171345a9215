import type { Uuid } from '../../../lib/ids.ts';
import { DELETED, type Fields } from '../../../domain/record/record.ts';
import { canMerge, MERGED_INTO, pointers, canonicalIdOf } from '../../../domain/record/redirect.ts';
import type { Operation } from '../../../protocol/operation.ts';
import type { StoredRecord } from '../storage.ts';
import type { Workspace } from '../workspace.ts';

/** The record into which this one was merged; undefined when it is not merged. */
export function targetOf(record: StoredRecord | undefined): Uuid | undefined {
  const target = record && canMerge(record.kind) ? record.states[MERGED_INTO]?.value : undefined;
  return typeof target === 'string' ? target : undefined;
}

/** The id of the record that remains after all merges of `id`; the chain must have been loaded (`loadCanonical`). */
export const canonicalId = (work: Workspace, id: Uuid): Uuid => canonicalIdOf(id, (one) => targetOf(work.get(one)));

/** Loads these records and every record into which they were merged. */
export async function loadCanonical(work: Workspace, ids: readonly Uuid[]): Promise<void> {
  for (let todo: readonly Uuid[] = ids; todo.length > 0;) {
    await work.load(todo);
    todo = todo.flatMap((id) => targetOf(work.get(id)) ?? []).filter((id) => !work.has(id));
  }
}

/** True for an operation that sets `mergedInto`, which is never redirected. */
export const isMerge = (op: Operation): boolean => canMerge(op.kind) && MERGED_INTO in op.set;

/**
 * Rewrites an operation on a merged record as one on the remaining record, and its pointers to households and people
 * likewise. `$deleted` is dropped: the duplicate is hidden already, and the sender did not mean the remaining record.
 */
export function redirectOperation(work: Workspace, op: Operation): Operation {
  const record = canonicalId(work, op.record);
  const set = pointed(work, op.set);
  if (record === op.record) return set === op.set ? op : { ...op, set };
  const { [DELETED]: _gone, ...rest } = set;
  return { ...op, record, set: rest, base: basesOnCanonical(work, work.get(op.record), op) };
}

/** The pointers that a redirect has changed: by field, the id that was sent. Undoing the merge returns them to it. */
export function pointedBefore(sent: Operation, redirected: Operation): Readonly<Record<string, Uuid>> {
  return Object.fromEntries(
    pointers.flatMap((field): [string, Uuid][] => {
      const value = sent.set[field];
      return typeof value === 'string' && redirected.set[field] !== value ? [[field, value]] : [];
    }),
  );
}

function pointed(work: Workspace, set: Fields): Fields {
  const moved = pointers.flatMap((field): [string, Uuid][] => {
    const value = set[field];
    const stands = typeof value === 'string' ? canonicalId(work, value) : value;
    return typeof stands === 'string' && stands !== value ? [[field, stands]] : [];
  });
  return moved.length === 0 ? set : { ...set, ...Object.fromEntries(moved) };
}

/**
 * Rewrites base versions, which belong to the merged record. A version at which the merged record's value was seen
 * becomes the operation that wrote that value; any other version becomes 0 (nothing seen).
 */
function basesOnCanonical(
  work: Workspace,
  gone: StoredRecord | undefined,
  { set, base }: Operation,
): Operation['base'] {
  return Object.fromEntries(
    Object.keys(set).map((field) => {
      const said = base[field] ?? 0;
      const state = gone?.states[field];
      if (typeof said !== 'number') return [field, said];
      return [field, state && state.version <= said && !work.isLost(said) ? state.op : 0];
    }),
  );
}
