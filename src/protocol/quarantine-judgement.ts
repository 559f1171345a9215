import * as v from 'valibot';
import { uuid } from '../domain/record/record.ts';
import { outcomeKinds } from './outcome.ts';
import { quarantineReasons } from './quarantine.ts';

/**
 * POST /api/p/<enrolment>/quarantine/release and …/quarantine/set-aside. A group is judged as a whole, so naming one of
 * its operations is enough. Idempotent.
 */
export const quarantineJudgement = v.object({ opIds: v.pipe(v.array(uuid), v.minLength(1), v.maxLength(200)) });
export type QuarantineJudgement = v.InferOutput<typeof quarantineJudgement>;

/**
 * The outcomes of the groups' operations; `why` where one still waits. Operations that the requester may not judge are
 * left out.
 */
export const quarantineVerdict = v.object({
  results: v.array(
    v.object({ opId: uuid, outcome: v.picklist(outcomeKinds), why: v.optional(v.picklist(quarantineReasons)) }),
  ),
  now: v.number(),
});
export type QuarantineVerdict = v.InferOutput<typeof quarantineVerdict>;
