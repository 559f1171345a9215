import * as v from 'valibot';
import { fields, recordKind, uuid } from '../domain/record/record.ts';

/**
 * GET /api/p/<enrolment>/history?village=…&household=…: everything stored about a household, which the law requires to
 * be shown to it.
 */
export const historyQuery = v.object({ village: uuid, household: uuid });
export type HistoryQuery = v.InferOutput<typeof historyQuery>;

/**
 * One operation on a record of the household as it was written, whatever its outcome: applied, overwritten or waiting.
 */
export const pastChange = v.object({
  opId: uuid,
  record: uuid,
  kind: recordKind,
  /** Corrected time at which it was written, Unix ms. */
  at: v.number(),
  /** Name of the person who wrote it. */
  by: v.string(),
  set: fields,
});
export type PastChange = v.InferOutput<typeof pastChange>;

/** Newest first, at most 500. `more`: there are older ones. */
export const historyResponse = v.object({ changes: v.array(pastChange), more: v.boolean(), now: v.number() });
export type HistoryResponse = v.InferOutput<typeof historyResponse>;
