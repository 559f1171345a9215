import type { Uuid } from '../../../lib/ids.ts';
import { historyChanges, historyField } from '../../../domain/merge/history-fields.ts';
import type { Json } from '../../../domain/record/json.ts';
import { mergeField, type FieldState, type MergeResult } from '../../../domain/merge/merge-field.ts';
import { MERGED_INTO } from '../../../domain/record/redirect.ts';
import { DELETED } from '../../../domain/record/record.ts';
import type { BaseRef, Operation } from '../../../protocol/operation.ts';
import type { OutcomeKind } from '../../../protocol/outcome.ts';
import type { Believing } from '../believed.ts';
import { candidatesOf, conflictName, conflictRow, nextCandidates, type Candidates } from './conflict-row.ts';
import { deletesUnder, deletionState, preferVisible, reviving } from './deletion.ts';
import { SERVER_DEVICE } from '../server-device.ts';
import type { StoredRecord } from '../storage.ts';
import type { Workspace } from '../workspace.ts';

export interface Writer extends Believing {
  readonly device: Uuid;
  /** Corrected time, Unix ms. */
  readonly time: number;
  readonly uuidFromText: (text: string) => Uuid;
  /** Looks up an operation that others name as their base; undefined when it is not stored. */
  readonly ownOp: (opId: Uuid) => OwnOp | undefined;
}

/** A stored operation that a later one names as its base. */
export interface OwnOp {
  /** The version at which it took effect. */
  readonly version: number;
  /** The record that it was sent for. */
  readonly record: Uuid | undefined;
  /** Its stored outcome. */
  readonly outcome: OutcomeKind;
}

/**
 * The ids of the conflict rows that applying `op` may read or write. A deletion reads those of all fields.
 *
 * @param before the record as it is stored; undefined when there is none, or when it is not read yet
 */
export const conflictIdsOf = (
  op: Operation,
  before: StoredRecord | undefined,
  uuidFromText: Writer['uuidFromText'],
): Uuid[] =>
  [
    ...new Set([
      ...Object.keys(op.set),
      DELETED,
      ...(op.set[DELETED] === true ? Object.keys(before?.states ?? {}) : []),
    ]),
  ].map((field) => uuidFromText(conflictName(op.record, field)));

/** How an operation was rewritten before it is applied. */
export interface Rerouted {
  /** The operation differs from what the phone sent, so the phone needs the whole row and not an echo. */
  readonly isOther?: boolean;
  /** The record it was written on, merged into this one since. */
  readonly from?: Uuid;
  /** Pointers that name another record than the phone wrote: by field, the id it wrote. */
  readonly pointed?: Readonly<Record<string, Uuid>>;
}

/** Applies one operation to a workspace that has its record and conflict rows loaded. */
export function applyOperation(
  work: Workspace,
  sent: Operation,
  writer: Writer,
  rerouted: Rerouted = {},
): 'applied' | 'noop' | 'conflict' {
  const before = work.get(sent.record);
  const op = reviving(before, sent);
  const results = Object.entries(op.set).map(([field, value]) =>
    applyField(work, before, op, writer, field, value, rerouted),
  );
  const changed = results.filter((one) => one.verdict !== 'noop');
  if (changed.length === 0 && before) return 'noop';
  const conflicted = changed.some(({ verdict }) => verdict === 'wins' || verdict === 'loses');
  const states = { ...before?.states };
  const past = changed.flatMap((one) => (one.verdict === 'loses' ? [] : pastBeside(before, one)));
  for (const { field, verdict, state } of changed) if (verdict !== 'loses') states[field] = state;
  for (const [field, state] of past) states[field] = state;
  work.put({
    village: op.village,
    id: op.record,
    kind: before?.kind ?? op.kind,
    version: work.version,
    states,
    // An echo is possible only when the row changed exactly as the phone's own operation says.
    echo:
      conflicted || op !== sent || rerouted.isOther || past.length > 0 ? undefined : echoAfter(before, writer.device),
  });
  return conflicted ? 'conflict' : 'applied';
}

/** The answer that a re-check replaced is kept in a history field, which no form writes. */
function pastBeside(before: StoredRecord | undefined, { field, state }: AppliedField): [string, FieldState][] {
  const beside = historyField(field);
  if (beside === undefined || !before) return [];
  const fields = Object.fromEntries(
    [field, beside].flatMap((name) => (before.states[name] ? [[name, before.states[name].value]] : [])),
  );
  return historyChanges(fields, field, state.value).map(([name, value]) => [
    name,
    { ...state, value, device: SERVER_DEVICE },
  ]);
}

