import * as v from 'valibot';
import { day } from '../../lib/day.ts';

// Facts about a village that no survey asks: entered by the head or the officer.

/** Who is in the team, in numbers: no names, no list of members. */
export const teamParts = ['board', 'front', 'youth', 'women', 'teachers', 'police', 'others'] as const;
export const roadmapSteps = ['teamFounded', 'teamTrained', 'surveyBegins', 'surveyEnds', 'smartVillage'] as const;

/** More people of one part than this are a slip of the finger. */
export const mostInPart = 999;

const number = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostInPart));

/**
 * `fibre`: does fibre reach the households of a cluster (`part`: the cluster's name, '' for the whole village)? A
 * survey question shows who has subscribed, not who could. `team`: how many of each part. `roadmap`: the day of a
 * step.
 */
export const areaFact = v.variant('kind', [
  v.object({
    kind: v.literal('fibre'),
    part: v.pipe(v.string(), v.maxLength(200)),
    value: v.nullable(v.picklist(['all', 'some', 'none'])),
  }),
  v.object({ kind: v.literal('team'), part: v.picklist(teamParts), value: v.nullable(number) }),
  v.object({ kind: v.literal('roadmap'), part: v.picklist(roadmapSteps), value: v.nullable(day) }),
]);
export type AreaFact = v.InferOutput<typeof areaFact>;
