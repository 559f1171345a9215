import type { Uuid } from '../../lib/ids.ts';
import { targetsFor } from '../../domain/report/area-target.ts';
import { dayOf, type Day } from '../../lib/day.ts';
import type { Counts } from '../../domain/indicator/counts.ts';
import { duePeriod, periodBefore, periodKinds, reportDay, type PeriodKind } from '../../domain/period.ts';
import type { ReportsResponse } from '../../protocol/report.ts';
import { villagesBelow } from '../accounts/areas.ts';
import type { AccountDeps, Database } from '../accounts/deps.ts';
import { countsByVillage } from '../rollup/read-rollups.ts';
import { asDrawn, asSigned, areaPathsOf } from './reports.ts';
import { targetsOf } from './targets.ts';
import { teamFilesOf } from './team-file.ts';
import { textsOf } from './texts.ts';

/**
 * The due reports of all villages of a commune: as signed, or drafts as of now. The number of queries does not depend
 * on the number of villages.
 */
export async function communeReports(
  { db, clock }: Pick<AccountDeps, 'db' | 'clock'>,
  commune: Uuid,
): Promise<ReportsResponse> {
  const now = clock.now();
  const villages = (await villagesBelow(db, [commune])).map(({ id }) => id);
  if (villages.length === 0) return { reports: [], now };
  const areaPathIn = await areaPathsOf(db, villages);
  const drawn = new Map<Uuid, Drawn>();
  for (const kind of periodKinds) {
    const own = villages.filter((id) => areaPathIn(id).kind === kind);
    for (const [id, one] of await drawnAs(db, kind, own, dayOf(now))) drawn.set(id, one);
  }
  const froms = [...new Set([...drawn.values()].map(({ period }) => period.from))];
  const stored =
    froms.length === 0
      ? []
      : await db
          .selectFrom('report')
          .selectAll()
          .where('village', 'in', villages)
          .where('from_day', 'in', froms)
          .execute();
  const texts = await textsOf(db, villages, froms);
  const teams = await teamFilesOf(db, villages);
  const targets = await targetsOf(db, [...new Set(villages.flatMap((id) => areaPathIn(id).line))]);
  const reports = villages.flatMap((village): ReportsResponse['reports'] => {
    const draft = drawn.get(village);
    if (!draft) return [];
    const { period } = draft;
    const written = { ...draft, texts: texts(village, period.from) };
    const signed = stored.find((one) => one.village === village && one.from_day === period.from);
    return [
      {
        village,
        period,
        team: teams(village),
        ...(signed
          ? asSigned(signed)
          : { ...asDrawn(written), targets: targetsFor(areaPathIn(village).line, targets) }),
      },
    ];
  });
  return { reports, now };
}

type Drawn = Pick<ReportsResponse['reports'][number], 'period' | 'asOf'> & {
  readonly counts: Counts;
  readonly before: Counts;
};

async function drawnAs(
  db: Database,
  kind: PeriodKind,
  villages: readonly Uuid[],
  today: Day,
): Promise<[Uuid, Drawn][]> {
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
