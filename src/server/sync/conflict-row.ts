import type { Uuid } from '../../lib/ids.ts';
import type { FieldState } from '../../domain/merge.ts';
import { DELETED, type Fields } from '../../domain/record.ts';
import { sameJson, type Json } from '../../domain/json.ts';
import { SERVER_DEVICE } from './server-device.ts';
import type { StoredRecord } from './storage.ts';

/** One of the values of a field that people have to choose between. */
export interface Candidate {
  readonly value: Json;
  readonly device: Uuid;
  readonly time: number;
  /** The record it was said of, where that was merged into this one. */
  readonly from?: Uuid;
}

/** Candidates by the operation that brought them. The conflict is open while two of them differ. */
export type Candidates = Readonly<Record<Uuid, Candidate>>;

/** The row's name follows from what it is about, so that every process and every replay finds the same one. */
export const conflictName = (record: Uuid, field: string): string => `conflict ${record} ${field}`;

export const candidatesOf = (row: StoredRecord | undefined): Candidates =>
  row && row.states[DELETED]?.value !== true ? ((row.states['candidates']?.value ?? {}) as unknown as Candidates) : {};

/** The row for these candidates; it closes (stays as a deleted record) once they all say the same. */
export function conflictRow(
  id: Uuid,
  about: { readonly village: Uuid; readonly record: Uuid; readonly field: string },
  candidates: Candidates,
  version: number,
  time: number,
): StoredRecord {
  const fields: Fields = {
    record: about.record,
    field: about.field,
    candidates: candidates as unknown as Json,
    [DELETED]: Object.values(candidates).every((one, _, all) => sameJson(one.value, all[0]?.value)),
  };
  const states = Object.entries(fields).map(([name, value]): [string, FieldState] => [
    name,
    { value, version, device: SERVER_DEVICE, op: id, time },
  ]);
  return { village: about.village, id, kind: 'conflict', version, states: Object.fromEntries(states), echo: undefined };
}

/**
 * The candidates after `op` was applied or lost. A device's later operation replaces its own earlier candidate (what it
 * said of a twin that was merged in was said apart and stays); a
 * resolution takes away those it names; what a value was built on (`replaces`) is superseded by it.
 */
export function nextCandidates(
  before: Candidates,
  op: { readonly id: Uuid; readonly candidate: Candidate; readonly settles: readonly Uuid[]; readonly replaces?: Uuid | undefined },
): Candidates {
  const kept = Object.entries(before).filter(
    ([opId, candidate]) => (candidate.device !== op.candidate.device || candidate.from !== op.candidate.from) && !op.settles.includes(opId) && opId !== op.replaces,
  );
  return Object.fromEntries([...kept, [op.id, op.candidate]]);
}
