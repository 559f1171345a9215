import type { Uuid } from '../../lib/ids.ts';
import { summarisedDayWork } from './day-work.ts';
import type { Day } from '../../lib/day.ts';
import { stateOf } from '../search/find-households.ts';
import type { HouseholdEntry } from '../search/household-index.ts';

/** The workload of one member: the households in their care and what is left to do there. */
export interface MemberWorkload {
  /** Undefined: households that nobody looks after. */
  readonly account: Uuid | undefined;
  readonly householdCount: number;
  readonly asked: number;
  /** Households promised to come back to, by now. */
  readonly promised: number;
  /** Households with something to look at again, by now. */
  readonly rechecks: number;
}

/**
 * Everybody of the team and what is left of their households; households of somebody who is not in the team any more
 * count as theirs. Households of nobody first, then who has most still to ask. Steps as `summarisedDayWork`.
 */
export function* workloadByMember(
  team: readonly Uuid[],
  households: readonly HouseholdEntry[],
  today: Day,
): Generator<void, MemberWorkload[]> {
  const accounts = new Set<Uuid | undefined>([...team, ...households.map(({ household }) => household.responsible)]);
  const work = yield* summarisedDayWork(households, today);
  const all = [...accounts].map((account): MemberWorkload => {
    const own = households.filter(({ household }) => household.responsible === account);
    const ownWork = work.filter(({ household }) => household.responsible === account);
    return {
      account,
      householdCount: own.length,
      asked: own.filter((entry) => stateOf(entry, today) === 'done').length,
      promised: ownWork.filter(({ reasons }) => reasons.includes('promised')).length,
      rechecks: ownWork.filter(({ reasons }) => reasons.includes('recheck')).length,
    };
  });
  return all.sort(
    (a, b) =>
      Number(a.account !== undefined) - Number(b.account !== undefined) ||
      b.householdCount - b.asked - (a.householdCount - a.asked) ||
      ((a.account ?? '') < (b.account ?? '') ? -1 : 1),
  );
}
