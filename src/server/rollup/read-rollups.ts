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
  if (villages.length === 0) return new Map();
  const rows = await rowsOn(db, villages, on);
  const stale = rows.filter(({ rules }) => rules !== rollupRules).map(({ id }) => id);
  await makeAgain(db, stale);
  const made = stale.length > 0 ? await rowsOn(db, stale, on) : [];
  return new Map([...rows, ...made].map(({ id, counts }) => [id, counts ? rowToCounts(counts) : emptyCounts(indicators)]));
}

async function rowsOn(db: Database, villages: readonly Uuid[], on: Day): Promise<{ id: Uuid; rules: string | null; counts: CountsRow | null }[]> {
  const { rows } = await sql<{ id: Uuid; rules: string | null; counts: CountsRow | null }>`
    select v.id, v.rollup as rules, r.counts
    from unnest(${[...villages]}::uuid[]) as wanted (id)
    cross join lateral (select id, rollup from village where id = wanted.id offset 0) v
    left join lateral (select counts from rollup where village = v.id and day <= ${on} order by day desc limit 1) r on true`.execute(db);
  return rows;
}

/** A village's figures on every day on which they changed, oldest first. */
export async function rollupRows(db: Database, village: Uuid): Promise<RollupRow[]> {
  await makeAgain(db, (await staleRollups(db).where('id', '=', village).execute()).map(({ id }) => id));
  return storedRows(db, village);
}

/** The same as it is stored, within a transaction that holds the village. */
export async function storedRows(db: Database, village: Uuid): Promise<RollupRow[]> {
  const rows = await db.selectFrom('rollup').select(['day', 'counts']).where('village', '=', village).orderBy('day').execute();
  return rows.map(({ day, counts }) => ({ day: day as Day, counts: rowToCounts(counts) }));
}

/** After an update that counts otherwise, and where nobody has pushed since rollups came. */
async function makeAgain(db: Database, stale: readonly Uuid[]): Promise<void> {
  const storage = createKyselyStorage(db);
  for (const id of stale) await rebuildRollup(storage, id);
}

/** The villages whose rollups are of other rules or were never made, in the order of their ids. */
export const staleRollups = (db: Database) =>
  db
    .selectFrom('village')
    .select('id')
    .where((eb) => eb.or([eb('rollup', 'is', null), eb('rollup', '<>', rollupRules)]))
    .orderBy('id');
