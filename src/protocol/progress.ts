import * as v from 'valibot';
import { day } from '../lib/day.ts';
import { uuid } from '../domain/record/record.ts';
import { areaTarget, knownTargets, villageBands, villageCounts } from './counts.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/** A village's counts, the unsent work on its phones, and the state of its report of the period. */
export const villageProgress = v.object({
  village: uuid,
  asOf: day,
  ...villageCounts.entries,
  /** Forms on phones of this village as of their last contact. */
  unsent: v.object({ forms: count, phones: count, oldest: v.optional(v.number()) }),
  /**
   * Absent until enough of its households are asked, from an older server, and figure by figure where too few villages
   * are like it.
   */
  bands: v.optional(villageBands),
  /** The report that is due; absent from an older server. */
  report: v.optional(
    v.object({
      from: day,
      until: day,
      opens: day,
      signedAt: v.optional(v.number()),
      receivedAt: v.optional(v.number()),
    }),
  ),
});
export type VillageProgress = v.InferOutput<typeof villageProgress>;

/** GET /api/p/<enrolment>/progress: every village below the person's areas, and the targets set for them. */
export const progressResponse = v.object({
  villages: v.array(villageProgress),
  targets: v.optional(knownTargets(areaTarget)),
  now: v.number(),
});
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
