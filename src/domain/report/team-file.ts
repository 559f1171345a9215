import * as v from 'valibot';
import { day, type Day } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import { isStorable } from '../record/json.ts';
import { uuid } from '../record/record.ts';
import { mostInPart } from './area-fact.ts';

/** Whom a team's members come from, in the order of the paper. Only numbers are kept: no list of names. */
export const organisations = [
  'party',
  'board',
  'front',
  'farmers',
  'women',
  'youth',
  'veterans',
  'elders',
  'police',
  'teachers',
  'health',
  'others',
] as const;
export type Organisation = (typeof organisations)[number];

export const mostTrainings = 60;

const members = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostInPart));
const short = v.pipe(v.string(), v.trim(), v.maxLength(200), v.check(isStorable, 'not storable'));

/** A day on which members of the team were trained. */
export const training = v.object({ on: day, topic: short, members });
export type Training = v.InferOutput<typeof training> & { readonly id: Uuid };

/**
 * One fact of a team's file; null takes it back. `decision`: by which the team was founded. Stored beside the village's
 * other facts (area-fact.ts), of which older phones know `team` with fewer parts.
 */
export const teamFact = v.variant('kind', [
  v.object({ kind: v.literal('decision'), part: v.literal('number'), value: v.nullable(short) }),
  v.object({ kind: v.literal('foundedOn'), part: v.literal('day'), value: v.nullable(day) }),
  v.object({ kind: v.literal('team'), part: v.picklist(organisations), value: v.nullable(members) }),
  v.object({ kind: v.literal('training'), part: uuid, value: v.nullable(training) }),
]);
export type TeamFact = v.InferOutput<typeof teamFact>;
export const teamFactKinds = ['decision', 'foundedOn', 'team', 'training'] as const;

export interface TeamFile {
  /** "15/QĐ-UBND"; undefined while nobody has told it. */
  readonly decision: string | undefined;
  /** The day of the decision. */
  readonly foundedOn: Day | undefined;
  /** In the order of `organisations`; those that were not told are absent. */
  readonly members: readonly { readonly of: Organisation; readonly count: number }[];
  readonly memberCount: number;
  /** Oldest first. */
  readonly trainings: readonly Training[];
}

export function teamFileOf(facts: readonly TeamFact[]): TeamFile {
  const counts = new Map<Organisation, number>();
  const trainings: Training[] = [];
  let decision: string | undefined;
  let foundedOn: Day | undefined;
  for (const fact of facts) {
    if (fact.value === null) continue;
    if (fact.kind === 'team') counts.set(fact.part, fact.value);
    else if (fact.kind === 'training') trainings.push({ ...fact.value, id: fact.part });
    else if (fact.kind === 'decision') decision = fact.value === '' ? undefined : fact.value;
    else foundedOn = fact.value;
  }
  const known = organisations.flatMap((of) => {
    const count = counts.get(of);
    return count === undefined ? [] : [{ of, count }];
  });
  return {
    decision,
    foundedOn,
    members: known,
    memberCount: known.reduce((sum, { count }) => sum + count, 0),
    trainings: trainings.sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1)),
  };
}

/** A finding: a team that was never trained until this day. */
export const isUntrained = ({ trainings }: Pick<TeamFile, 'trainings'>, until: Day): boolean =>
  !trainings.some(({ on }) => on <= until);
