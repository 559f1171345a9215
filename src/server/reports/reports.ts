import { sql, type Selectable } from 'kysely';
import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { lineOf, type Area } from '../../domain/area.ts';
import { targetsFor } from '../../domain/area-target.ts';
import { dayOf, type Day } from '../../domain/day.ts';
import type { Counts } from '../../domain/indicator/counts.ts';
import { indicators } from '../../domain/indicator/current.ts';
import { countsOn, type RollupRow } from '../../domain/indicator/rollup.ts';
import { duePeriod, opensOn, periodBefore, periodKindIn, periodOf, reportDay, type Period, type PeriodKind } from '../../domain/report/period.ts';
import { movesOf } from '../../domain/report/improvers.ts';
import { trendOf } from '../../domain/report/trend.ts';
import type { Target } from '../../domain/target.ts';
import { householdsOf } from '../../domain/village.ts';
import { target, villageMoves } from '../../protocol/counts.ts';
import type { ReportResponse } from '../../protocol/report.ts';
import { areasAbove } from '../accounts/areas.ts';
import type { AccountDeps, Database } from '../accounts/deps.ts';
import type { ReportTable } from '../database/schema.ts';
import { sha256 } from '../hash.ts';
import { countsToRow, rowToCounts } from '../rollup/counts-row.ts';
import { rollupRows, storedRows } from '../rollup/read-rollups.ts';
import { toCounted } from '../rollup/update-rollup.ts';
import { rollupTx } from '../sync/kysely-rollup.ts';
import { targetsOf } from './targets.ts';

/** What a report's day tells of a village that nobody has signed yet. */
interface Drawn {
  readonly period: Period;
  readonly asOf: Day;
  readonly counts: Counts;
  readonly before: Counts;
  readonly targets: readonly Target[];
}

/** A village's report: as signed, with what came later beside it, or as it would be signed now. */
export async function readReport(deps: AccountDeps, village: Uuid, from: Day | undefined): Promise<ReportResponse> {
  const now = deps.clock.now();
  const today = dayOf(now);
  const { line, kind } = await placeOf(deps.db, village);
  const period = from === undefined ? duePeriod(kind, today) : periodOf(kind, from);
  const rows = await rollupRows(deps.db, village);
  const stored = await deps.db.selectFrom('report').selectAll().where('village', '=', village).where('from_day', '=', period.from).executeTakeFirst();
  const drawn = await draw(deps.db, { line, kind, period, today, rows });
  const base = { village, period, opens: opensOn(period), trend: trendOf(rows, kind, today, indicators), now };
  if (!stored) return { ...base, asOf: drawn.asOf, counts: drawn.counts, before: drawn.before, targets: [...drawn.targets], seen: seenOf(drawn) };
  return { ...base, ...asSigned(stored), seen: seenOf(drawn), countedNow: countsOn(rows, stored.as_of as Day, indicators) };
}

/** What was signed, and whether the commune has it. */
export const asSigned = (stored: Selectable<ReportTable>): Pick<ReportResponse, 'asOf' | 'counts' | 'before' | 'targets' | 'moves' | 'signed' | 'received'> => ({
  asOf: stored.as_of as Day,
  counts: rowToCounts(stored.counts),
  ...(stored.before ? { before: rowToCounts(stored.before) } : {}),
  targets: v.parse(v.array(target), stored.targets),
  ...(stored.moves === null ? {} : { moves: v.parse(villageMoves, stored.moves) }),
  signed: { name: stored.signed_name, at: stored.signed_at },
  ...(stored.received_at === null ? {} : { received: { name: stored.received_name ?? '', at: stored.received_at } }),
});

/**
 * Signs what was shown. Until the period is over and the commune has it, sending again replaces it; after that it stands.
 * Nothing is signed where the figures are no more what was shown: the answer is then the new draft.
 */
