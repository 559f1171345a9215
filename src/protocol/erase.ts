import * as v from 'valibot';
import { uuid } from '../domain/record.ts';

/**
 * POST /api/p/<enrolment>/erase: homes or people of a village, for good. A home takes its people with it, and both their
 * visits, consents, counts and conflicts. Sending it again answers the same.
 */
export const eraseRequest = v.object({ village: uuid, records: v.pipe(v.array(uuid), v.minLength(1), v.maxLength(50)) });
export type EraseRequest = v.InferOutput<typeof eraseRequest>;

/** Which of the records asked for are erased now; one that never was in the village is not among them. */
export const eraseResponse = v.object({ erased: v.array(uuid), now: v.number() });
export type EraseResponse = v.InferOutput<typeof eraseResponse>;
