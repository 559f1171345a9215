import * as v from 'valibot';
import { uuid } from '../domain/record.ts';
import { longestRetentionMonths } from '../domain/retention.ts';

const months = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(longestRetentionMonths));

/** GET /api/p/<enrolment>/retention: what the areas in the asker's care, and those above them, say for themselves. */
export const retentionResponse = v.object({ said: v.array(v.object({ area: uuid, months })) });
export type RetentionResponse = v.InferOutput<typeof retentionResponse>;

/** POST retention: for the area and everything below it; `null` takes its word back, so that the area above it counts. Asked twice it answers the same. */
export const retentionRequest = v.object({ area: uuid, months: v.nullable(months) });
export type RetentionRequest = v.InferOutput<typeof retentionRequest>;
