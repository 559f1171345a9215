import type { Uuid } from '../../lib/ids.ts';
import { besides, earlierOf } from '../../domain/earlier.ts';
import type { Json } from '../../domain/json.ts';
import { judgeField, type FieldState, type Verdict } from '../../domain/merge.ts';
import { MERGED_INTO } from '../../domain/redirect.ts';
import { DELETED, effectOf } from '../../domain/record.ts';
import type { BaseRef, Operation } from '../../protocol/operation.ts';
import type { OutcomeKind } from '../../protocol/outcome.ts';
import { candidatesOf, conflictName, conflictRow, nextCandidates, type Candidates } from './conflict-row.ts';
import { SERVER_DEVICE } from './server-device.ts';
import type { StoredRecord } from './storage.ts';
import type { Workspace } from './workspace.ts';

export interface Writer {
  readonly device: Uuid;
  /** Corrected time, Unix ms. */
  readonly time: number;
  readonly nameOf: (text: string) => Uuid;
  /** An operation that others build on; undefined when it is not stored. */
  readonly ownOp: (opId: Uuid) => OwnOp | undefined;
}

/** What is known of an operation that a later one names as its base. */
export interface OwnOp {
  /** The version at which it took effect. */
  readonly version: number;
  /** What it was sent for. */
  readonly record: Uuid | undefined;
  /** How it was judged then. */
  readonly outcome: OutcomeKind;
}

/** The ids of rows that applying `op` may read or write besides its own record: its possible conflict rows. */
export const conflictIdsOf = (op: Operation, nameOf: Writer['nameOf']): Uuid[] =>
  [...Object.keys(op.set), DELETED].map((field) => nameOf(conflictName(op.record, field)));

/** How an operation came to its record, where that is not as the phone wrote it. */
export interface Led {
  /** It says something else here than on the phone, which therefore needs the whole row. */
  readonly isOther?: boolean;
  /** The record it was written on, merged into this one since. */
  readonly from?: Uuid;
}

/** Applies one operation to a workspace that has its record and conflict rows loaded. */
export function applyOperation(work: Workspace, sent: Operation, writer: Writer, led: Led = {}): 'applied' | 'noop' | 'conflict' {
  const before = work.get(sent.record);
  const op = reviving(before, sent);
  const results = Object.entries(op.set).map(([field, value]) => applyField(work, before, op, writer, field, value, led.from));
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
    // A phone can only work out for itself what its operation says and nothing else.
    echo: conflicted || op !== sent || led.isOther || past.length > 0 ? undefined : echoAfter(before, writer.device),
  });
  return conflicted ? 'conflict' : 'applied';
}

/** An edit of a deleted record brings it back into sight; a conflict unless the editor had seen the deletion. */
function reviving(before: StoredRecord | undefined, op: Operation): Operation {
  const set = effectOf(before?.states[DELETED]?.value === true, op.set);
  if (set === op.set) return op;
  const seen = Object.values(op.base).reduce<number>((most, base) => (typeof base === 'number' ? Math.max(most, base) : most), 0);
  return { ...op, set, base: { ...op.base, [DELETED]: seen } };
}

/** What a home said before it was asked again is kept beside what it says now; nobody's form writes it. */
function pastBeside(before: StoredRecord | undefined, { field, state }: AppliedField): [string, FieldState][] {
  const beside = earlierOf(field);
  if (beside === undefined || !before) return [];
  const fields = Object.fromEntries([field, beside].flatMap((name) => (before.states[name] ? [[name, before.states[name].value]] : [])));
  return besides(fields, field, state.value).map(([name, value]) => [name, { ...state, value, device: SERVER_DEVICE }]);
}

interface AppliedField {
  readonly field: string;
  readonly verdict: Verdict;
  readonly state: FieldState;
}

