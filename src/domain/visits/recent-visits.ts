import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../lib/day.ts';
import { gapRules } from '../gaps/gap.ts';
import { openVisits, type Visit } from './visit.ts';

/** The person questions of a guide: those its re-check asks again. */
const questionsOf = (guide: string): string[] =>
  gapRules.flatMap(({ of, remedy, question }) =>
    of === 'person' && 'guide' in remedy && remedy.guide === guide ? [question] : [],
  );

/**
 * Visits to one of these people about one of these questions that still wait for their re-check, the latest last. An
 * answer given outside the re-check counts at once, and the screen says so.
 *
 * @param visits oldest first
 */
export const recentVisits = (
  visits: readonly Visit[],
  people: readonly Uuid[],
  codes: readonly string[],
  today: Day,
): Visit[] =>
  openVisits(visits, today).filter(
    ({ person, guide }) =>
      person !== null && people.includes(person) && questionsOf(guide).some((code) => codes.includes(code)),
  );
