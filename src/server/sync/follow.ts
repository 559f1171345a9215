import type { Uuid } from '../../lib/ids.ts';
import { DELETED, type Fields } from '../../domain/record.ts';
import { canMerge, MERGED_INTO, pointers, standingFor } from '../../domain/redirect.ts';
import type { Operation } from '../../protocol/operation.ts';
import type { StoredRecord } from './storage.ts';
import type { Workspace } from './workspace.ts';

/** What the record was merged into; undefined while it stands for itself. */
export function targetOf(record: StoredRecord | undefined): Uuid | undefined {
  const target = record && canMerge(record.kind) ? record.states[MERGED_INTO]?.value : undefined;
  return typeof target === 'string' ? target : undefined;
}

/** Who stands for a record after all merges; whatever it was merged into must have been loaded (`loadStanding`). */
export const standing = (work: Workspace, id: Uuid): Uuid => standingFor(id, (one) => targetOf(work.get(one)));

/** Reads these and everything that they were merged into. */
export async function loadStanding(work: Workspace, ids: readonly Uuid[]): Promise<void> {
  for (let todo: readonly Uuid[] = ids; todo.length > 0; ) {
    await work.load(todo);
    todo = todo.flatMap((id) => targetOf(work.get(id)) ?? []).filter((id) => !work.has(id));
  }
}

/** The one field that is about merging itself, and so stays with the record it names. */
export const isMerge = (op: Operation): boolean => canMerge(op.kind) && MERGED_INTO in op.set;

/**
 * An operation on a record that was merged into another, as one on the record that stays; what it says of homes and
 * people likewise. Taking the twin away (`$deleted`) falls: it is gone already, and the one that stays was not meant.
 */
export function followed(work: Workspace, op: Operation): Operation {
  const record = standing(work, op.record);
  const set = pointed(work, op.set);
  if (record === op.record) return set === op.set ? op : { ...op, set };
  const { [DELETED]: _gone, ...rest } = set;
  return { ...op, record, set: rest, base: basesOnStanding(work, work.get(op.record), op) };
}

function pointed(work: Workspace, set: Fields): Fields {
  const moved = pointers.flatMap((field): [string, Uuid][] => {
    const value = set[field];
    const stands = typeof value === 'string' ? standing(work, value) : value;
    return typeof stands === 'string' && stands !== value ? [[field, stands]] : [];
  });
  return moved.length === 0 ? set : { ...set, ...Object.fromEntries(moved) };
}

/**
 * A version says what was seen on the record that went. On the one that stays it is that very value, named by the
 * operation that wrote it; whoever had not seen it has seen nothing.
 */
function basesOnStanding(work: Workspace, gone: StoredRecord | undefined, { set, base }: Operation): Operation['base'] {
  return Object.fromEntries(
    Object.keys(set).map((field) => {
      const said = base[field] ?? 0;
      const state = gone?.states[field];
      if (typeof said !== 'number') return [field, said];
      return [field, state && state.version <= said && !work.isLost(said) ? state.op : 0];
    }),
  );
}
