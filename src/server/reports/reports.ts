import type { Selectable } from 'kysely';
import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { lineOf, type Area } from '../../domain/access/area.ts';
import { targetsFor } from '../../domain/report/area-target.ts';
import { dayOf, type Day } from '../../lib/day.ts';
import { withoutActivity, type Counts } from '../../domain/indicator/counts.ts';
import { indicators } from '../../domain/indicator/current.ts';
import { countsOn, type RollupRow } from '../../domain/indicator/rollup.ts';
import {
  duePeriod,
  opensOn,
  periodBefore,
  periodKindIn,
  periodOf,
  reportDay,
  type Period,
  type PeriodKind,
} from '../../domain/period.ts';
import { activityBetween } from '../../domain/activity/activity.ts';
import type { ReportTexts } from '../../domain/report/report-texts.ts';
import { movesOf } from '../../domain/report/improvers.ts';
import { trendOf } from '../../domain/report/trend.ts';
import type { Target } from '../../domain/report/target.ts';
import { householdsOf } from '../../domain/people/village.ts';
import { target, villageMoves } from '../../protocol/counts.ts';
import type { ReceiveReportRequest, ReportResponse, SentReport } from '../../protocol/report.ts';
import { areasAbove } from '../accounts/areas.ts';
import type { AccountDeps, Database } from '../accounts/deps.ts';
import { isOnTop, versionAfter } from '../areas/saved-on-top.ts';
import type { ReportTable } from '../database/schema.ts';
import { sha256 } from '../hash.ts';
import { countsToRow, rowToCounts } from '../rollup/counts-row.ts';
import { rollupRows, storedRows } from '../rollup/read-rollups.ts';
import { toCounted } from '../rollup/update-rollup.ts';
import { rollupTx } from '../sync/kysely/rollup.ts';
import { targetsOf } from './targets.ts';
import { teamFilesOf } from './team-file.ts';
import { signedTexts, textsOf } from './texts.ts';

/** The figures of a report that nobody has signed yet. */
interface Drawn {
  readonly period: Period;
  readonly asOf: Day;
  readonly counts: Counts;
  readonly before: Counts;
  readonly targets: readonly Target[];
  readonly texts: ReportTexts;
}

/** A village's report: as signed, together with what is counted for its day now; or a draft as of now. */
export async function readReport(deps: AccountDeps, village: Uuid, from: Day | undefined): Promise<ReportResponse> {
  const now = deps.clock.now();
  const today = dayOf(now);
  const { line, kind } = await placeOf(deps.db, village);
  const period = from === undefined ? duePeriod(kind, today) : periodOf(kind, from);
  const rows = await rollupRows(deps.db, village);
  const stored = await deps.db
    .selectFrom('report')
    .selectAll()
    .where('village', '=', village)
    .where('from_day', '=', period.from)
    .executeTakeFirst();
  const drawn = await draw(deps.db, { village, line, kind, period, today, rows });
  const base = {
    village,
    period,
    opens: opensOn(period),
    trend: trendOf(rows, kind, today, indicators),
    team: (await teamFilesOf(deps.db, [village]))(village),
    now,
  };
  if (!stored)
    return {
      ...base,
      ...asDrawn(drawn),
      targets: [...drawn.targets],
      seen: seenOf(drawn),
    };
  return {
    ...base,
    ...asSigned(stored),
    seen: seenOf(drawn),
    countedNow: withoutActivity(countsOn(rows, stored.as_of as Day, indicators)),
  };
}

/** What a draft says. Counts go out without the activity until then: the period's is enough. */
export const asDrawn = ({
  asOf,
  counts,
  before,
  texts,
}: Omit<Drawn, 'targets' | 'period'>): Pick<ReportResponse, 'asOf' | 'counts' | 'before' | 'activity' | 'texts'> => ({
  asOf,
  counts: withoutActivity(counts),
  before: withoutActivity(before),
  activity: activityBetween(before.activity, counts.activity),
  texts,
});

/** A signed report, and whether the commune has received it. */
export const asSigned = (stored: Selectable<ReportTable>): Omit<SentReport, 'village' | 'period' | 'team'> => ({
  asOf: stored.as_of as Day,
  counts: withoutActivity(rowToCounts(stored.counts)),
  ...(stored.before ? { before: withoutActivity(rowToCounts(stored.before)) } : {}),
  targets: v.parse(v.array(target), stored.targets),
  ...(stored.moves === null ? {} : { moves: v.parse(villageMoves, stored.moves) }),
  // Absent from what was signed before activity was counted.
  ...(stored.counts.w && { activity: activityBetween(stored.before?.w, stored.counts.w) }),
  ...(stored.texts === null ? {} : { texts: signedTexts(stored.texts) }),
  signed: { name: stored.signed_name, at: stored.signed_at },
  ...(stored.received_at === null ? {} : { received: { name: stored.received_name ?? '', at: stored.received_at } }),
});

/**
 * Signs the report that was shown. Sending it again replaces it until the period is over and the commune has received
 * it; after that it is final. When the figures have changed since they were shown nothing is signed, and the answer is
 * the new draft.
 */
