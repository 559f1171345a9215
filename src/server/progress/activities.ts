import type { Uuid } from '../../lib/ids.ts';
import { addDays } from '../../lib/day.ts';
import { activityBetween, type Activity } from '../../domain/activity/activity.ts';
import type { Period } from '../../domain/period.ts';
import type { Database } from '../accounts/deps.ts';
import { activityByVillage } from '../rollup/read-rollups.ts';

/** What the team of each village did in a period; reads two rollup rows a village, however much it was. */
export async function activitiesOf(
  db: Database,
  villages: readonly Uuid[],
  { from, until }: Period,
): Promise<Map<Uuid, Activity>> {
  const then = await activityByVillage(db, villages, addDays(from, -1));
  const now = await activityByVillage(db, villages, until);
  return new Map([...now].map(([id, done]) => [id, activityBetween(then.get(id), done)]));
}
