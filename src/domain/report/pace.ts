import type { Day } from '../day.ts';
import type { Gap, Target } from '../target.ts';

const dayLength = 24 * 60 * 60 * 1000;

export interface Pace {
  readonly weeksLeft: number;
  /** People or homes a week, rounded up, so that the last week is not left with the rest. */
  readonly perWeek: number;
}

/** How fast the gap has to close; undefined when it is closed or the target's year is over. */
export function paceTo({ year }: Target, { missing }: Gap, today: Day): Pace | undefined {
  const end = `${year}-12-31`;
  if (missing === 0 || today > end) return undefined;
  const days = Math.round((Date.parse(end) - Date.parse(today)) / dayLength) + 1;
  const weeksLeft = Math.max(1, Math.ceil(days / 7));
  return { weeksLeft, perWeek: Math.ceil(missing / weeksLeft) };
}
