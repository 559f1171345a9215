import { addDays, type Day } from '../day.ts';
import { addMonths } from '../retention.ts';

/** `cycle`: from the 15th to the 14th of the next month, as communes collect it · `calendar`: a month. */
export const periodKinds = ['cycle', 'calendar'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** How a village counts its periods: as the nearest area says that says anything. @param line the village and those above it, nearest first */
export const periodKindIn = (line: readonly { readonly reportPeriod?: PeriodKind | undefined }[]): PeriodKind => line.find(({ reportPeriod }) => reportPeriod !== undefined)?.reportPeriod ?? 'cycle';

/** Both days are in it. `from` is its name on the wire: no two periods of an area begin on one day. */
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

/** The first day on which its report is there to be looked at and sent. */
export const opensOn = ({ until }: Period): Day => addDays(until, 1 - openDays);

/**
 * The period whose report is to be sent now: the one that is on its last days, else the one before, which may still be
 * sent late.
 */
export function duePeriod(kind: PeriodKind, today: Day): Period {
  const current = periodOf(kind, today);
  return today >= opensOn(current) ? current : periodBefore(kind, current);
}

/** The day whose figures its report tells: what is not over yet ends today. */
export const reportDay = ({ until }: Period, today: Day): Day => (today < until ? today : until);
