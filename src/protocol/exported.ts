import * as v from 'valibot';
import { uuid } from '../domain/record/record.ts';

/**
 * POST /api/p/<enrolment>/exported: a file about a household was saved on this phone. The phone reports it at its next
 * contact, for the audit log.
 */
export const exportedRequest = v.object({ village: uuid, household: uuid });
export type ExportedRequest = v.InferOutput<typeof exportedRequest>;

export const exportedResponse = v.object({ now: v.number() });
export type ExportedResponse = v.InferOutput<typeof exportedResponse>;
