import * as v from 'valibot';
import { auditAction } from '../../domain/access/audit.ts';
import { uuid } from '../../domain/record/record.ts';

/** What kind of thing was read or changed, by whom, where and when; never its content. */
export const auditEntry = v.object({
  id: uuid,
  at: v.number(),
  action: auditAction,
  /** Whose account; absent where the server did it by itself. */
  by: v.optional(v.string()),
  area: v.optional(uuid),
  /** Which phone it was done on. */
  device: v.optional(uuid),
  /** The id of what was changed. */
  subject: v.optional(uuid),
  /** Whose account it concerned. */
  person: v.optional(v.string()),
});
export type AuditEntry = v.InferOutput<typeof auditEntry>;

/** Entries of actions that only a newer server knows are left out. */
const knownEntries = v.pipe(
  v.array(v.unknown()),
  v.transform((all) =>
    all.flatMap((one): AuditEntry[] => {
      const read = v.safeParse(auditEntry, one);
      return read.success ? [read.output] : [];
    }),
  ),
);

/** GET /api/p/<enrolment>/audit?before=<id>: newest first. */
export const auditResponse = v.object({ entries: knownEntries, more: v.boolean() });
export type AuditResponse = v.InferOutput<typeof auditResponse>;
