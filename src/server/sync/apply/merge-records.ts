import type { Uuid } from '../../../lib/ids.ts';
import type { FieldState } from '../../../domain/merge/merge-field.ts';
import { historyField } from '../../../domain/merge/history-fields.ts';
import { DELETED } from '../../../domain/record/record.ts';
import { isOwnField, MERGED_INTO, pointers, unite } from '../../../domain/record/redirect.ts';
import type { Operation } from '../../../protocol/operation.ts';
import { applyOperation, type Writer } from './apply-operation.ts';
import type { Candidate } from './conflict-row.ts';
import {
  asCandidate,
  candidateOf,
  candidatesOn,
  loadConflictRows,
  openConflictsOf,
  putConflictRow,
  writeConflict,
} from '../open-conflicts.ts';
import { loadCanonical, canonicalId, targetOf } from './redirect-operation.ts';
import type { StoredRecord } from '../storage.ts';
import type { Workspace } from '../workspace.ts';

/**
 * Merges one record into another, or undoes a merge (`mergedInto: null`). The fields of the merged record are
 * united with those of the remaining one (domain/record/redirect.ts); its open conflicts and the pointers to it move to
 * the remaining one. The merged record's row stays, marked, so that later operations on it are redirected
 * (redirect-operation.ts) and undoing the merge finds which value belonged to which record.
 */
export async function applyMerge(work: Workspace, op: Operation, writer: Writer): Promise<'applied' | 'noop'> {
  const target = op.set[MERGED_INTO];
  if (typeof target !== 'string') return takeBack(work, op, writer);
  await loadCanonical(work, [op.record, target]);
  const merged = work.get(canonicalId(work, op.record));
  const remaining = work.get(canonicalId(work, target));
  if (!merged || !remaining || merged.id === remaining.id || merged.kind !== remaining.kind) return 'noop';
  await work.loadAbout([merged.id, remaining.id]);
  await loadConflictRows(work, [merged, remaining], writer);
  uniteFields(work, merged, remaining, writer);
  for (const record of work.all())
    repoint(work, record, merged.id, remaining.id, (state) => ({
      ...state,
      value: remaining.id,
      from: state.from ?? merged.id,
    }));
  mark(work, work.get(merged.id) ?? merged, remaining.id, op, writer);
  // The remaining record was deleted by someone who did not know of the merge: undelete it.
  if (remaining.states[DELETED]?.value === true)
    applyOperation(work, { ...op, record: remaining.id, set: { [DELETED]: false }, base: {} }, writer);
  return 'applied';
}

function uniteFields(work: Workspace, merged: StoredRecord, remaining: StoredRecord, writer: Writer): void {
  const states: Record<string, FieldState> = { ...remaining.states };
  const openConflicts = openConflictsOf(work, merged.id);
  for (const [field, state] of Object.entries(merged.states)) {
    if (isOwnField(merged.kind, field)) continue;
    const own = remaining.states[field];
    const moved: FieldState = { ...state, version: work.version, from: state.from ?? merged.id };
    const verdict = own ? unite(own.value, state.value) : 'take';
    if (verdict === 'take') {
      states[field] = moved;
      const history = historyField(field);
      const earlier = history === undefined ? undefined : merged.states[history];
      if (history !== undefined && earlier && !states[history])
        states[history] = { ...earlier, version: work.version, from: earlier.from ?? merged.id };
    }
    const candidates = openConflicts.get(field);
    if (verdict !== 'clash' && !candidates) continue;
    const shown = !own || verdict === 'take' ? {} : { [own.op]: candidateOf(own) };
    const movedCandidates = Object.fromEntries(
      [...Object.entries(candidates ?? {}), [state.op, state] as const].map(([opId, one]) => [
        opId,
        candidateOf({ ...one, from: one.from ?? merged.id }),
      ]),
    );
    putConflictRow(
      work,
      remaining,
      field,
      { ...shown, ...movedCandidates, ...candidatesOn(work, remaining.id, field, writer) },
      writer,
    );
  }
  for (const field of openConflicts.keys()) putConflictRow(work, merged, field, {}, writer);
  work.put({ ...remaining, version: work.version, states, echo: undefined });
}

/**
 * Redirects pointers from the merged record to the remaining one. A pointer means the same before and after, so its
 * version stays, and an operation that sets it is not in conflict with the merge. Records that are merged themselves
 * keep their pointers; undoing their merge updates them (`mark`).
 */
function repoint(
  work: Workspace,
  record: StoredRecord,
  from: Uuid,
  to: Uuid,
  changed: (state: FieldState) => FieldState | undefined,
): void {
  if (targetOf(record) !== undefined) return;
  const moved = pointers.flatMap((field): [string, FieldState][] => {
    const state = record.states[field];
    const next = state?.value === from ? changed({ ...state, value: to }) : undefined;
    return next ? [[field, next]] : [];
  });
  if (moved.length > 0)
    work.put({
      ...record,
      version: work.version,
      states: { ...record.states, ...Object.fromEntries(moved) },
      echo: undefined,
    });
}

