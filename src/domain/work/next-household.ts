import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../lib/day.ts';
import type { Campaign } from '../campaign/campaign.ts';
import type { HouseholdEntry } from '../search/household-index.ts';
import { summarisedDayWork } from './day-work.ts';
import type { WorkReason } from './why-visit.ts';

/** Reasons for the next household after a finished form; re-checks and coaching have their own screens. */
const onward: readonly WorkReason[] = ['promised', 'campaign', 'survey', 'finishSurvey'];

/** Of these, the household to go to next, in the order of the day. Parameters and steps as `summarisedDayWork`. */
export function* nextHousehold(
  households: readonly HouseholdEntry[],
  today: Day,
  campaigns: readonly Campaign[] = [],
): Generator<void, Uuid | undefined> {
  const work = yield* summarisedDayWork(households, today, campaigns);
  return work.find(({ reasons }) => reasons.some((reason) => onward.includes(reason)))?.household.id;
}
