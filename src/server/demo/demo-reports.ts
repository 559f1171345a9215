import { duePeriod, periodBefore, reportDay, type Period } from '../../domain/period.ts';
import { dayOf } from '../../lib/day.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { readReport, receiveReport, sendReport } from '../reports/reports.ts';
import { officer } from './demo-people.ts';
import type { MoreVillage } from './more-villages.ts';

/** How many reports a village has that signs all of them. */
const signedPeriods = 3;
/** On the period's last day, at ten in the morning in Vietnam. */
const signingTime = 'T03:00:00Z';

/** Signs the village's reports as its head does, and says that the commune received all but the latest. */
export async function signReports(deps: AccountDeps, { area, head, signs }: MoreVillage, begun: number): Promise<void> {
  if (signs === 'none') return;
  const today = dayOf(begun);
  const periods: Period[] = [duePeriod('cycle', today)];
  while (periods.length < signedPeriods) periods.push(periodBefore('cycle', periods.at(-1)!));
  const signed = signs === 'all' ? periods : periods.slice(1);
  for (const [index, period] of signed.entries()) {
    const day = reportDay(period, today);
    const at: AccountDeps = { ...deps, clock: { now: () => Math.min(begun, Date.parse(`${day}${signingTime}`)) } };
    const { seen } = await readReport(at, area.id, period.from);
    await sendReport(at, area.id, period.from, seen, head.account);
    if (index > 0) await receiveReport(at, { village: area.id, from: period.from }, officer.account);
  }
}
