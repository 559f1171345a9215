import { sql } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';
import { retentionFor, type AreaRetention, type Retention } from '../../domain/retention.ts';
import { areasAbove } from '../accounts/areas.ts';
import { note } from '../accounts/audit.ts';
import type { AccountDeps, Database } from '../accounts/deps.ts';
import { areasWithThoseAbove } from '../accounts/grants.ts';
import { lineWithin } from '../accounts/manage.ts';

/** How long people's rows of an area are kept: what the nearest of it and the areas above it says. */
export async function retentionOf(db: Database, area: Uuid): Promise<Retention> {
  const line = lineWithin(new Map((await areasAbove(db, [area])).map((one) => [one.id, one])), area);
  return retentionFor(line, await saidBy(db, line));
}

/** What is said for the areas where a person may say it, and for the areas above them. */
export const retentionSeen = async (db: Database, account: Uuid): Promise<AreaRetention[]> => saidBy(db, await areasWithThoseAbove(db, account, 'setRetention'));

/**
 * Says it for an area and everything below it, and notes who did.
 * @param months undefined: the area says nothing any more, and the one above it counts
 */
export function sayRetention(deps: AccountDeps, area: Uuid, months: number | undefined, by?: { readonly account: Uuid; readonly device: Uuid }): Promise<void> {
  return deps.db.transaction().execute(async (db) => {
    if (months === undefined) await db.deleteFrom('retention').where('area', '=', area).execute();
    else await db.insertInto('retention').values({ area, months }).onConflict((conflict) => conflict.column('area').doUpdateSet({ months })).execute();
    await note({ ...deps, db }, { ...by, action: 'retentionSet', area });
  });
}

const saidBy = (db: Database, areas: readonly Uuid[]): Promise<AreaRetention[]> =>
  areas.length === 0 ? Promise.resolve([]) : db.selectFrom('retention').select(['area', 'months']).where('area', '=', sql<Uuid>`any(${[...areas]}::uuid[])`).orderBy('area').execute();
