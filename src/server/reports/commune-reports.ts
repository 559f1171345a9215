import type { Uuid } from '../../lib/ids.ts';
import { targetsFor } from '../../domain/area-target.ts';
import { dayOf, type Day } from '../../domain/day.ts';
import type { Counts } from '../../domain/indicator/counts.ts';
import { duePeriod, periodBefore, periodKinds, reportDay, type PeriodKind } from '../../domain/report/period.ts';
import type { ReportsResponse } from '../../protocol/report.ts';
import { areasBelow } from '../accounts/areas.ts';
import type { AccountDeps, Database } from '../accounts/deps.ts';
import { countsByVillage } from '../rollup/read-rollups.ts';
import { asSigned, placesOf } from './reports.ts';
import { targetsOf } from './targets.ts';

/**
 * The reports that are due of all villages of a commune: as signed, or as they would be signed now. As many queries for
 * fifty villages as for one.
 */
export async function communeReports({ db, clock }: Pick<AccountDeps, 'db' | 'clock'>, commune: Uuid): Promise<ReportsResponse> {
  const now = clock.now();
  const villages = (await areasBelow(db, [commune])).filter(({ kind }) => kind === 'village').map(({ id }) => id);
  if (villages.length === 0) return { reports: [], now };
  const placeIn = await placesOf(db, villages);
  const drawn = new Map<Uuid, Drawn>();
  for (const kind of periodKinds) {
    const own = villages.filter((id) => placeIn(id).kind === kind);
    for (const [id, one] of await drawnAs(db, kind, own, dayOf(now))) drawn.set(id, one);
  }
  const froms = [...new Set([...drawn.values()].map(({ period }) => period.from))];
  const stored = froms.length === 0 ? [] : await db.selectFrom('report').selectAll().where('village', 'in', villages).where('from_day', 'in', froms).execute();
  const targets = await targetsOf(db, [...new Set(villages.flatMap((id) => placeIn(id).line))]);
  const reports = villages.flatMap((village): ReportsResponse['reports'] => {
    const draft = drawn.get(village);
    if (!draft) return [];
    const { period } = draft;
    const signed = stored.find((one) => one.village === village && one.from_day === period.from);
    return [{ village, period, ...(signed ? asSigned(signed) : { ...draft, targets: targetsFor(placeIn(village).line, targets) }) }];
  });
  return { reports, now };
}

type Drawn = Pick<ReportsResponse['reports'][number], 'period' | 'asOf'> & { readonly counts: Counts; readonly before: Counts };

async function drawnAs(db: Database, kind: PeriodKind, villages: readonly Uuid[], today: Day): Promise<[Uuid, Drawn][]> {
  if (villages.length === 0) return [];
  const period = duePeriod(kind, today);
  const asOf = reportDay(period, today);
  const counts = await countsByVillage(db, villages, asOf);
  const before = await countsByVillage(db, villages, periodBefore(kind, period).until);
  return villages.flatMap((id): [Uuid, Drawn][] => {
    const [now, then] = [counts.get(id), before.get(id)];
    return now && then ? [[id, { period, asOf, counts: now, before: then }]] : [];
  });
}
