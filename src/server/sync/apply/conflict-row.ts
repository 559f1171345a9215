import type { Uuid } from '../../../lib/ids.ts';
import { isBySameHand, type FieldState } from '../../../domain/merge/merge-field.ts';
import { DELETED, type Fields } from '../../../domain/record/record.ts';
import { sameJson, type Json } from '../../../domain/record/json.ts';
import { SERVER_DEVICE } from '../server-device.ts';
import type { StoredRecord } from '../storage.ts';

/** One of the values of a field between which people have to choose. */
export interface Candidate {
  readonly value: Json;
  readonly device: Uuid;
  readonly time: number;
  /** The record it was written on, where that was merged into this one. */
  readonly from?: Uuid;
  /** The version at which it arrived; absent in rows written before it was noted. */
  readonly version?: number;
}

/** Candidates by the operation that brought them. The conflict is open while two of them differ. */
export type Candidates = Readonly<Record<Uuid, Candidate>>;

/** The text from which the row's id is derived, so that every process and every replay finds the same row. */
export const conflictName = (record: Uuid, field: string): string => `conflict ${record} ${field}`;

/** The candidates stored in a conflict row; none without a row. */
export const candidatesOf = (row: StoredRecord | undefined): Candidates =>
  row && row.states[DELETED]?.value !== true ? ((row.states['candidates']?.value ?? {}) as unknown as Candidates) : {};

/** The row for these candidates. Once all candidates are equal it is closed: it stays as a deleted record. */
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
 * The candidates after `op` was applied or lost. A device's later operation replaces its own earlier candidate, except
 * one that it wrote on a record merged into this one, or one that a restored backup brought (`isBySameHand`). A
 * resolution removes the candidates that it names. A value replaces the one that it was based on (`replaces`).
 */
export function nextCandidates(
  before: Candidates,
  op: {
    readonly id: Uuid;
    readonly candidate: Candidate;
    readonly settles: readonly Uuid[];
    readonly replaces?: Uuid | undefined;
    readonly restoredUpTo: number;
  },
): Candidates {
  const remaining = Object.entries(before).filter(
    ([opId, candidate]) =>
      !isBySameHand(
        { ...candidate, version: candidate.version ?? op.restoredUpTo + 1 },
        { ...op.candidate, restoredUpTo: op.restoredUpTo },
      ) &&
      !op.settles.includes(opId) &&
      opId !== op.replaces,
  );
  return Object.fromEntries([...remaining, [op.id, op.candidate]]);
}
