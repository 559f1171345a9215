import * as v from 'valibot';
import { fields, recordKind, uuid } from '../domain/record/record.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/** GET /api/p/<enrolment>/quarantine?village=… */
export const quarantineQuery = v.object({ village: uuid });
export type QuarantineQuery = v.InferOutput<typeof quarantineQuery>;

/**
 * Why an operation waits for the lead.
 *
 * | reason       | what it means                                                       | can be released |
 * |--------------|---------------------------------------------------------------------|-----------------|
 * | unreadable   | no operation at all                                                 | never           |
 * | misfit       | a field's value is not of its kind (`field` says which)             | never           |
 * | otherKind    | the record it names is of another kind                              | never, as it looks |
 * | waits        | what it builds on is not here, or itself waits for the lead         | once that is there |
 * | otherVillage | its group reaches into a village in which the requester has no right | by somebody who has both |
 * | group        | another operation of its group cannot be applied, or was set aside  | with that one   |
 * | broken       | the database refused it                                             | perhaps         |
 * | noRight      | the sender had no right in the village when it came                 | yes             |
 * | noConsent    | it holds answers of somebody who said no, or took their yes back    | once they have said yes |
 */
export const quarantineReasons = [
  'unreadable',
  'misfit',
  'otherKind',
  'waits',
  'otherVillage',
  'group',
  'broken',
  'noRight',
  'noConsent',
] as const;
export type QuarantineReason = (typeof quarantineReasons)[number];

/** One operation that waits, as far as it can be read. */
export const quarantineEntry = v.object({
  opId: uuid,
  /** Operations of one group are judged together. */
  group: uuid,
  account: uuid,
  /** The sender's name. */
  name: v.string(),
  device: uuid,
  /** The sending phone was shut out since: what it sent can still be released. */
  revoked: v.boolean(),
  /** Corrected time at which it was written, and when it came; Unix ms. */
  time: v.number(),
  receivedAt: v.number(),
  reason: v.picklist(quarantineReasons),
  field: v.optional(v.string()),
  record: v.optional(uuid),
  kind: v.optional(recordKind),
  set: v.optional(fields),
  /** The beginning of what came, where nothing else of it can be read. */
  raw: v.optional(v.string()),
  /** Later operations that wait behind it. */
  behind: count,
});
export type QuarantineEntry = v.InferOutput<typeof quarantineEntry>;

/** The oldest entries, at most 200, whole groups together; absent for those who see only how many there are. */
export const quarantineList = v.object({
  waiting: count,
  entries: v.optional(v.array(quarantineEntry)),
  now: v.number(),
});
export type QuarantineList = v.InferOutput<typeof quarantineList>;
