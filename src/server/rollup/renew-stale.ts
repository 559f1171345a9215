import { anyOf } from '../sync/kysely/lists.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Database } from '../accounts/deps.ts';
import { createKyselyStorage } from '../sync/kysely/kysely-storage.ts';
import { rebuildRollup } from './rebuild-rollups.ts';
import { rollupRules } from './rules.ts';

/**
 * Counts again the villages whose rollups were made by other rules, or never: after an update that counts differently,
 * and where nobody has pushed since rollups were introduced. One transaction per village.
 * @param villages only these; undefined means all
 * @param signal when aborted, the remaining villages stay stale
 * @returns the villages that were stale and are not any more
 */
export async function renewStaleRollups(
  db: Database,
  villages?: readonly Uuid[],
  signal?: AbortSignal,
): Promise<Uuid[]> {
  if (villages?.length === 0) return [];
  let stale = db
    .selectFrom('village')
    .select('id')
    .where((eb) => eb.or([eb('rollup', 'is', null), eb('rollup', '<>', rollupRules)]))
    .orderBy('id');
  if (villages) stale = stale.where('id', '=', anyOf(villages));
  const storage = createKyselyStorage(db);
  const renewed: Uuid[] = [];
  for (const { id } of await stale.execute()) {
    if (signal?.aborted) break;
    await rebuildRollup(storage, id);
    renewed.push(id);
  }
  return renewed;
}
