import * as v from 'valibot';
import { tick } from '../domain/checklist/tick.ts';
import { uuid } from '../domain/record/record.ts';
import { version } from './saved.ts';

/** GET /api/p/<enrolment>/checklists: what people ticked of a village's checklists. */
export const checklistsQuery = v.object({ village: uuid });
export const checklistsResponse = v.object({
  ticks: v.array(v.object({ ...tick.entries, by: v.string(), version })),
  now: v.number(),
});
export type ChecklistsResponse = v.InferOutput<typeof checklistsResponse>;

/**
 * POST the same: changes ticks, each by itself. `seen`: the version on top of which it was made, 0 for none; where
 * somebody else has ticked since, that one stays, and the answer shows it.
 */
export const ticksRequest = v.object({
  village: uuid,
  changes: v.pipe(v.array(v.object({ ...tick.entries, seen: version })), v.maxLength(60)),
});
export type TicksRequest = v.InferOutput<typeof ticksRequest>;
