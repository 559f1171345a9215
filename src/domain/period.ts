import { addDays, type Day } from '../lib/day.ts';
import { addMonths } from './record/retention.ts';

/** `cycle`: from the 15th to the 14th of the next month, as communes collect reports · `calendar`: a month. */
export const periodKinds = ['cycle', 'calendar'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/**
 * How a village counts its periods: by the setting of the nearest area that has one.
 * @param line the village and the areas above it, nearest first
 */
export const periodKindIn = (line: readonly { readonly reportPeriod?: PeriodKind | undefined }[]): PeriodKind =>
  line.find(({ reportPeriod }) => reportPeriod !== undefined)?.reportPeriod ?? 'cycle';

/** Both days belong to it. `from` is its id on the wire: no two periods of an area begin on one day. */
export interface Period {
  readonly from: Day;
  readonly until: Day;
}

const lastOfCycle = 14;
/** A report may be sent on the period's last days: from the 10th to the 14th. */
const openDays = 5;

/** The period that a day is in. */
export function periodOf(kind: PeriodKind, on: Day): Period {
  const first = `${on.slice(0, 8)}01` as Day;
  if (kind === 'calendar') return { from: first, until: addDays(addMonths(first, 1), -1) };
  const month = Number(on.slice(8)) > lastOfCycle ? addMonths(first, 1) : first;
  return { from: addDays(addMonths(month, -1), lastOfCycle), until: addDays(month, lastOfCycle - 1) };
}

export const periodBefore = (kind: PeriodKind, { from }: Period): Period => periodOf(kind, addDays(from, -1));

/** The first day on which its report can be viewed and sent. */
export const opensOn = ({ until }: Period): Day => addDays(until, 1 - openDays);

/**
 * The period whose report is due: the current one on its last days, else the one before, which may still be sent late.
 */
export function duePeriod(kind: PeriodKind, today: Day): Period {
  const current = periodOf(kind, today);
  return today >= opensOn(current) ? current : periodBefore(kind, current);
}

/** The day whose figures its report has: the period's last day, or today while the period is running. */
export const reportDay = ({ until }: Period, today: Day): Day => (today < until ? today : until);
