import type { Uuid } from '../../lib/ids.ts';
import { loggedKinds, workLog, type LogLine } from '../../domain/activity/work-log.ts';
import type { Period } from '../../domain/period.ts';
import type { LogResponse } from '../../protocol/activity.ts';
import { recordsIn } from '../areas/village-records.ts';
import { anyOf } from '../sync/kysely/lists.ts';
import type { Database } from '../accounts/deps.ts';

/** Who did what on which day in these villages; reads visits, sessions and consents, through the index record_work. */
export async function workLogOf(
  db: Database,
  villages: readonly Uuid[],
  period: Period,
): Promise<Omit<LogResponse, 'now'>> {
  const logs: { village: Uuid; lines: LogLine[] }[] = [];
  for (const village of villages) {
    logs.push({ village, lines: workLog(await recordsIn(db, village, loggedKinds), period) });
  }
  const accounts = [...new Set(logs.flatMap(({ lines }) => lines.map(({ member }) => member)))];
  const members =
    accounts.length === 0
      ? []
      : await db.selectFrom('account').select(['id', 'name']).where('id', '=', anyOf(accounts)).execute();
  return {
    villages: logs.map(({ village, lines }) => ({
      village,
      lines: lines.map((line) => ({ ...line, services: [...line.services] })),
    })),
    members: members.map(({ id, name }) => ({ account: id, name })),
  };
}
