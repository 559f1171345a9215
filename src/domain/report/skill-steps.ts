import type { Uuid } from '../../lib/ids.ts';
import { confidences, type Confidence, type Visit } from '../visits/visit.ts';

/**
 * How sure people are of one skill: of those asked at a visit or re-checked, the number on each step now.
 */
export interface SkillSteps {
  /** The guide that teaches it. */
  readonly guide: string;
  readonly people: number;
  readonly steps: Readonly<Record<Confidence, number>>;
  /** Of these, now higher than when they were first asked. */
  readonly up: number;
}

/**
 * By the latest visit or re-check of each person and skill; the skill of most people comes first.
 *
 * @param visits oldest first
 * @param living the people who live in the village now; others are on no step
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
