import * as v from 'valibot';
import { fieldName, fields, recordKind, uuid } from '../domain/record/record.ts';
import { limits } from './limits.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/**
 * The state on which a field's new value is based: the field's version shown when the form was opened (0: never set),
 * or the opId of this device's own unconfirmed operation.
 */
export const baseRef = v.union([count, uuid]);
export type BaseRef = v.InferOutput<typeof baseRef>;

/**
 * One change to one record, submitted with its group and never rewritten: retries send the same bytes. `opId` (UUIDv7)
 * is its identity everywhere; `seq` only orders one device's operations and shows gaps. Deleting is setting `$deleted`,
 * and merging is setting `mergedInto`; the base of both is the record's version that was shown.
 */
export const operation = v.object({
  opId: uuid,
  seq: v.pipe(count, v.minValue(1)),
  /** Operations of one group are applied together or not at all. */
  group: uuid,
  record: uuid,
  kind: recordKind,
  village: uuid,
  base: v.record(fieldName, baseRef),
  set: fields,
  /** A resolution of a conflict lists the operations it settles; any other candidate stays open. */
  settles: v.optional(v.pipe(v.array(uuid), v.maxLength(limits.settles.value))),
  /** The phone's wall clock when the answer was given, Unix ms, as it was, wrong or not. */
  wallTime: v.pipe(v.number(), v.integer()),
  /** Server time minus phone time in ms as known when the operation was frozen. */
  clockOffset: v.pipe(v.number(), v.integer()),
  schemaVersion: v.pipe(count, v.minValue(1)),
});
export type Operation = v.InferOutput<typeof operation>;
