import type { Uuid } from '../lib/ids.ts';
import type { Day } from './day.ts';
import { gapRules } from './gap.ts';
import { openVisits, type Visit } from './visit.ts';

/** The questions about people that a guide teaches to answer with yes: those its re-check asks again. */
const questionsOf = (guide: string): string[] =>
  gapRules.flatMap(({ of, remedy, question }) => (of === 'person' && 'guide' in remedy && remedy.guide === guide ? [question] : []));

/**
 * Visits after which one of these people has not been looked at again, about one of these questions, the latest last. What
 * is answered outside the re-check then counts at once: whoever answers is told so.
 *
 * @param visits oldest first
 */
export const shownOfLate = (visits: readonly Visit[], people: readonly Uuid[], codes: readonly string[], today: Day): Visit[] =>
  openVisits(visits, today).filter(({ person, guide }) => person !== null && people.includes(person) && questionsOf(guide).some((code) => codes.includes(code)));
