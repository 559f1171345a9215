import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../lib/day.ts';
import { duePeriod } from '../../domain/period.ts';
import { anyOf } from '../sync/kysely/lists.ts';
import type { Database } from '../accounts/deps.ts';
import type { AreaPath } from './reports.ts';

export interface ReportState {
  readonly from: Day;
  readonly until: Day;
  readonly signedAt: number | undefined;
  readonly receivedAt: number | undefined;
}

/** The state of the due report of each village, for a whole commune or province. */
export async function reportStates(
  db: Database,
  villages: readonly Uuid[],
  areaPathIn: (village: Uuid) => AreaPath,
  today: Day,
): Promise<Map<Uuid, ReportState>> {
  if (villages.length === 0) return new Map();
  const due = { cycle: duePeriod('cycle', today), calendar: duePeriod('calendar', today) };
  const rows = await db
    .selectFrom('report')
    .select(['village', 'from_day', 'signed_at', 'received_at'])
    .where('from_day', 'in', [due.cycle.from, due.calendar.from])
    .where('village', '=', anyOf(villages))
    .execute();
  const stored = new Map(rows.map((row) => [`${row.village} ${row.from_day}`, row]));
  return new Map(
    villages.map((village) => {
      const { from, until } = due[areaPathIn(village).kind];
      const row = stored.get(`${village} ${from}`);
      return [village, { from, until, signedAt: row?.signed_at, receivedAt: row?.received_at ?? undefined }];
    }),
  );
}
