import * as v from 'valibot';
import { day } from '../../lib/day.ts';

/**
 * Days in which reports of a step count: an app that changed is drawn anew within them, or has changed back.
 */
export const countedDays = 60;

/** From so many reports on, the step itself says that many people see another screen. */
export const manyReports = 5;

const name = '[a-z0-9]+(-[a-z0-9]+)*';

/** `<guide>/<part>/<step>`, the ids of the guide's structure. */
export const stepAddress = v.pipe(v.string(), v.maxLength(120), v.regex(new RegExp(`^${name}/${name}/${name}$`)));

/**
 * POST /api/guides/changed: somebody's phone shows another screen than a step's drawing. The step, the app it is about
 * and the day; nothing about the person, and no session.
 */
export const changedReport = v.object({
  step: stepAddress,
  app: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(60)), ''),
  on: day,
});
export type ChangedReport = v.InferOutput<typeof changedReport>;

/** GET /api/guides/changed: the steps with `manyReports` or more in the last `countedDays`. */
export interface ManyChanged {
  readonly steps: readonly string[];
}

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** GET /api/p/<enrolment>/guides/changed: every reported step, the most reported first. */
export const changedSteps = v.object({
  steps: v.array(v.object({ step: stepAddress, app: v.string(), reports: count, first: day, last: day })),
});
export type ChangedSteps = v.InferOutput<typeof changedSteps>;
