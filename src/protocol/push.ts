import * as v from 'valibot';
import { limits } from './limits.ts';
import { opOutcome } from './outcome.ts';

/** Limits of one push, which phones observe. */
export const pushLimits = { operations: limits.pushOperations.value, bytes: limits.pushBytes.value } as const;

/** The latest moment that a Date can be. */
const latestTime = 8.64e15;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
/** What a phone holds; more than any holds would spoil the sums that lead and officer see. */
const held = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(limits.ledgerCount.value));

/** What this phone still holds unsent, for lead and head to see (counts only). */
export const ledger = v.object({
  /** Operations not acknowledged, and the forms (groups) they belong to. */
  unsent: held,
  forms: v.optional(held),
  drafts: held,
  /** Unix ms by the phone's corrected clock, of the oldest unsent operation or draft. */
  oldest: v.optional(v.pipe(v.number(), v.minValue(-latestTime), v.maxValue(latestTime))),
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

/** 200: every entry is durably stored; `outcomes[i]` is the outcome of `entries[i]`. */
export const pushResponse = v.object({
  outcomes: v.array(opOutcome),
  /** The highest seq stored for this device. */
  lastSeq: count,
  /** Server time, Unix ms: the phone measures its clock's offset by it. */
  now: v.number(),
  epoch: count,
});
export type PushResponse = v.InferOutput<typeof pushResponse>;
