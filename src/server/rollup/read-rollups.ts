import { sql } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../domain/day.ts';
import { emptyCounts, type Counts } from '../../domain/indicator/counts.ts';
import { indicators } from '../../domain/indicator/current.ts';
import type { RollupRow } from '../../domain/indicator/rollup.ts';
import type { Database } from '../accounts/deps.ts';
import { createKyselyStorage } from '../sync/kysely-storage.ts';
import { rowToCounts, type CountsRow } from './counts-row.ts';
import { rebuildRollup } from './rebuild-rollups.ts';
import { rollupRules } from './rules.ts';

/** The villages' figures on a day, one row a village read; a village whose rollup is of other rules is counted first. */
export async function countsByVillage(db: Database, villages: readonly Uuid[], on: Day): Promise<Map<Uuid, Counts>> {
  await makeCurrent(db, villages);
  if (villages.length === 0) return new Map();
  const { rows } = await sql<{ id: Uuid; counts: CountsRow | null }>`
    select v.id, r.counts
    from village v
    left join lateral (select counts from rollup where village = v.id and day <= ${on} order by day desc limit 1) r on true
    where v.id in (${sql.join(villages.map((id) => sql`${id}`))})`.execute(db);
  return new Map(rows.map(({ id, counts }) => [id, counts ? rowToCounts(counts) : emptyCounts(indicators)]));
}

/** A village's figures on every day on which they changed, oldest first. */
export async function rollupRows(db: Database, village: Uuid): Promise<RollupRow[]> {
  await makeCurrent(db, [village]);
  return storedRows(db, village);
}

/** The same as it is stored, within a transaction that holds the village. */
export async function storedRows(db: Database, village: Uuid): Promise<RollupRow[]> {
  const rows = await db.selectFrom('rollup').select(['day', 'counts']).where('village', '=', village).orderBy('day').execute();
  return rows.map(({ day, counts }) => ({ day: day as Day, counts: rowToCounts(counts) }));
}

/** After an update that counts otherwise, and where nobody has pushed since rollups came. */
async function makeCurrent(db: Database, villages: readonly Uuid[]): Promise<void> {
  if (villages.length === 0) return;
  const stale = await staleRollups(db).where('id', 'in', [...villages]).execute();
  const storage = createKyselyStorage(db);
  for (const { id } of stale) await rebuildRollup(storage, id);
}

/** The villages whose rollups are of other rules or were never made, in the order of their ids. */
export const staleRollups = (db: Database) =>
  db
    .selectFrom('village')
    .select('id')
    .where((eb) => eb.or([eb('rollup', 'is', null), eb('rollup', '<>', rollupRules)]))
    .orderBy('id');
