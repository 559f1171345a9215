import type { Uuid } from '../../lib/ids.ts';
import type { FieldState } from '../../domain/merge.ts';
import { sameJson } from '../../domain/json.ts';
import { earlierOf } from '../../domain/earlier.ts';
import { DELETED } from '../../domain/record.ts';
import { isOwnField, MERGED_INTO, pointers, unite } from '../../domain/redirect.ts';
import type { Operation } from '../../protocol/operation.ts';
import { applyOperation, type Writer } from './apply-operation.ts';
import { candidatesOf, conflictName, conflictRow, type Candidate, type Candidates } from './conflict-row.ts';
import { loadStanding, standing, targetOf } from './follow.ts';
import type { StoredRecord } from './storage.ts';
import type { Workspace } from './workspace.ts';

/**
 * Two records are found to be one, or found not to be after all (`mergedInto: null`). Everything happens here: the
 * fields of the one that goes are united with those of the one that stays (domain/redirect.ts), its disputes and all that
 * points at it move along. Its row stays as it was, marked: later operations on it are led on (follow.ts), and taking
 * the merge back finds what belonged to whom.
 */
export async function applyMerge(work: Workspace, op: Operation, writer: Writer): Promise<'applied' | 'noop'> {
  const target = op.set[MERGED_INTO];
  if (typeof target !== 'string') return takeBack(work, op, writer);
  await loadStanding(work, [op.record, target]);
  const goes = work.get(standing(work, op.record));
  const stays = work.get(standing(work, target));
  if (!goes || !stays || goes.id === stays.id || goes.kind !== stays.kind) return 'noop';
  await work.loadAbout([goes.id, stays.id]);
  await loadDisputes(work, [goes, stays], writer);
  uniteFields(work, goes, stays, writer);
  for (const record of work.all()) repoint(work, record, goes.id, stays.id, (state) => ({ ...state, value: stays.id, from: state.from ?? goes.id }));
  mark(work, work.get(goes.id) ?? goes, stays.id, op, writer);
  // Somebody took the one that stays off the list without knowing this: it is needed.
  if (stays.states[DELETED]?.value === true) applyOperation(work, { ...op, record: stays.id, set: { [DELETED]: false }, base: {} }, writer);
  return 'applied';
}

function uniteFields(work: Workspace, goes: StoredRecord, stays: StoredRecord, writer: Writer): void {
  const states: Record<string, FieldState> = { ...stays.states };
  const disputed = disputesOf(work, goes.id);
  for (const [field, state] of Object.entries(goes.states)) {
    if (isOwnField(goes.kind, field)) continue;
    const own = stays.states[field];
    const moved: FieldState = { ...state, version: work.version, from: state.from ?? goes.id };
    const verdict = own ? unite(own.value, state.value) : 'take';
    if (verdict === 'take') {
      states[field] = moved;
      const beside = earlierOf(field);
      const past = beside === undefined ? undefined : goes.states[beside];
      if (beside !== undefined && past && !states[beside]) states[beside] = { ...past, version: work.version, from: past.from ?? goes.id };
    }
    const theirs = disputed.get(field);
    if (verdict !== 'clash' && !theirs) continue;
    const shown = !own || verdict === 'take' ? {} : { [own.op]: candidateOf(own) };
    const came = Object.fromEntries([...Object.entries(theirs ?? {}), [state.op, state] as const].map(([opId, one]) => [opId, candidateOf({ ...one, from: one.from ?? goes.id })]));
    putDispute(work, stays, field, { ...shown, ...came, ...candidatesOn(work, stays.id, field, writer) }, writer);
  }
  for (const field of disputed.keys()) putDispute(work, goes, field, {}, writer);
  work.put({ ...stays, version: work.version, states, echo: undefined });
}

/** Whatever conflict row of the two could be written, open, closed or not there yet. */
function loadDisputes(work: Workspace, records: readonly StoredRecord[], { nameOf }: Writer): Promise<void> {
  const fields = [...new Set([...records.flatMap(({ states }) => Object.keys(states)), DELETED])];
  return work.load(records.flatMap(({ id }) => fields.map((field) => nameOf(conflictName(id, field)))));
}

const candidateOf = ({ value, device, time, from }: Pick<FieldState, 'value' | 'device' | 'time' | 'from'>): Candidate => ({ value, device, time, ...(from && { from }) });

const candidatesOn = (work: Workspace, record: Uuid, field: string, { nameOf }: Writer): Candidates => candidatesOf(work.get(nameOf(conflictName(record, field))));

function putDispute(work: Workspace, { village, id }: StoredRecord, field: string, candidates: Candidates, writer: Writer): void {
  work.put(conflictRow(writer.nameOf(conflictName(id, field)), { village, record: id, field }, candidates, work.version, writer.time));
}

/** The open disputes about a record's fields; whether it is there at all (`$deleted`) is settled by the merge. */
function disputesOf(work: Workspace, record: Uuid): Map<string, Candidates> {
  const rows = work.all().filter(({ kind, states }) => kind === 'conflict' && states['record']?.value === record);
  return new Map(
    rows.flatMap((row): [string, Candidates][] => {
      const field = row.states['field']?.value;
      const candidates = candidatesOf(row);
      return typeof field === 'string' && Object.keys(candidates).length > 0 ? [[field, candidates]] : [];
    }),
  );
}

/**
 * A pointer means the same after it as before: its version stays, so whoever set it anew meanwhile had seen this. What is
 * merged away itself points where it did; should it come back, it follows then (`mark`).
 */
