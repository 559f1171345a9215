import * as v from 'valibot';
import { uuid } from '../../domain/record/record.ts';
import { ledger } from '../push.ts';

/** One phone of the village's team and what it still held at its last contact. */
export const teamPhone = v.object({
  device: uuid,
  account: uuid,
  name: v.string(),
  held: ledger,
  /** Unix ms, server time. */
  lastContact: v.number(),
});
export type TeamPhone = v.InferOutput<typeof teamPhone>;

/** GET /api/p/<enrolment>/phones?village=…: counts and times only, for the lead and the head. */
export const phonesResponse = v.object({ phones: v.array(teamPhone), now: v.number() });
export type PhonesResponse = v.InferOutput<typeof phonesResponse>;
