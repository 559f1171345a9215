import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../lib/day.ts';
import { householdsOf } from '../../domain/people/village.ts';
import { visitsOf } from '../../domain/visits/visit.ts';
import { remarksOf } from '../../domain/work/remark.ts';
import type { VillageWork } from '../../domain/work/reminder.ts';
import type { Database } from '../accounts/deps.ts';
import { recordsIn } from '../areas/village-records.ts';
import { reportStates } from '../reports/report-states.ts';
import { areaPathsOf } from '../reports/reports.ts';

const kinds = ['household', 'person', 'visit', 'remark'] as const;

/** What waits in a village on a day, out of its records and its report. */
export async function villageWork(db: Database, village: Uuid, today: Day): Promise<VillageWork> {
  const records = await recordsIn(db, village, kinds);
  const state = (await reportStates(db, [village], await areaPathsOf(db, [village]), today)).get(village);
  return {
    households: householdsOf(records),
    visits: visitsOf(records),
    remarks: remarksOf(records),
    report: state?.signedAt === undefined ? state && { from: state.from, until: state.until } : undefined,
  };
}