function applyField(work: Workspace, before: StoredRecord | undefined, op: Operation, writer: Writer, field: string, value: Json, from?: Uuid): AppliedField {
  const candidate = { value, device: writer.device, time: writer.time, ...(from && { from }) };
  const state = { ...candidate, version: work.version, op: op.opId };
  // Most of a survey is new: there is nothing yet to judge it by.
  if (!before) return { field, verdict: 'apply', state };
  const current = field === DELETED ? deletionState(before, op, writer) : before.states[field];
  const conflictId = (): Uuid => writer.nameOf(conflictName(op.record, field));
  const candidates = candidatesOf(work.get(conflictId()));
  const ref = op.base[field] ?? 0;
  const base = deletesUnder(field, value, ref, current) ? 'unseen' : baseVersion(work, op.record, ref, current, candidates, writer);
  const judged = preferVisible(field, value, judgeField(current, { value, base, device: writer.device, time: writer.time, from }));
  // Choosing the value that shows is a decision too: it moves the field's version, so that whoever built on the other
  // candidate meanwhile is found to have missed it.
  const verdict = judged === 'noop' && op.settles ? 'apply' : judged;
  const clash = verdict === 'wins' || verdict === 'loses';
  if (clash || Object.keys(candidates).length > 0) {
    const after = nextCandidates(clash && current ? withCurrent(candidates, current) : candidates, {
      id: op.opId,
      candidate,
      settles: op.settles ?? [],
      replaces: clash ? undefined : current?.op,
    });
    work.put(conflictRow(conflictId(), { village: op.village, record: op.record, field }, after, work.version, writer.time));
  }
  return { field, verdict, state };
}

/** Whoever loses a record to a deletion nobody saw coming is worse off than whoever sees it a day longer. */
function preferVisible(field: string, value: Json, verdict: Verdict): Verdict {
  if (field !== DELETED || (verdict !== 'wins' && verdict !== 'loses')) return verdict;
  return value === true ? 'loses' : 'wins';
}

/** A conflict begins with the value that was there as its first candidate. */
const withCurrent = (candidates: Candidates, current: FieldState): Candidates => ({
  ...candidates,
  [current.op]: candidates[current.op] ?? { value: current.value, device: current.device, time: current.time, ...(current.from && { from: current.from }) },
});

/**
 * Deleting is judged against everything in the record: the newest field that another device wrote speaks for
 * "still needed". Undeleting is judged against the deletion itself.
 */
function deletionState(before: StoredRecord, op: Operation, writer: Writer): FieldState | undefined {
  const own = before.states[DELETED];
  if (op.set[DELETED] !== true || own?.value === true) return own;
  const others = Object.values(before.states).filter((state) => state.device !== writer.device);
  const newest = others.sort((a, b) => b.version - a.version)[0];
  return newest && { ...newest, value: false };
}

/**
 * A deletion on top of an own operation: that says what was seen of one field, and nothing of the rest that goes with it.
 * Phones name the record's version instead; early ones named the operation that had brought a deleted record back.
 */
const deletesUnder = (field: string, value: Json, ref: BaseRef, current: FieldState | undefined): boolean =>
  field === DELETED && value === true && typeof ref === 'string' && current?.op !== ref;

function baseVersion(work: Workspace, record: Uuid, base: BaseRef, current: FieldState | undefined, candidates: Candidates, writer: Writer): number | 'unseen' {
  if (typeof base === 'number') return work.isLost(base) ? 'unseen' : base;
  if (current?.op === base) return current.version;
  // Built on what an own merge brought, before that was sent.
  const merge = current?.from === undefined ? undefined : work.get(current.from)?.states[MERGED_INTO];
  if (current && merge?.op === base && merge.version === current.version) return current.version;
  // Built on an own value that lost or is in dispute: the current one was never seen.
  const inDispute = base in candidates || Object.values(candidates).some((candidate) => candidate.device === writer.device);
  const own = writer.ownOp(base);
  // Built on what was said of another record that the phone showed as this one, or on the merge that would have brought it,
  // and something else stands here: that was never seen.
  const isOfAnother = own?.record !== undefined && own.record !== record;
  // It met another value that it had not seen, and another phone's has taken its place since: the phone was copied, and this is
  // the copy of whom that was, or the other way round.
  const metOther = own?.outcome === 'conflict' && Object.keys(candidates).length > 0;
  // Another value at the same version was written after it, in the same push: by a phone since copied.
  return inDispute || isOfAnother || metOther ? 'unseen' : (own?.version ?? 1) - 1;
}

function echoAfter(before: StoredRecord | undefined, device: Uuid): StoredRecord['echo'] {
  if (!before) return { device, base: 0 };
  return before.echo?.device === device ? before.echo : { device, base: before.version };
}
