import type { FieldState } from '../../../domain/merge/merge-field.ts';
import type { Json } from '../../../domain/record/json.ts';
import { recordKinds, type Fields, type RecordKind } from '../../../domain/record/record.ts';
import { outcomeKinds, type OpOutcome, type OutcomeKind } from '../../../protocol/outcome.ts';
import type { MovedRecord, StoredOp, StoredOutcome, StoredRecord } from '../storage.ts';

// Conversion between rows of `record` and `op_meta` and the types of storage.ts.

/** The record's values, without versions, devices and times. */
export function fieldsOf({ states }: Pick<StoredRecord, 'states'>): Fields {
  const fields: Record<string, Json> = {};
  for (const name in states) fields[name] = states[name]!.value;
  return fields;
}

export interface OutcomeRow {
  op_id: string;
  outcome: string;
  version: number;
}

/** @throws Error when the database holds an outcome that this version does not know */
export function toOutcome(row: OutcomeRow): OpOutcome {
  return { opId: row.op_id, outcome: oneOf<OutcomeKind>(outcomeKinds, row.outcome), version: row.version };
}

export interface StoredOutcomeRow extends OutcomeRow {
  record: string | null;
}

export const toStoredOutcome = (row: StoredOutcomeRow): StoredOutcome => ({
  ...toOutcome(row),
  record: row.record ?? undefined,
});

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

export interface MovedRow extends Omit<MovedRecord, 'to'> {
  to_village: string;
}

export const toMoved = ({ to_village, ...row }: MovedRow): MovedRecord => ({ ...row, to: to_village });

export interface RecordRow {
  village: string;
  id: string;
  kind: string;
  version: number;
  fields: Record<string, unknown>;
  field_meta: Record<string, [number, string, string, number, (string | null)?, number?]>;
  echo_device: string | null;
  echo_base: number;
}

/** @throws Error when the database holds a kind that this version does not know */
export function toRecord(row: RecordRow): StoredRecord {
  const states = Object.entries(row.field_meta).map(
    ([name, [version, device, op, time, from, shown]]): [string, FieldState] => [
      name,
      {
        value: row.fields[name] as Json,
        version,
        device,
        op,
        time,
        ...(from && { from }),
        ...(shown !== undefined && { shown }),
      },
    ],
  );
  return {
    village: row.village,
    id: row.id,
    kind: oneOf<RecordKind>(recordKinds, row.kind),
    version: row.version,
    states: Object.fromEntries(states),
    echo: row.echo_device ? { device: row.echo_device, base: row.echo_base } : undefined,
  };
}

const metaOf = ({ version, device, op, time, from, shown }: FieldState): RecordRow['field_meta'][string] => {
  if (shown !== undefined) return [version, device, op, time, from ?? null, shown];
  return from ? [version, device, op, time, from] : [version, device, op, time];
};

export function toRow(record: StoredRecord) {
  const fields: Record<string, Json> = {};
  const meta: RecordRow['field_meta'] = {};
  for (const name in record.states) {
    const state = record.states[name]!;
    fields[name] = state.value;
    meta[name] = metaOf(state);
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

/**
 * The column `field_meta` of `toRow` as JSON text. Most fields of a record were written by one operation, so its part
 * of the text is made once.
 */
export function metaText({ states }: Pick<StoredRecord, 'states'>): string {
  let text = '';
  let last: FieldState | undefined;
  let written = '';
  for (const name in states) {
    const state = states[name]!;
    const { version, device, op, time, from, shown } = state;
    if (
      last?.op !== op ||
      last.version !== version ||
      last.device !== device ||
      last.time !== time ||
      last.from !== from ||
      last.shown !== shown
    )
      written = JSON.stringify(metaOf(state));
    last = state;
    text += `${text === '' ? '{' : ','}${JSON.stringify(name)}:${written}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

function oneOf<T extends string>(allowed: readonly T[], text: string): T {
  const found = allowed.find((one) => one === text);
  if (!found) throw new Error(`Unknown value in the database: ${text}`);
  return found;
}
