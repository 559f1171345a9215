import type { AreaFact } from './area-fact.ts';
import type { Day } from '../../lib/day.ts';
import type { Gap, Target } from './target.ts';

const dayLength = 24 * 60 * 60 * 1000;

export interface Pace {
  readonly weeksLeft: number;
  /** People or households a week, rounded up, so that the last week has no more than the others. */
  readonly perWeek: number;
  /** The village's own day for it; undefined: the end of the target's year. */
  readonly milestone: Day | undefined;
}

/** The days that head or officer entered as a village's plan. */
export interface Roadmap {
  /** All households are asked. */
  readonly surveyEnds: Day | undefined;
  /** The targets are reached. */
  readonly smartVillage: Day | undefined;
}

export function roadmapIn(facts: readonly AreaFact[]): Roadmap {
  const dayOf = (step: keyof Roadmap): Day | undefined =>
    facts.flatMap((fact) =>
      fact.kind === 'roadmap' && fact.part === step && fact.value !== null ? [fact.value] : [],
    )[0];
  return { surveyEnds: dayOf('surveyEnds'), smartVillage: dayOf('smartVillage') };
}

/**
 * The pace needed for `missing` people or households; undefined when none are missing or the day has passed. The last
 * day counts.
 */
export function paceUntil(missing: number, today: Day, until: string): Omit<Pace, 'milestone'> | undefined {
  if (missing <= 0 || today > until) return undefined;
  const days = Math.round((Date.parse(until) - Date.parse(today)) / dayLength) + 1;
  const weeksLeft = Math.max(1, Math.ceil(days / 7));
  return { weeksLeft, perWeek: Math.ceil(missing / weeksLeft) };
}

/**
 * How fast the gap has to close: by the day in the village's own plan as long as it lies ahead, else by the end of the
 * target's year. Undefined when the gap is closed or neither day lies ahead.
 */
export function paceTo({ year }: Target, { missing }: Gap, today: Day, plan?: Day): Pace | undefined {
  const milestone = plan !== undefined && today <= plan ? plan : undefined;
  const pace = paceUntil(missing, today, milestone ?? `${year}-12-31`);
  return pace && { ...pace, milestone };
}
