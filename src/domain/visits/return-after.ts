import { addDays, type Day } from '../../lib/day.ts';

/** When to come back to a household that was away or refused, as agreed with it. */
export const returnAfter = ['tomorrow', 'days3', 'week', 'month', 'never'] as const;
export type ReturnAfter = (typeof returnAfter)[number];
const daysUntil: Readonly<Record<Exclude<ReturnAfter, 'never'>, number>> = {
  tomorrow: 1,
  days3: 3,
  week: 7,
  month: 30,
};

/** The day that was promised; undefined where none was. */
export const returnDay = (today: Day, after: ReturnAfter): Day | undefined =>
  after === 'never' ? undefined : addDays(today, daysUntil[after]);
