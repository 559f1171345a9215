import * as v from 'valibot';
import { fields, recordKind, uuid } from '../domain/record.ts';

/** GET /api/p/<enrolment>/history?village=…&household=…: what was ever written about a home and is kept, by law to be shown. */
export const historyQuery = v.object({ village: uuid, household: uuid });
export type HistoryQuery = v.InferOutput<typeof historyQuery>;

/** One operation about one record of the home, as it was written; applied, lost to another value, or still waiting. */
export const pastChange = v.object({
  opId: uuid,
  record: uuid,
  kind: recordKind,
  /** Corrected time at which it was written, Unix ms. */
  at: v.number(),
  /** Who wrote it. */
  by: v.string(),
  set: fields,
});
export type PastChange = v.InferOutput<typeof pastChange>;

/** Newest first, at most 500. `more`: there are older ones. */
export const historyResponse = v.object({ changes: v.array(pastChange), more: v.boolean(), now: v.number() });
export type HistoryResponse = v.InferOutput<typeof historyResponse>;
