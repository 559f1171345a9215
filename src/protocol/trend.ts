import * as v from 'valibot';
import { indicatorIds } from '../domain/indicator/indicator.ts';
import { uuid } from '../domain/record/record.ts';
import { day } from '../lib/day.ts';
import { known } from './counts.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/** GET /api/p/<enrolment>/trend: how a commune's figures moved over the months. */
export const trendQuery = v.object({ commune: uuid });
export const trendResponse = v.object({
  commune: uuid,
  /** The ends of months and today, oldest first. A figure that would show a few people is missing on that day. */
  points: v.array(
    v.object({
      day,
      households: count,
      surveyed: count,
      figures: known(indicatorIds, v.object({ met: count, unknown: count, total: count })),
    }),
  ),
  now: v.number(),
});
export type TrendResponse = v.InferOutput<typeof trendResponse>;