function mark(work: Workspace, record: StoredRecord, into: Uuid | null, op: Operation, writer: Writer): void {
  const state = { version: work.version, device: writer.device, op: op.opId, time: writer.time };
  const shown = op.base[MERGED_INTO];
  const states = {
    ...record.states,
    [MERGED_INTO]: {
      ...state,
      value: into,
      shown: record.id === op.record && typeof shown === 'number' && !work.isLost(shown) ? shown : 0,
    },
    [DELETED]: { ...state, value: into !== null },
  };
  work.put({ ...record, version: work.version, states, echo: undefined });
  if (into !== null) return;
  for (const field of pointers) {
    const value = record.states[field]?.value;
    const to = typeof value === 'string' ? canonicalId(work, value) : value;
    if (typeof value === 'string' && typeof to === 'string' && to !== value)
      repoint(work, work.get(record.id)!, value, to, (one) => ({ ...one, from: one.from ?? value }));
  }
}

/** Undoes a merge: values that came from the merged record return to it, with all later operations on it. */
async function takeBack(work: Workspace, op: Operation, writer: Writer): Promise<'applied' | 'noop'> {
  await loadCanonical(work, [op.record]);
  await loadCanonical(
    work,
    pointers.flatMap((field) => {
      const value = work.get(op.record)?.states[field]?.value;
      return typeof value === 'string' ? [value] : [];
    }),
  );
  const merged = work.get(op.record);
  const remaining = merged && work.get(canonicalId(work, merged.id));
  if (!merged || !remaining || remaining.id === merged.id) return 'noop';
  await work.loadAbout([merged.id, remaining.id]);
  await loadMergedInto(work, merged.id);
  await loadConflictRows(work, [merged, remaining], writer);
  const sources = new Set(
    work
      .all()
      .map(({ id }) => id)
      .filter((id) => isBehind(work, id, merged.id)),
  );
  const isFrom = ({ from }: { readonly from?: Uuid }): boolean => from !== undefined && sources.has(from);
  const own = <T extends { readonly from?: Uuid }>(one: T): T => (one.from === merged.id ? without(one) : one);

  const remainingFields = { ...remaining.states };
  const returnedFields = { ...merged.states };
  const openConflicts = openConflictsOf(work, remaining.id);
  for (const field of new Set([...openConflicts.keys(), ...Object.keys(remaining.states)])) {
    const state = remaining.states[field];
    if (field === DELETED) {
      // The record was undeleted by an edit of either record while they were merged: it stays visible, because whoever
      // deleted it before did not know of that edit.
      if (state && isFrom(state)) remainingFields[field] = without(state);
      continue;
    }
    const returns = state && isFrom(state) ? state : undefined;
    const all = Object.entries(openConflicts.get(field) ?? {});
    const movedCandidates = all.filter(([, one]) => isFrom(one));
    if (!returns && movedCandidates.length === 0) continue;
    const rest = all.filter(([, one]) => !isFrom(one));
    if (returns) {
      returnedFields[field] = { ...own(returns), version: work.version };
      delete remainingFields[field];
      const left = latest(rest);
      if (left) remainingFields[field] = { ...left, version: work.version };
    } else if (!returnedFields[field]) {
      // Written on the merged record while it was merged, and lost there.
      const lastLost = latest(movedCandidates);
      if (lastLost) returnedFields[field] = { ...own(lastLost), version: work.version };
    }
    writeConflict(work, remaining, field, [...rest, ...asCandidate(remainingFields[field])], writer);
    writeConflict(
      work,
      merged,
      field,
      [
        ...movedCandidates.map(([opId, one]): [Uuid, Candidate] => [opId, own(one)]),
        ...asCandidate(returnedFields[field]),
      ],
      writer,
    );
  }
  work.put({ ...remaining, version: work.version, states: remainingFields, echo: undefined });
  for (const record of work.all())
    repoint(work, record, remaining.id, merged.id, (state) => (isFrom(state) ? own(state) : undefined));
  mark(work, { ...merged, states: returnedFields }, null, op, writer);
  return 'applied';
}

function latest(candidates: readonly (readonly [Uuid, Candidate])[]): Omit<FieldState, 'version'> | undefined {
  const [found] = [...candidates].sort(([, a], [, b]) => b.time - a.time);
  return found && { ...found[1], op: found[0] };
}

function without<T extends { readonly from?: Uuid }>({ from: _from, ...rest }: T): T {
  return rest as T;
}

/** True when `id` is `record`, or was merged into it directly or indirectly. */
function isBehind(work: Workspace, id: Uuid, record: Uuid): boolean {
  const seen = new Set<Uuid>();
  for (let at: Uuid | undefined = id; at !== undefined && !seen.has(at); at = targetOf(work.get(at))) {
    if (at === record) return true;
    seen.add(at);
  }
  return false;
}

async function loadMergedInto(work: Workspace, record: Uuid): Promise<void> {
  for (let todo = [record], known = 0; todo.length > known;) {
    known = todo.length;
    await work.loadAbout(todo);
    todo = work
      .all()
      .map(({ id }) => id)
      .filter((id) => isBehind(work, id, record));
  }
}