export async function sendReport(
  deps: AccountDeps,
  village: Uuid,
  from: Day,
  seen: string,
  account: Uuid,
): Promise<void> {
  const now = deps.clock.now();
  const today = dayOf(now);
  await deps.db.transaction().execute(async (tx) => {
    // The village's lock makes its pushes wait, so that the signed figures are the counted ones.
    await tx.selectFrom('village').select('id').where('id', '=', village).forUpdate().executeTakeFirst();
    const { line, kind } = await placeOf(tx, village);
    const period = periodOf(kind, from);
    if (period.from !== from || today < opensOn(period)) return;
    const stored = await tx
      .selectFrom('report')
      .select(['received_at', 'until_day', 'signed_at'])
      // Whoever receives it waits, or is waited for: what is received is not signed again.
      .forUpdate()
      .where('village', '=', village)
      .where('from_day', '=', from)
      .executeTakeFirst();
    if (stored && (stored.received_at !== null || today > stored.until_day)) return;
    const drawn = await draw(tx, { village, line, kind, period, today, rows: await storedRows(tx, village) });
    if (seenOf(drawn) !== seen) return;
    const { name } = await tx.selectFrom('account').select('name').where('id', '=', account).executeTakeFirstOrThrow();
    // Households are read only here: the comparison of the same people is not in the rollups.
    const households = householdsOf((await rollupTx(tx).countedRecords(village)).map(toCounted));
    const values = {
      until_day: period.until,
      as_of: drawn.asOf,
      counts: countsToRow(drawn.counts),
      before: countsToRow(drawn.before),
      targets: JSON.stringify(
        drawn.targets.map(({ indicator, share, year, source, version }) => ({
          indicator,
          share,
          year,
          source,
          version,
        })),
      ),
      moves: JSON.stringify(movesOf(households, periodBefore(kind, period).until, drawn.asOf)),
      texts: JSON.stringify(drawn.texts),
      signed_by: account,
      signed_name: name,
      signed_at: versionAfter(now, stored?.signed_at ?? 0),
    };
    await tx
      .insertInto('report')
      .values({ village, from_day: from, ...values, received_by: null, received_name: null, received_at: null })
      .onConflict((conflict) => conflict.columns(['village', 'from_day']).doUpdateSet(values))
      .execute();
  });
}

/**
 * Notes that the commune has received the report that was shown, once.
 *
 * @returns `none`: there is no signed report · `received`: now or before · `meanwhile`: it was signed again since it
 *   was shown, so it is not received
 */
export async function receiveReport(
  { db, clock }: AccountDeps,
  { village, from, seen }: ReceiveReportRequest,
  account: Uuid,
): Promise<'none' | 'received' | 'meanwhile'> {
  const { name } = await db.selectFrom('account').select('name').where('id', '=', account).executeTakeFirstOrThrow();
  return db.transaction().execute(async (tx) => {
    const signed = tx.selectFrom('report').select(['signed_at', 'received_at']);
    const one = signed.where('village', '=', village).where('from_day', '=', from);
    const report = await one.forUpdate().executeTakeFirst();
    if (!report) return 'none';
    if (report.received_at !== null) return 'received';
    if (!isOnTop({ seen }, report.signed_at)) return 'meanwhile';
    await tx
      .updateTable('report')
      .set({ received_by: account, received_name: name, received_at: clock.now() })
      .where('village', '=', village)
      .where('from_day', '=', from)
      .execute();
    return 'received';
  });
}

interface Drawing {
  readonly line: readonly Uuid[];
  readonly village: Uuid;
  readonly kind: PeriodKind;
  readonly period: Period;
  readonly today: Day;
  readonly rows: readonly RollupRow[];
}

async function draw(db: Database, { village, line, kind, period, today, rows }: Drawing): Promise<Drawn> {
  const asOf = reportDay(period, today);
  return {
    period,
    asOf,
    counts: countsOn(rows, asOf, indicators),
    before: countsOn(rows, periodBefore(kind, period).until, indicators),
    targets: targetsFor(line, await targetsOf(db, line)),
    texts: (await textsOf(db, [village], [period.from]))(village, period.from),
  };
}

const seenOf = ({ period, asOf, counts, before, targets, texts }: Drawn): string =>
  sha256(JSON.stringify([period, asOf, countsToRow(counts), countsToRow(before), targets, texts])).slice(0, 32);

/** A village's areas, from which settings are inherited. */
export interface AreaPath {
  /** The village and the areas above it, nearest first. */
  readonly line: readonly Uuid[];
  /** Length of periods, as set by the nearest of these areas that sets one. */
  readonly kind: PeriodKind;
}

/** Reads the paths of any number of villages with one query. */
export async function areaPathsOf(db: Database, villages: readonly Uuid[]): Promise<(village: Uuid) => AreaPath> {
  return areaPathsAmong(await areasAbove(db, villages));
}

/** @param areas the villages and all areas above them */
export function areaPathsAmong(areas: readonly Area[]): (village: Uuid) => AreaPath {
  const areasById = new Map(areas.map((area) => [area.id, area]));
  return (village) => {
    const line = lineOf(village, areasById);
    return { line: line.map(({ id }) => id), kind: periodKindIn(line) };
  };
}

const placeOf = async (db: Database, village: Uuid): Promise<AreaPath> => (await areaPathsOf(db, [village]))(village);
