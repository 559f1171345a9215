import { sql, type RawBuilder } from 'kysely';
import { areaFact, type AreaFact } from '../../domain/report/area-fact.ts';
import { withFibre } from '../../domain/indicator/fibre.ts';
import { knownFacts, storedFacts } from '../areas/area-facts.ts';
import { noActivity, type Activity } from '../../domain/activity/activity.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../lib/day.ts';
import { emptyCounts, type Counts } from '../../domain/indicator/counts.ts';
import { indicators } from '../../domain/indicator/current.ts';
import type { RollupRow } from '../../domain/indicator/rollup.ts';
import type { Database } from '../accounts/deps.ts';
import { rowToCounts, type CountsRow } from './counts-row.ts';
import { renewStaleRollups } from './renew-stale.ts';
import { rollupRules } from './rules.ts';

/**
 * The villages' counts as of a day; reads one rollup row a village, and what is told of their clusters. A stale rollup
 * is renewed first (renew-stale.ts). Unknown villages are missing in the answer; a village without records has empty
 * counts.
 */
export const countsByVillage = (db: Database, villages: readonly Uuid[], on: Day): Promise<Map<Uuid, Counts>> =>
  countsFrom(db, villages, on, sql.ref('counts'));

/** The same without what the teams did: most readers of a whole province need the figures alone. */
export const figuresByVillage = (db: Database, villages: readonly Uuid[], on: Day): Promise<Map<Uuid, Counts>> =>
  countsFrom(db, villages, on, sql`counts - 'w'`);

/** What the teams did until the end of a day, by village. */
export async function activityByVillage(
  db: Database,
  villages: readonly Uuid[],
  on: Day,
): Promise<Map<Uuid, Activity>> {
  const rows = await freshRows(db, villages, on, sql`jsonb_build_object('w', counts -> 'w')`);
  return new Map(rows.map(({ id, counts }) => [id, counts?.w ?? noActivity]));
}

async function countsFrom(
  db: Database,
  villages: readonly Uuid[],
  on: Day,
  column: RawBuilder<unknown>,
): Promise<Map<Uuid, Counts>> {
  const rows = await freshRows(db, villages, on, column);
  const factsOf = await fibreFacts(db, villages);
  return new Map(
    rows.map(({ id, counts }) => [id, withFibre(counts ? rowToCounts(counts) : emptyCounts(indicators), factsOf(id))]),
  );
}

interface ReadRow {
  readonly id: Uuid;
  readonly rules: string | null;
  readonly counts: CountsRow | null;
}

/** A row a village, stale rollups renewed first. */
async function freshRows(
  db: Database,
  villages: readonly Uuid[],
  on: Day,
  column: RawBuilder<unknown>,
): Promise<readonly ReadRow[]> {
  if (villages.length === 0) return [];
  const rows = await rowsOn(db, villages, on, column);
  const stale = rows.filter(({ rules }) => rules !== rollupRules).map(({ id }) => id);
  if (stale.length === 0) return rows;
  await renewStaleRollups(db, stale);
  const isStale = new Set(stale);
  return [...rows.filter(({ id }) => !isStale.has(id)), ...(await rowsOn(db, stale, on, column))];
}

async function rowsOn(
  db: Database,
  villages: readonly Uuid[],
  on: Day,
  column: RawBuilder<unknown>,
): Promise<ReadRow[]> {
  const { rows } = await sql<ReadRow>`
    select v.id, v.rollup as rules, r.counts
    from unnest(${[...villages]}::uuid[]) as wanted (id)
    cross join lateral (select id, rollup from village where id = wanted.id offset 0) v
    left join lateral (
      select ${column} as counts from rollup where village = v.id and day <= ${on} order by day desc limit 1
    ) r on true`.execute(db);
  return rows;
}

/** A village's counts on every day on which they changed, oldest first. A stale rollup is renewed first. */
export async function rollupRows(db: Database, village: Uuid): Promise<RollupRow[]> {
  await renewStaleRollups(db, [village]);
  return storedRows(db, village);
}

/** The same rows as they are stored, without renewing: for a transaction that already holds the village's lock. */
export async function storedRows(db: Database, village: Uuid): Promise<RollupRow[]> {
  const rows = await db
    .selectFrom('rollup')
    .select(['day', 'counts'])
    .where('village', '=', village)
    .orderBy('day')
    .execute();
  const facts = (await fibreFacts(db, [village]))(village);
  return rows.map(({ day, counts }) => ({ day: day as Day, counts: withFibre(rowToCounts(counts), facts) }));
}

/** Which clusters of these villages fibre reaches, by one query. */
async function fibreFacts(db: Database, villages: readonly Uuid[]): Promise<(village: Uuid) => readonly AreaFact[]> {
  const facts = new Map<Uuid, AreaFact[]>();
  for (const row of await storedFacts(db, villages, ['fibre']))
    facts.set(row.area, [...(facts.get(row.area) ?? []), ...knownFacts([row], areaFact)]);
  return (village) => facts.get(village) ?? [];
}
