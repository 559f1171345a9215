import * as v from 'valibot';
import { opOutcome } from './outcome.ts';

/** Bounds of one push; the phone keeps to them when it makes one. */
export const pushLimits = { operations: 200, bytes: 256 * 1024 } as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What else this phone still holds, so that lead and head see it (counts only). */
export const ledger = v.object({
  /** Operations not acknowledged, and the forms (groups) they belong to. */
  unsent: count,
  forms: v.optional(count),
  drafts: count,
  /** Unix ms by the phone's corrected clock, of the oldest unsent operation or draft. */
  oldest: v.optional(v.number()),
});
export type Ledger = v.InferOutput<typeof ledger>;

/**
 * POST /api/p/<enrolment>/push, gzip. `entries[i]` has seq `firstSeq + i`. Entries are parsed one by one: a bad one is
 * quarantined and delays no other. A string is an entry the phone could not get through in any other way.
 */
export const pushRequest = v.object({
  protocol: v.pipe(count, v.minValue(1)),
  epoch: v.optional(count),
  firstSeq: v.pipe(count, v.minValue(1)),
  entries: v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(pushLimits.operations)),
  ledger: v.optional(ledger),
});
export type PushRequest = v.InferOutput<typeof pushRequest>;

/** 200: every entry is durably stored; `outcomes[i]` is what became of `entries[i]`. */
export const pushResponse = v.object({
  outcomes: v.array(opOutcome),
  /** The highest seq stored for this device. */
  lastSeq: count,
  /** Server time, Unix ms: the phone measures its clock's offset by it. */
  now: v.number(),
  epoch: count,
});
export type PushResponse = v.InferOutput<typeof pushResponse>;