interface AppliedField {
  readonly field: string;
  readonly verdict: MergeResult;
  readonly state: FieldState;
}

function applyField(
  work: Workspace,
  before: StoredRecord | undefined,
  op: Operation,
  writer: Writer,
  field: string,
  value: Json,
  rerouted: Rerouted,
): AppliedField {
  const from = rerouted.from ?? rerouted.pointed?.[field];
  const candidate = {
    value,
    device: writer.device,
    time: writer.time,
    version: work.version,
    ...(from && { from }),
  };
  const state = { ...candidate, op: op.opId };
  const { restoredUpTo } = work;
  // A new record: there is no stored value to compare with.
  if (!before) return { field, verdict: 'apply', state };
  const current =
    field === DELETED
      ? deletionState(work, before, op, writer.uuidFromText, { device: writer.device, from, restoredUpTo })
      : before.states[field];
  const conflictId = (): Uuid => writer.uuidFromText(conflictName(op.record, field));
  const candidates = candidatesOf(work.get(conflictId()));
  const ref = op.base[field] ?? 0;
  const base = deletesUnder(field, value, ref, current)
    ? 'unseen'
    : baseVersion(work, op.record, field, ref, current, candidates, writer, rerouted.from !== undefined);
  const judged = preferVisible(
    field,
    value,
    mergeField(current, { value, base, device: writer.device, time: writer.time, from, restoredUpTo }),
  );
  // Choosing the current value resolves the conflict too: the field's version rises, so that an operation based on the
  // other candidate is found not to have seen it.
  const verdict = judged === 'noop' && op.settles ? 'apply' : judged;
  const clash = verdict === 'wins' || verdict === 'loses';
  if (clash || Object.keys(candidates).length > 0) {
    const after = nextCandidates(clash && current ? withCurrent(candidates, current) : candidates, {
      id: op.opId,
      candidate,
      settles: op.settles ?? [],
      replaces: clash ? undefined : current?.op,
      restoredUpTo,
    });
    work.put(
      conflictRow(conflictId(), { village: op.village, record: op.record, field }, after, work.version, writer.time),
    );
  }
  return { field, verdict, state };
}

/** A new conflict gets the current value as its first candidate. */
const withCurrent = (candidates: Candidates, current: FieldState): Candidates => ({
  ...candidates,
  [current.op]: candidates[current.op] ?? {
    value: current.value,
    device: current.device,
    time: current.time,
    version: current.version,
    ...(current.from && { from: current.from }),
  },
});

function baseVersion(
  work: Workspace,
  record: Uuid,
  field: string,
  base: BaseRef,
  current: FieldState | undefined,
  candidates: Candidates,
  writer: Writer,
  isRerouted: boolean,
): number | 'unseen' {
  if (typeof base === 'number') return work.isLost(base) ? 'unseen' : base;
  if (current?.op === base) return current.version;
  if (current && wasShownAtMerge(work, field, base, current)) return current.version;
  // Base is an own value that lost or is in conflict: the current value is unseen.
  const inDispute =
    base in candidates || Object.values(candidates).some((candidate) => candidate.device === writer.device);
  const own = writer.ownOp(base);
  // Either was written on another record that the phone showed merged with this one, and this record holds another
  // value: unseen.
  const isOfAnother = isRerouted || (own?.record !== undefined && own.record !== record);
  // Base operation is in conflict and was replaced by another device (a copy of this phone): unseen.
  const metOther = own?.outcome === 'conflict' && Object.keys(candidates).length > 0;
  // The value at the same version was written after the base, in the same push, by a copy of this phone.
  return inDispute || isOfAnother || metOther ? 'unseen' : (own?.version ?? 1) - 1;
}

/**
 * True when `base` is the merge that brought the current value, and the value was on the screen of whoever merged: not
 * one that was written meanwhile, nor one of a record into which somebody else had merged that one.
 */
function wasShownAtMerge(work: Workspace, field: string, base: Uuid, current: FieldState): boolean {
  const merged = current.from === undefined ? undefined : work.get(current.from);
  const merge = merged?.states[MERGED_INTO];
  if (!merge || merge.op !== base || merge.version !== current.version) return false;
  return merge.shown === undefined || (merged?.states[field]?.version ?? 0) <= merge.shown;
}

function echoAfter(before: StoredRecord | undefined, device: Uuid): StoredRecord['echo'] {
  if (!before) return { device, base: 0 };
  return before.echo?.device === device ? before.echo : { device, base: before.version };
}
