import type { Uuid } from '../../lib/ids.ts';
import type { FieldState } from '../../domain/merge/merge-field.ts';
import { sameJson } from '../../domain/record/json.ts';
import { DELETED } from '../../domain/record/record.ts';
import type { Writer } from './apply/apply-operation.ts';
import { candidatesOf, conflictName, conflictRow, type Candidate, type Candidates } from './apply/conflict-row.ts';
import type { StoredRecord } from './storage.ts';
import type { Workspace } from './workspace.ts';

// Conflicts of records that are merged, or separated again: reading and writing their rows.

/** Loads every conflict row of the two records that may be written: open, closed or not there yet. */
export function loadConflictRows(
  work: Workspace,
  records: readonly StoredRecord[],
  { uuidFromText }: Writer,
): Promise<void> {
  const fields = [...new Set([...records.flatMap(({ states }) => Object.keys(states)), DELETED])];
  return work.load(records.flatMap(({ id }) => fields.map((field) => uuidFromText(conflictName(id, field)))));
}

/** A field's state as a candidate of a conflict. */
export const candidateOf = ({
  value,
  device,
  time,
  from,
}: Pick<FieldState, 'value' | 'device' | 'time' | 'from'>): Candidate => ({
  value,
  device,
  time,
  ...(from && { from }),
});

/** The candidates of the open conflict about a field; none when there is no conflict. */
export const candidatesOn = (work: Workspace, record: Uuid, field: string, { uuidFromText }: Writer): Candidates =>
  candidatesOf(work.get(uuidFromText(conflictName(record, field))));

/** Writes the conflict row of a field, also one that closes the conflict. */
export function putConflictRow(
  work: Workspace,
  { village, id }: StoredRecord,
  field: string,
  candidates: Candidates,
  writer: Writer,
): void {
  work.put(
    conflictRow(
      writer.uuidFromText(conflictName(id, field)),
      { village, record: id, field },
      candidates,
      work.version,
      writer.time,
    ),
  );
}

/** The open conflicts about a record's fields, except `$deleted`, which the merge settles. */
export function openConflictsOf(work: Workspace, record: Uuid): Map<string, Candidates> {
  const rows = work.all().filter(({ kind, states }) => kind === 'conflict' && states['record']?.value === record);
  return new Map(
    rows.flatMap((row): [string, Candidates][] => {
      const field = row.states['field']?.value;
      const candidates = candidatesOf(row);
      return typeof field === 'string' && Object.keys(candidates).length > 0 ? [[field, candidates]] : [];
    }),
  );
}

/** The state as a list of candidates: one, or none. */
export const asCandidate = (state: FieldState | undefined): [Uuid, Candidate][] =>
  state ? [[state.op, candidateOf(state)]] : [];

/** Writes the conflict row for the remaining candidates; nothing is written where there was and is no conflict. */
export function writeConflict(
  work: Workspace,
  record: StoredRecord,
  field: string,
  candidates: readonly [Uuid, Candidate][],
  writer: Writer,
): void {
  const differ = candidates.some(([, one]) => !sameJson(one.value, candidates[0]![1].value));
  const open = Object.keys(candidatesOn(work, record.id, field, writer)).length > 0;
  if (differ || open) putConflictRow(work, record, field, Object.fromEntries(candidates), writer);
}
