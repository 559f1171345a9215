import * as v from 'valibot';
import { uuid } from '../domain/record.ts';

/** POST /api/p/<enrolment>/exported: a file about a home was saved on this phone. Told at the next contact, for the audit log. */
export const exportedRequest = v.object({ village: uuid, household: uuid });
export type ExportedRequest = v.InferOutput<typeof exportedRequest>;

export const exportedResponse = v.object({ now: v.number() });
export type ExportedResponse = v.InferOutput<typeof exportedResponse>;
