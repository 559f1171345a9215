import * as v from 'valibot';
import { uuid } from '../domain/record.ts';
import { outcomeKinds } from './outcome.ts';
import { quarantineReasons } from './quarantine.ts';

/**
 * POST /api/p/<enrolment>/quarantine/release and …/quarantine/set-aside. A group is judged whole, so one of its
 * operations names them all. Sending it again answers the same.
 */
export const quarantineJudgement = v.object({ opIds: v.pipe(v.array(uuid), v.minLength(1), v.maxLength(200)) });
export type QuarantineJudgement = v.InferOutput<typeof quarantineJudgement>;

/** What became of the groups; `why` where an operation still waits. What the asker may not judge is not in it. */
export const quarantineVerdict = v.object({
  results: v.array(v.object({ opId: uuid, outcome: v.picklist(outcomeKinds), why: v.optional(v.picklist(quarantineReasons)) })),
  now: v.number(),
});
export type QuarantineVerdict = v.InferOutput<typeof quarantineVerdict>;