function repoint(work: Workspace, record: StoredRecord, from: Uuid, to: Uuid, changed: (state: FieldState) => FieldState | undefined): void {
  if (targetOf(record) !== undefined) return;
  const moved = pointers.flatMap((field): [string, FieldState][] => {
    const state = record.states[field];
    const next = state?.value === from ? changed({ ...state, value: to }) : undefined;
    return next ? [[field, next]] : [];
  });
  if (moved.length > 0) work.put({ ...record, version: work.version, states: { ...record.states, ...Object.fromEntries(moved) }, echo: undefined });
}

function mark(work: Workspace, record: StoredRecord, into: Uuid | null, op: Operation, writer: Writer): void {
  const state = { version: work.version, device: writer.device, op: op.opId, time: writer.time };
  const states = { ...record.states, [MERGED_INTO]: { ...state, value: into }, [DELETED]: { ...state, value: into !== null } };
  work.put({ ...record, version: work.version, states, echo: undefined });
  if (into !== null) return;
  for (const field of pointers) {
    const value = record.states[field]?.value;
    const to = typeof value === 'string' ? standing(work, value) : value;
    if (typeof value === 'string' && typeof to === 'string' && to !== value) repoint(work, work.get(record.id)!, value, to, (one) => ({ ...one, from: one.from ?? value }));
  }
}

/** They were two after all: what came from this one goes back to it, with all that was said of it since. */
async function takeBack(work: Workspace, op: Operation, writer: Writer): Promise<'applied' | 'noop'> {
  await loadStanding(work, [op.record]);
  await loadStanding(work, pointers.flatMap((field) => { const value = work.get(op.record)?.states[field]?.value; return typeof value === 'string' ? [value] : []; }));
  const gone = work.get(op.record);
  const stays = gone && work.get(standing(work, gone.id));
  if (!gone || !stays || stays.id === gone.id) return 'noop';
  await work.loadAbout([gone.id, stays.id]);
  await loadMergedInto(work, gone.id);
  await loadDisputes(work, [gone, stays], writer);
  const sources = new Set(work.all().map(({ id }) => id).filter((id) => isBehind(work, id, gone.id)));
  const isFrom = ({ from }: { readonly from?: Uuid }): boolean => from !== undefined && sources.has(from);
  const own = <T extends { readonly from?: Uuid }>(one: T): T => (one.from === gone.id ? without(one) : one);

  const kept = { ...stays.states };
  const back = { ...gone.states };
  const disputed = disputesOf(work, stays.id);
  for (const field of new Set([...disputed.keys(), ...Object.keys(stays.states)])) {
    const state = stays.states[field];
    if (field === DELETED) {
      // Brought back into sight by what was said of either, while they were one: whoever took it off the list before did
      // not know what has been said of it since.
      if (state && isFrom(state)) kept[field] = without(state);
      continue;
    }
    const returns = state && isFrom(state) ? state : undefined;
    const all = Object.entries(disputed.get(field) ?? {});
    const came = all.filter(([, one]) => isFrom(one));
    if (!returns && came.length === 0) continue;
    const rest = all.filter(([, one]) => !isFrom(one));
    if (returns) {
      back[field] = { ...own(returns), version: work.version };
      delete kept[field];
      const left = latest(rest);
      if (left) kept[field] = { ...left, version: work.version };
    } else if (!back[field]) {
      // Said of the one that went only while it was gone, and lost there.
      const said = latest(came);
      if (said) back[field] = { ...own(said), version: work.version };
    }
    leaveDispute(work, stays, field, [...rest, ...asCandidate(kept[field])], writer);
    leaveDispute(work, gone, field, [...came.map(([opId, one]): [Uuid, Candidate] => [opId, own(one)]), ...asCandidate(back[field])], writer);
  }
  work.put({ ...stays, version: work.version, states: kept, echo: undefined });
  for (const record of work.all()) repoint(work, record, stays.id, gone.id, (state) => (isFrom(state) ? own(state) : undefined));
  mark(work, { ...gone, states: back }, null, op, writer);
  return 'applied';
}

function latest(candidates: readonly (readonly [Uuid, Candidate])[]): Omit<FieldState, 'version'> | undefined {
  const [found] = [...candidates].sort(([, a], [, b]) => b.time - a.time);
  return found && { ...found[1], op: found[0] };
}

const asCandidate = (state: FieldState | undefined): [Uuid, Candidate][] => (state ? [[state.op, candidateOf(state)]] : []);

/** What people still have to choose between; nothing is written where there was and is no dispute. */
function leaveDispute(work: Workspace, record: StoredRecord, field: string, candidates: readonly [Uuid, Candidate][], writer: Writer): void {
  const differ = candidates.some(([, one]) => !sameJson(one.value, candidates[0]![1].value));
  const open = Object.keys(candidatesOn(work, record.id, field, writer)).length > 0;
  if (differ || open) putDispute(work, record, field, Object.fromEntries(candidates), writer);
}

function without<T extends { readonly from?: Uuid }>({ from: _from, ...rest }: T): T {
  return rest as T;
}

/** Is it this record, or was it merged into it, at whatever remove? */
function isBehind(work: Workspace, id: Uuid, record: Uuid): boolean {
  const seen = new Set<Uuid>();
  for (let at: Uuid | undefined = id; at !== undefined && !seen.has(at); at = targetOf(work.get(at))) {
    if (at === record) return true;
    seen.add(at);
  }
  return false;
}

async function loadMergedInto(work: Workspace, record: Uuid): Promise<void> {
  for (let todo = [record], known = 0; todo.length > known; ) {
    known = todo.length;
    await work.loadAbout(todo);
    todo = work.all().map(({ id }) => id).filter((id) => isBehind(work, id, record));
  }
}
