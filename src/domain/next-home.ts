import type { Day } from './day.ts';
import { dayWork, type WorkReason } from './day-work.ts';
import { stateOf } from './find-homes.ts';
import type { FoundHome } from './home-index.ts';
import type { Visit } from './visit.ts';
import type { Household } from './village.ts';

/** What somebody who has just finished a form goes to next; looking again and showing have their own places. */
const onward: readonly WorkReason[] = ['promised', 'survey', 'finishSurvey'];

/** Of these, the home to go to next, in the order of the day. */
export const nextHome = <H extends Household>(households: readonly H[], visits: readonly Visit[], today: Day): H | undefined =>
  dayWork(households, visits, today).find(({ reasons }) => reasons.some((reason) => onward.includes(reason)))?.household;

/**
 * The homes among which `nextHome` is that of all of them: who was promised a day that has come, for only their answers and
 * visits tell whether it was kept; and the first of all others, which the summaries tell. So that a phone reads a handful
 * of homes and not ten thousand.
 */
export function nextCandidates(homes: readonly FoundHome[], today: Day): FoundHome[] {
  const promised: FoundHome[] = [];
  let first: FoundHome | undefined;
  for (const home of homes) {
    const { outcome, returnOn } = home.household;
    if (outcome !== undefined && returnOn !== undefined) {
      if (returnOn <= today) promised.push(home);
      continue;
    }
    if (outcome === 'refused' || stateOf(home, today) === 'done') continue;
    if (!first || isBefore(home, first, today)) first = home;
  }
  return first ? [...promised, first] : promised;
}

/** As `dayWork` puts them in order. */
function isBefore(a: FoundHome, b: FoundHome, today: Day): boolean {
  const [partlyA, partlyB] = [stateOf(a, today) === 'partly', stateOf(b, today) === 'partly'];
  if (partlyA !== partlyB) return partlyA;
  if (a.household.hardship !== b.household.hardship) return a.household.hardship;
  const byAddress = (collator ??= new Intl.Collator('vi', { numeric: true })).compare(a.household.address, b.household.address);
  return byAddress === 0 ? a.id < b.id : byAddress < 0;
}

let collator: Intl.Collator | undefined;
