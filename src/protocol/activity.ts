import * as v from 'valibot';
import { day } from '../lib/day.ts';
import { uuid } from '../domain/record/record.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/** What a team did, by name (`domain/activity`); names that a reader does not know are passed over. */
export const activityCounts = v.record(v.pipe(v.string(), v.maxLength(120)), count);

/**
 * GET /api/p/<enrolment>/activities: what the teams of an area's villages did from `from` to `until`, both days among
 * them: of a village, a commune, a province.
 */
export const activitiesQuery = v.object({ area: uuid, from: day, until: day });
export const activitiesResponse = v.object({
  villages: v.array(v.object({ village: uuid, activity: activityCounts })),
  now: v.number(),
});
export type ActivitiesResponse = v.InferOutput<typeof activitiesResponse>;

/** Days that a log may span. */
export const longestLog = 400;

const logLine = v.object({
  on: day,
  member: uuid,
  asked: count,
  visits: count,
  rechecks: count,
  sessions: count,
  heads: count,
  services: v.array(v.string()),
});

/** GET /api/p/<enrolment>/log: who worked on which day in the villages of an area, and the names of those. */
export const logQuery = v.object({ area: uuid, from: day, until: day });
export const logResponse = v.object({
  villages: v.array(v.object({ village: uuid, lines: v.array(logLine) })),
  members: v.array(v.object({ account: uuid, name: v.string() })),
  now: v.number(),
});
export type LogResponse = v.InferOutput<typeof logResponse>;
