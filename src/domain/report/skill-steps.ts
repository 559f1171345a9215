import type { Uuid } from '../../lib/ids.ts';
import { confidences, type Confidence, type Visit } from '../visit.ts';

/** How sure people are of one skill: of those who were asked at a visit or looked at again, how many stand on which step now. */
export interface SkillSteps {
  /** The guide that teaches it. */
  readonly guide: string;
  readonly people: number;
  readonly steps: Readonly<Record<Confidence, number>>;
  /** Of these, now higher than when they were first asked. */
  readonly up: number;
}

/**
 * By what is known last of each person and skill; what most people learn comes first.
 *
 * @param visits oldest first
 * @param living who lives in the village now: who has moved away is on no step
 */
export function skillSteps(visits: readonly Visit[], living: ReadonlySet<Uuid>): SkillSteps[] {
  const stepsOf = new Map<string, Map<Uuid, { first: Confidence; last: Confidence }>>();
  for (const { person, guide, confidence, recheckConfidence } of visits) {
    const told = recheckConfidence ?? confidence;
    if (person === null || told === null || !living.has(person)) continue;
    const people = stepsOf.get(guide) ?? new Map<Uuid, { first: Confidence; last: Confidence }>();
    people.set(person, { first: people.get(person)?.first ?? confidence ?? told, last: told });
    stepsOf.set(guide, people);
  }
  return [...stepsOf]
    .map(([guide, people]): SkillSteps => {
      const all = [...people.values()];
      const on = (step: Confidence): number => all.filter(({ last }) => last === step).length;
      return {
        guide,
        people: all.length,
        steps: { never: on('never'), guided: on('guided'), alone: on('alone'), teaches: on('teaches') },
        up: all.filter(({ first, last }) => confidences.indexOf(last) > confidences.indexOf(first)).length,
      };
    })
    .sort((a, b) => b.people - a.people || (a.guide < b.guide ? -1 : 1));
}
