import * as v from 'valibot';
import { auditAction } from '../domain/audit.ts';
import { uuid } from '../domain/record.ts';

/** What kind of thing was read or changed, by whom, where and when; never what it said. */
export const auditEntry = v.object({
  id: uuid,
  at: v.number(),
  action: auditAction,
  /** Whose account; absent where the server did it by itself. */
  by: v.optional(v.string()),
  area: v.optional(uuid),
});
export type AuditEntry = v.InferOutput<typeof auditEntry>;

/** GET /api/p/<enrolment>/audit?before=<id>: newest first. */
export const auditResponse = v.object({ entries: v.array(auditEntry), more: v.boolean() });
export type AuditResponse = v.InferOutput<typeof auditResponse>;
