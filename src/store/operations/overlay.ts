import { historyChanges } from '../../domain/merge/history-fields.ts';
import { sameJson } from '../../domain/record/json.ts';
import { DELETED, effectOf, type Fields, type RecordKind } from '../../domain/record/record.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { BaseRef } from '../../protocol/operation.ts';
import type { Cursor } from '../../protocol/pull.ts';
import type { OpBody } from '../engine/context.ts';
import type { StoredOp } from '../engine/engine.ts';
import type { PhoneRecord } from '../phone-store.ts';

/** A record as the server confirmed it, opened. `fieldVersions` names every field. */
export interface ConfirmedRecord {
  readonly id: Uuid;
  readonly village: Uuid;
  readonly kind: RecordKind;
  readonly version: number;
  readonly fields: Fields;
  readonly fieldVersions: { readonly [field: string]: number };
}

/** An own operation with its clear columns. */
export interface OwnOp {
  readonly stored: StoredOp;
  readonly body: OpBody;
  /** See `isInRow`: it counts as unsent but changes no field. */
  readonly inRow?: boolean;
}

/**
 * Whether the confirmed rows include an operation's result. The cursor's version alone is not enough: rows are pulled
 * in the order of their latest version, so a row that changed again may still be ahead of a cursor that is past the
 * operation. Either the record's own row is new enough, or everything up to the operation was once received (`held`).
 * Parked and quarantined operations are in no row yet.
 */
export function isPassed(
  op: Pick<StoredOp, 'outcome' | 'ackVersion'>,
  rowVersion: number | undefined,
  cursor: Cursor | undefined,
): boolean {
  if (op.ackVersion === undefined || op.outcome === 'parked' || op.outcome === 'quarantined') return false;
  return op.ackVersion <= Math.max(rowVersion ?? 0, cursor?.held ?? 0);
}

/**
 * Whether the stored row already includes an operation that is resent to a restored server. The operation counts as
 * unsent, but as an overlay it would hide newer values of others, and a deletion would seem to have seen them.
 */
export const isInRow = (op: Pick<StoredOp, 'ackVersion' | 'heldAt'>, rowVersion: number | undefined): boolean =>
  op.ackVersion === undefined && op.heldAt !== undefined && op.heldAt <= (rowVersion ?? 0);

/** A confirmed row as the phone shows it without overlays. */
export function recordOf(row: ConfirmedRecord): PhoneRecord {
  return { id: row.id, village: row.village, kind: row.kind, fields: row.fields, bases: basesOf(row), onlyHere: false };
}

// A deletion is based on every field of the record, so its base is the record's version.
const basesOf = (row: ConfirmedRecord): PhoneRecord['bases'] => ({ ...row.fieldVersions, [DELETED]: row.version });

/**
 * A record with own operations over its confirmed row. The base of a field they set is the operation; the base of
 * `$deleted` where an operation brought the record back stays the confirmed one, because the next deletion deletes
 * everything that is shown, of which the operation has seen only its own fields.
 * @param ops own operations on this record that the cursor has not passed, in the order they were made; at least one
 */
export function withOverlays(confirmed: PhoneRecord | undefined, ops: readonly OwnOp[]): PhoneRecord {
  const first = ops[0]!.body;
  const fields: Record<string, Fields[string]> = { ...confirmed?.fields };
  const bases: Record<string, BaseRef> = { ...confirmed?.bases };
  const above = ops.filter(({ inRow }) => inRow !== true);
  for (const { body } of above) {
    for (const [field, value] of Object.entries(effectOf(fields[DELETED] === true, body.set))) {
      for (const [beside, past] of historyChanges(fields, field, value)) fields[beside] = past;
      fields[field] = value;
      if (field === DELETED && value !== true) bases[field] = confirmed?.bases[field] ?? 0;
      else bases[field] = body.opId;
    }
  }
  const onlyHere = ops.some(({ stored }) => stored.state === 'unsent');
  const settles = above.flatMap(({ body }) => body.settles ?? []);
  return {
    id: first.record,
    village: first.village,
    kind: confirmed?.kind ?? first.kind,
    fields,
    bases,
    onlyHere,
    ...(settles.length > 0 && { settles }),
  };
}

/**
 * The row that an unchanged echo means: own applied operations over the confirmed row, each at the version it was
 * applied at. Undefined when they do not add up to the row's version; then only a full row can supply it.
 * @param ops own operations on this record with an outcome, in the order they were made
 */
export function echoedRow(
  before: ConfirmedRecord | undefined,
  version: number,
  ops: readonly OwnOp[],
): ConfirmedRecord | undefined {
  const from = before?.version ?? 0;
  const applied = ops.filter(
    ({ stored: { outcome, ackVersion } }) => outcome === 'applied' && ackVersion! > from && ackVersion! <= version,
  );
  const first = applied[0]?.body;
  if (!first || !applied.some(({ stored }) => stored.ackVersion === version)) return undefined;
  const fields: Record<string, Fields[string]> = { ...before?.fields };
  const fieldVersions: Record<string, number> = { ...before?.fieldVersions };
  for (const { stored, body } of applied) {
    for (const [field, value] of Object.entries(effectOf(fields[DELETED] === true, body.set))) {
      if (field in fields && sameJson(fields[field], value)) continue;
      fields[field] = value;
      fieldVersions[field] = stored.ackVersion!;
    }
  }
  return { id: first.record, village: first.village, kind: before?.kind ?? first.kind, version, fields, fieldVersions };
}
