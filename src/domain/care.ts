import type { Uuid } from '../lib/ids.ts';
import { dayWork } from './day-work.ts';
import type { Day } from './day.ts';
import { surveyState } from './survey-state.ts';
import type { Visit } from './visit.ts';
import type { Household } from './village.ts';

/** How far somebody has come with the homes in their care. */
export interface Care {
  /** Undefined: homes that nobody looks after. */
  readonly account: Uuid | undefined;
  readonly homes: number;
  readonly asked: number;
  /** Homes promised to come back to, by now. */
  readonly promised: number;
  /** Homes with something to look at again, by now. */
  readonly rechecks: number;
}

/**
 * Everybody of the team and what is left of their homes; homes of somebody who is not in the team any more count as
 * theirs. Homes of nobody first, then who has most still to ask.
 */
export function careOf(team: readonly Uuid[], households: readonly Household[], visits: readonly Visit[], today: Day): Care[] {
  const accounts = new Set<Uuid | undefined>([...team, ...households.map(({ responsible }) => responsible)]);
  const work = dayWork(households, visits, today);
  const all = [...accounts].map((account): Care => {
    const own = households.filter(({ responsible }) => responsible === account);
    const ownWork = work.filter(({ household }) => household.responsible === account);
    return {
      account,
      homes: own.length,
      asked: own.filter((household) => surveyState(household, today) === 'done').length,
      promised: ownWork.filter(({ reasons }) => reasons.includes('promised')).length,
      rechecks: ownWork.filter(({ reasons }) => reasons.includes('recheck')).length,
    };
  });
  return all.sort((a, b) => Number(a.account !== undefined) - Number(b.account !== undefined) || b.homes - b.asked - (a.homes - a.asked) || ((a.account ?? '') < (b.account ?? '') ? -1 : 1));
}
