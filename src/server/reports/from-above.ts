import type { Uuid } from '../../lib/ids.ts';
import { withoutSmallServices } from '../../domain/activity/small-services.ts';
import type { Counts } from '../../domain/indicator/counts.ts';
import type { Moves } from '../../domain/report/improvers.ts';
import { fewest, hiddenFigures, withoutFigures } from '../../domain/report/small-cells.ts';
import type { ReportResponse, SentReport } from '../../protocol/report.ts';
import { areaById, villagesBelow } from '../accounts/areas.ts';
import type { Database } from '../accounts/deps.ts';
import { grantsOf } from '../accounts/grants.ts';
import { figuresByVillage } from '../rollup/read-rollups.ts';

/** Does the account see this village only by a grant for an area above it? */
export const seesFromAbove = async (db: Database, account: Uuid, village: Uuid): Promise<boolean> =>
  (await grantsOf(db, account)).every(({ area }) => area !== village);

/** A village's report without figures of fewer than five people, and without what would give them away. */
export async function reportFromAbove(db: Database, report: ReportResponse): Promise<ReportResponse> {
  const { village, counts, countedNow, trend } = report;
  const commune = (await areaById(db, village))?.parent;
  const sisters = commune === undefined ? [] : (await villagesBelow(db, [commune])).filter(({ id }) => id !== village);
  const theirs = await figuresByVillage(
    db,
    sisters.map(({ id }) => id),
    report.asOf,
  );
  const beside = [
    ...(report.before ? [report.before] : []),
    ...(countedNow ? [countedNow] : []),
    ...trend.map((one) => one.counts),
  ] as Counts[];
  const all = [
    { village, commune, counts: counts as Counts, beside },
    ...[...theirs].map(([id, its]) => ({ village: id, commune, counts: its })),
  ];
  const hidden = hiddenFigures(all).get(village) ?? new Set();
  const shown = <T extends object>(of: T): T => withoutFigures(of as unknown as Counts, hidden) as unknown as T;
  return {
    ...report,
    ...withoutHidden(report, hidden),
    ...(countedNow && { countedNow: shown(countedNow) }),
    trend: trend.map((one) => ({ ...one, counts: shown(one.counts) })),
  };
}

/** The same of all villages of a commune. */
export function reportsFromAbove(reports: readonly SentReport[], commune: Uuid): SentReport[] {
  const all = reports.map(({ village, counts, before }) => ({
    village,
    commune,
    counts: counts as Counts,
    beside: before ? [before as Counts] : [],
  }));
  const hidden = hiddenFigures(all);
  return reports.map((report) => ({ ...report, ...withoutHidden(report, hidden.get(report.village) ?? new Set()) }));
}

type Hidden = ReturnType<typeof hiddenFigures> extends Map<Uuid, infer Ids> ? Ids : never;

function withoutHidden(
  { counts, before, moves, activity }: SentReport,
  hidden: Hidden,
): Pick<SentReport, 'counts' | 'before' | 'moves' | 'activity'> {
  return {
    ...(activity && { activity: withoutSmallServices(activity) }),
    counts: withoutFigures(counts as Counts, hidden),
    ...(before && { before: withoutFigures(before as Counts, hidden) }),
    ...(moves && { moves: movesFromAbove(moves, hidden) }),
  };
}

/** By how many more or fewer, where that is no handful; who learned and who unlearned apart could be. */
function movesFromAbove(moves: Moves, hidden: Hidden): NonNullable<SentReport['moves']> {
  const told = Object.entries(moves).flatMap(([id, { progressed, fellBack }]) => {
    const more = progressed - fellBack;
    const isTold = Math.abs(more) >= fewest && !hidden.has(id as keyof Moves);
    return isTold ? [[id, { progressed: Math.max(more, 0), fellBack: Math.max(-more, 0) }] as const] : [];
  });
  return Object.fromEntries(told) as NonNullable<SentReport['moves']>;
}