export async function sendReport(deps: AccountDeps, village: Uuid, from: Day, seen: string, account: Uuid): Promise<void> {
  const now = deps.clock.now();
  const today = dayOf(now);
  await deps.db.transaction().execute(async (tx) => {
    // Pushes of the village wait: what is signed is what is counted.
    await tx.selectFrom('village').select('id').where('id', '=', village).forUpdate().executeTakeFirst();
    const { line, kind } = await placeOf(tx, village);
    const period = periodOf(kind, from);
    if (period.from !== from || today < opensOn(period)) return;
    const stored = await tx.selectFrom('report').select(['received_at', 'until_day']).where('village', '=', village).where('from_day', '=', from).executeTakeFirst();
    if (stored && (stored.received_at !== null || today > stored.until_day)) return;
    const drawn = await draw(tx, { line, kind, period, today, rows: await storedRows(tx, village) });
    if (seenOf(drawn) !== seen) return;
    const { name } = await tx.selectFrom('account').select('name').where('id', '=', account).executeTakeFirstOrThrow();
    // The one time a village's homes are read for a report: who learned something is in no rollup.
    const homes = householdsOf((await rollupTx(tx).countedRecords(village)).map(toCounted));
    const values = {
      until_day: period.until,
      as_of: drawn.asOf,
      counts: countsToRow(drawn.counts),
      before: countsToRow(drawn.before),
      targets: JSON.stringify(drawn.targets.map(({ indicator, share, year, source, version }) => ({ indicator, share, year, source, version }))),
      moves: JSON.stringify(movesOf(homes, periodBefore(kind, period).until, drawn.asOf)),
      signed_by: account,
      signed_name: name,
      signed_at: now,
    };
    await tx.insertInto('report').values({ village, from_day: from, ...values, received_by: null, received_name: null, received_at: null }).onConflict((conflict) => conflict.columns(['village', 'from_day']).doUpdateSet(values)).execute();
  });
}

/** @returns false when there is nothing signed to receive */
export async function receiveReport(deps: AccountDeps, village: Uuid, from: Day, account: Uuid): Promise<boolean> {
  const { name } = await deps.db.selectFrom('account').select('name').where('id', '=', account).executeTakeFirstOrThrow();
  await deps.db
    .updateTable('report')
    .set({ received_by: account, received_name: name, received_at: deps.clock.now() })
    .where('village', '=', village)
    .where('from_day', '=', from)
    .where('received_at', 'is', null)
    .execute();
  return (await deps.db.selectFrom('report').select('village').where('village', '=', village).where('from_day', '=', from).executeTakeFirst()) !== undefined;
}

interface Drawing {
  readonly line: readonly Uuid[];
  readonly kind: PeriodKind;
  readonly period: Period;
  readonly today: Day;
  readonly rows: readonly RollupRow[];
}

async function draw(db: Database, { line, kind, period, today, rows }: Drawing): Promise<Drawn> {
  const asOf = reportDay(period, today);
  return {
    period,
    asOf,
    counts: countsOn(rows, asOf, indicators),
    before: countsOn(rows, periodBefore(kind, period).until, indicators),
    targets: targetsFor(line, await targetsOf(db, line)),
  };
}

const seenOf = ({ period, asOf, counts, before, targets }: Drawn): string => sha256(JSON.stringify([period, asOf, countsToRow(counts), countsToRow(before), targets])).slice(0, 32);

export interface Place {
  /** The village and the areas above it, nearest first. */
  readonly line: readonly Uuid[];
  /** How the nearest of them that says anything counts its periods. */
  readonly kind: PeriodKind;
}

/** For as many villages as there are: one query. */
export async function placesOf(db: Database, villages: readonly Uuid[]): Promise<(village: Uuid) => Place> {
  return placesAmong(await areasAbove(db, villages));
}

/** @param areas the villages and all above them */
export function placesAmong(areas: readonly Area[]): (village: Uuid) => Place {
  const areasById = new Map(areas.map((area) => [area.id, area]));
  return (village) => {
    const line = lineOf(village, areasById);
    return { line: line.map(({ id }) => id), kind: periodKindIn(line) };
  };
}

const placeOf = async (db: Database, village: Uuid): Promise<Place> => (await placesOf(db, [village]))(village);

export interface ReportState {
  readonly from: Day;
  readonly until: Day;
  readonly signedAt: number | undefined;
  readonly receivedAt: number | undefined;
}

/** Whether the report that is due was sent, village by village: a read of a whole commune or province. */
export async function reportStates(db: Database, villages: readonly Uuid[], placeIn: (village: Uuid) => Place, today: Day): Promise<Map<Uuid, ReportState>> {
  if (villages.length === 0) return new Map();
  const due = { cycle: duePeriod('cycle', today), calendar: duePeriod('calendar', today) };
  const rows = await db.selectFrom('report').select(['village', 'from_day', 'signed_at', 'received_at']).where('from_day', 'in', [due.cycle.from, due.calendar.from]).where('village', '=', sql<Uuid>`any(${[...villages]}::uuid[])`).execute();
  const stored = new Map(rows.map((row) => [`${row.village} ${row.from_day}`, row]));
  return new Map(
    villages.map((village) => {
      const { from, until } = due[placeIn(village).kind];
      const row = stored.get(`${village} ${from}`);
      return [village, { from, until, signedAt: row?.signed_at, receivedAt: row?.received_at ?? undefined }];
    }),
  );
}
