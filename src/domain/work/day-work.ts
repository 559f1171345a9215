import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../lib/day.ts';
import { placeKey, type HouseholdEntry } from '../search/household-index.ts';
import type { Visit } from '../visits/visit.ts';
import type { Campaign } from '../campaign/campaign.ts';
import type { Household } from '../people/village.ts';
import type { DayVisit } from './day-facts.ts';
import {
  byText,
  lookAt,
  lookAtSummary,
  workAt,
  workReasons,
  type PlaceOfWork,
  type SummarisedWork,
  type Work,
} from './why-visit.ts';

/**
 * The households to visit today, in order; the same on every phone of a team.
 *
 * | household | listed |
 * |---|---|
 * | refused or away, with a day that has come | `promised`, before everything |
 * | refused without a day, or the day is still to come | not at all: left in peace |
 * | a running campaign has somebody to reach there | `campaign`, before everything but promises |
 * | otherwise | by how far its survey is, then re-checks, then coaching once surveyed, then those with only "chưa rõ" |
 *
 * @param campaigns those that run in the village today
 */
export function dayWork<H extends Household>(
  households: readonly H[],
  visits: readonly Visit[],
  today: Day,
  campaigns: readonly Campaign[] = [],
): Work<H>[] {
  const visitsByHousehold = new Map<Uuid, Visit[]>();
  for (const visit of visits) {
    const known = visitsByHousehold.get(visit.household);
    if (known) known.push(visit);
    else visitsByHousehold.set(visit.household, [visit]);
  }
  return households
    .map((household) => workAt(lookAt(household, visitsByHousehold.get(household.id) ?? [], today, campaigns), today))
    .filter((work) => work !== undefined)
    .map((work) => ({ work, place: placeKey(work.household) }))
    .sort((a, b) => byText(a.place, b.place) || byText(a.work.household.id, b.work.household.id))
    .map(({ work }) => work)
    .sort(byUrgency);
}

// Looked at in a few milliseconds of a cheap phone.
const householdsAStep = 20;

/**
 * As `dayWork`, out of summaries, so that a phone opens no record of ten thousand households; yields after each step
 * that is short on a cheap phone. An answer dated tomorrow by a phone whose clock runs ahead counts already, as in
 * `stateOf`.
 * @param households in the order of `HouseholdList.byAddress`
 * @param campaigns those that run in the village today
 */
export function* summarisedDayWork(
  households: readonly HouseholdEntry[],
  today: Day,
  campaigns: readonly Campaign[] = [],
): Generator<void, SummarisedWork[]> {
  const found: SummarisedWork[] = [];
  for (const [at, entry] of households.entries()) {
    const work = workAt(lookAtSummary(entry, today, campaigns), today);
    if (work) found.push(work);
    if (at % householdsAStep === householdsAStep - 1) yield;
  }
  const inOrder: SummarisedWork[] = [];
  for (const reason of workReasons) {
    inOrder.push(...found.filter(({ reasons }) => reasons[0] === reason).sort(byUrgency));
    yield;
  }
  return inOrder;
}

type AnyWork = Work<PlaceOfWork, unknown, DayVisit>;

/** For works that are in the order of their places: a stable sort keeps it where nothing is more urgent. */
function byUrgency(a: AnyWork, b: AnyWork): number {
  return (
    rankOf(a) - rankOf(b) ||
    byText(a.promised, b.promised) ||
    (a.reasons[0] === 'coach' ? Number(b.socialOnly.length > 0) - Number(a.socialOnly.length > 0) : 0) ||
    Number(b.household.hardship) - Number(a.household.hardship) ||
    byText(a.rechecks[0]?.recheckOn ?? '', b.rechecks[0]?.recheckOn ?? '') * (a.reasons[0] === 'recheck' ? 1 : 0) ||
    (a.reasons[0] === 'coach' ? b.socialOnly.length - a.socialOnly.length : 0)
  );
}

const rankOf = ({ reasons }: Pick<AnyWork, 'reasons'>): number => workReasons.indexOf(reasons[0]!);
