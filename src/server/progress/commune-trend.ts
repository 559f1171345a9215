import type { Uuid } from '../../lib/ids.ts';
import { dayOf, type Day } from '../../lib/day.ts';
import type { Counts } from '../../domain/indicator/counts.ts';
import { periodBefore, periodOf } from '../../domain/period.ts';
import { sumFromAbove, type SumFromAbove } from '../../domain/report/sum-from-above.ts';
import { mostPoints } from '../../domain/report/trend.ts';
import type { TrendResponse } from '../../protocol/trend.ts';
import { villagesBelow } from '../accounts/areas.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { grantsOf } from '../accounts/grants.ts';
import { figuresByVillage } from '../rollup/read-rollups.ts';

/**
 * A commune's figures at the end of each month since the first answer, and today. Reads a rollup row a village and
 * month, however many households there are.
 */
export async function communeTrend(
  { db, clock }: Pick<AccountDeps, 'db' | 'clock'>,
  account: Uuid,
  commune: Uuid,
): Promise<TrendResponse> {
  const now = clock.now();
  const villages = (await villagesBelow(db, [commune])).map(({ id }) => id);
  const whole = new Set((await grantsOf(db, account)).flatMap(({ area }) => area ?? []));
  const points: TrendResponse['points'] = [];
  for (const day of daysBack(dayOf(now))) {
    const counts = await figuresByVillage(db, villages, day);
    points.unshift(pointOf(day, sumFromAbove([...counts].map(asCounted), whole)));
    // The last month before anything was known, so that the first one shows as growth too.
    if ([...counts.values()].every(({ coverage }) => coverage.surveyed === 0)) break;
  }
  return { commune, points: points.length > 1 ? points : [], now };
}

const asCounted = ([village, counts]: [Uuid, Counts]) => ({ village, counts });

/** Today, then the ends of the months before, a year of them. */
function daysBack(today: Day): Day[] {
  const days: Day[] = [today];
  for (let month = periodBefore('calendar', periodOf('calendar', today)); days.length < mostPoints;) {
    days.push(month.until);
    month = periodBefore('calendar', month);
  }
  return days;
}

const pointOf = (day: Day, { coverage, figures }: SumFromAbove): TrendResponse['points'][number] => ({
  day,
  households: coverage.households,
  surveyed: coverage.surveyed,
  figures: Object.fromEntries(
    Object.entries(figures).map(([id, { met, unknown, total }]) => [id, { met, unknown, total }]),
  ),
});
