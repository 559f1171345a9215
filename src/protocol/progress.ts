import * as v from 'valibot';
import { day } from '../domain/day.ts';
import { indicatorIds } from '../domain/indicator/indicator.ts';
import { uuid } from '../domain/record.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const figure = v.object({ met: count, notMet: count, unknown: count, total: count, apart: count });

/** A village's counts as `countIndicators` gives them; nothing personal. */
export const villageProgress = v.object({
  village: uuid,
  asOf: day,
  coverage: v.object({ households: count, surveyed: count, residents: count, adults: count }),
  figures: v.record(v.picklist(indicatorIds), figure),
  /** Forms on phones of this village as of their last contact. */
  unsent: v.object({ forms: count, phones: count, oldest: v.optional(v.number()) }),
});
export type VillageProgress = v.InferOutput<typeof villageProgress>;

/** GET /api/p/<enrolment>/progress: every village below the person's areas. */
export const progressResponse = v.object({ villages: v.array(villageProgress), now: v.number() });
export type ProgressResponse = v.InferOutput<typeof progressResponse>;

/** POST /api/p/<enrolment>/areas: officer or admin adds a unit below one of theirs. */
export const newAreaRequest = v.object({
  id: uuid,
  kind: v.picklist(['province', 'commune', 'village']),
  prefix: v.pipe(v.string(), v.trim(), v.maxLength(40)),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  code: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(16))),
  parent: v.optional(uuid),
});
export type NewAreaRequest = v.InferInput<typeof newAreaRequest>;
