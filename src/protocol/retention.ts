import * as v from 'valibot';
import { uuid } from '../domain/record/record.ts';
import { longestRetentionMonths } from '../domain/record/retention.ts';
import { meanwhile, onTop, versioned } from './saved.ts';

const months = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(longestRetentionMonths));

/** GET /api/p/<enrolment>/retention: the settings of the areas that the requester manages, and of those above them. */
export const retentionResponse = v.object({
  said: v.array(v.object({ area: uuid, months, ...versioned.entries })),
  /** The request shortens the retention, so a second person has to confirm it: its id. */
  waiting: v.optional(uuid),
});
export type RetentionResponse = v.InferOutput<typeof retentionResponse>;
export const setRetentionResponse = v.object({ ...retentionResponse.entries, meanwhile });
export type SetRetentionResponse = v.InferOutput<typeof setRetentionResponse>;

/**
 * POST retention: sets the retention of an area and everything below it; `null` removes the setting, so that the area
 * above counts. A shorter one waits for a second person. Idempotent. `seen`: the version of the area's own setting.
 */
export const retentionRequest = v.object({ area: uuid, months: v.nullable(months), ...onTop.entries });
export type RetentionRequest = v.InferOutput<typeof retentionRequest>;
