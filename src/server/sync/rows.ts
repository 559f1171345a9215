import type { FieldState } from '../../domain/merge.ts';
import type { Json } from '../../domain/json.ts';
import { recordKinds, type Fields, type RecordKind } from '../../domain/record.ts';
import { outcomeKinds, type OpOutcome, type OutcomeKind } from '../../protocol/outcome.ts';
import type { StoredOp, StoredOutcome, StoredRecord } from './storage.ts';

// How rows of `record` and `op_meta` become what push and pull work with, and back.

/** The record's values, without who wrote them when. */
export const fieldsOf = ({ states }: Pick<StoredRecord, 'states'>): Fields => Object.fromEntries(Object.entries(states).map(([name, { value }]) => [name, value]));

export interface OutcomeRow {
  op_id: string;
  outcome: string;
  version: number;
}

export function toOutcome(row: OutcomeRow): OpOutcome {
  return { opId: row.op_id, outcome: oneOf<OutcomeKind>(outcomeKinds, row.outcome), version: row.version };
}

export interface StoredOutcomeRow extends OutcomeRow {
  record: string | null;
}

export const toStoredOutcome = (row: StoredOutcomeRow): StoredOutcome => ({ ...toOutcome(row), record: row.record ?? undefined });

interface OpRow extends StoredOutcomeRow {
  device: string;
  seq: number;
  group_id: string;
  village: string | null;
  waits_for: string | null;
  time: number;
  received_at: number;
  body_hmac: string | null;
  body: string | null;
}

export const toStoredOp = (row: OpRow): StoredOp => ({
  ...toOutcome(row),
  device: row.device,
  seq: row.seq,
  group: row.group_id,
  village: row.village ?? undefined,
  record: row.record ?? undefined,
  waitsFor: row.waits_for ?? undefined,
  time: row.time,
  receivedAt: row.received_at,
  body: row.body ?? '',
  ...(row.body_hmac === null ? {} : { hmac: row.body_hmac }),
});

export interface RecordRow {
  village: string;
  id: string;
  kind: string;
  version: number;
  fields: Record<string, unknown>;
  field_meta: Record<string, [number, string, string, number, string?]>;
  echo_device: string | null;
  echo_base: number;
}

export function toRecord(row: RecordRow): StoredRecord {
  const states = Object.entries(row.field_meta).map(([name, [version, device, op, time, from]]): [string, FieldState] => [
    name,
    { value: row.fields[name] as Json, version, device, op, time, ...(from && { from }) },
  ]);
  return {
    village: row.village,
    id: row.id,
    kind: oneOf<RecordKind>(recordKinds, row.kind),
    version: row.version,
    states: Object.fromEntries(states),
    echo: row.echo_device ? { device: row.echo_device, base: row.echo_base } : undefined,
  };
}

export function toRow(record: StoredRecord) {
  const fields: Record<string, Json> = {};
  const meta: RecordRow['field_meta'] = {};
  for (const name in record.states) {
    const { value, version, device, op, time, from } = record.states[name]!;
    fields[name] = value;
    meta[name] = from ? [version, device, op, time, from] : [version, device, op, time];
  }
  return {
    village: record.village,
    id: record.id,
    kind: record.kind,
    version: record.version,
    fields,
    field_meta: meta,
    echo_device: record.echo?.device ?? null,
    echo_base: record.echo?.base ?? 0,
  };
}

function oneOf<T extends string>(allowed: readonly T[], text: string): T {
  const found = allowed.find((one) => one === text);
  if (!found) throw new Error(`Unknown value in the database: ${text}`);
  return found;
}
