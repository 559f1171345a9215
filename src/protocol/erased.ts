import * as v from 'valibot';
import { uuid } from '../domain/record/record.ts';
import { erasureReason } from './erase.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What one request erased. Names are told to the village's own team only. */
export const erasedEntry = v.object({
  id: uuid,
  area: uuid,
  at: v.number(),
  /** It can be brought back before then (Unix ms). */
  until: v.number(),
  /** Absent: the server repeated the erasure after a restore. */
  by: v.optional(v.string()),
  households: count,
  people: count,
  names: v.optional(v.array(v.string())),
});
export type ErasedEntry = v.InferOutput<typeof erasedEntry>;

const asked = {
  id: uuid,
  area: uuid,
  at: v.number(),
  /** Void from then on (Unix ms). */
  until: v.number(),
  by: v.string(),
  /** The requester asked for it; somebody else has to confirm it. */
  own: v.boolean(),
};

/** A request that waits for a second person. */
export const waitingAct = v.variant('kind', [
  v.object({
    ...asked,
    kind: v.literal('erase'),
    records: count,
    reason: erasureReason,
    names: v.optional(v.array(v.string())),
  }),
  v.object({ ...asked, kind: v.literal('retention'), months: v.nullable(count) }),
]);
export type WaitingAct = v.InferOutput<typeof waitingAct>;

/** GET /api/p/<enrolment>/erased: what can be brought back, and what waits for a second person, newest first. */
export const erasedResponse = v.object({ erased: v.array(erasedEntry), waiting: v.array(waitingAct) });
export type ErasedResponse = v.InferOutput<typeof erasedResponse>;

/** POST erased/bring-back: undoes one erasure. Idempotent. */
export const bringBackRequest = v.object({ id: uuid });
export type BringBackRequest = v.InferOutput<typeof bringBackRequest>;

/** `householdGone`: the household of these people was erased or moved as well; it has to be there first. */
export const bringBackResponse = v.object({ broughtBack: v.boolean(), why: v.optional(v.literal('householdGone')) });
export type BringBackResponse = v.InferOutput<typeof bringBackResponse>;

/** POST second: confirms or refuses what somebody else asked for. Idempotent. */
export const secondRequest = v.object({ id: uuid, confirm: v.boolean() });
export type SecondRequest = v.InferOutput<typeof secondRequest>;
export const secondResponse = v.object({ settled: uuid });
export type SecondResponse = v.InferOutput<typeof secondResponse>;
