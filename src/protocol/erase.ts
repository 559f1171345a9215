import * as v from 'valibot';
import { uuid } from '../domain/record/record.ts';
import { limits } from './limits.ts';

/**
 * Why it is erased. `ownWish`: the person asked for it, so it is final at once; `other`, or absent: it can be brought
 * back for a while (`limits.erasedHours`).
 */
export const erasureReason = v.picklist(['ownWish', 'other']);
export type ErasureReason = v.InferOutput<typeof erasureReason>;

/**
 * POST /api/p/<enrolment>/erase: erases households or people of a village. A household takes its people with it, and
 * both their visits, consents, counts and conflicts. Idempotent.
 */
export const eraseRequest = v.object({
  village: uuid,
  records: v.pipe(v.array(uuid), v.minLength(1), v.maxLength(limits.eraseRecords.value)),
  reason: v.optional(erasureReason),
});
export type EraseRequest = v.InferOutput<typeof eraseRequest>;

/**
 * Which of the records asked for are erased now; one that never was in the village is not among them. `until`: they can
 * be brought back before then (Unix ms). `waiting`: the id of the request, nothing is erased until a second person
 * confirms it.
 */
export const eraseResponse = v.object({
  erased: v.array(uuid),
  until: v.optional(v.number()),
  waiting: v.optional(uuid),
  now: v.number(),
});
export type EraseResponse = v.InferOutput<typeof eraseResponse>;
