import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../lib/day.ts';
import { householdsOf } from '../../domain/people/village.ts';
import type { Fields, RecordKind } from '../../domain/record/record.ts';
import { visitsOf } from '../../domain/visits/visit.ts';
import { remarksOf } from '../../domain/work/remark.ts';
import type { VillageWork } from '../../domain/work/reminder.ts';
import type { Database } from '../accounts/deps.ts';
import { reportStates } from '../reports/report-states.ts';
import { areaPathsOf } from '../reports/reports.ts';

const kinds: readonly RecordKind[] = ['household', 'person', 'visit', 'remark'];

/** What waits in a village on a day, out of its records and its report. */
export async function villageWork(db: Database, village: Uuid, today: Day): Promise<VillageWork> {
  const rows = await db
    .selectFrom('record')
    .select(['id', 'kind', 'fields'])
    .where('village', '=', village)
    .where('kind', 'in', [...kinds])
    .execute();
  const records = rows.map(({ id, kind, fields }) => ({ id, kind: kind as RecordKind, fields: fields as Fields }));
  const state = (await reportStates(db, [village], await areaPathsOf(db, [village]), today)).get(village);
  return {
    households: householdsOf(records),
    visits: visitsOf(records),
    remarks: remarksOf(records),
    report: state?.signedAt === undefined ? state && { from: state.from, until: state.until } : undefined,
  };
}
