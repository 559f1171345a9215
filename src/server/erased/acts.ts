import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { longestRetentionMonths } from '../../domain/record/retention.ts';
import { grantsThatMay, type Grant } from '../../domain/access/roles.ts';
import { areasBelow } from '../accounts/areas.ts';
import { anyOf } from '../sync/kysely/lists.ts';
import type { Database } from '../accounts/deps.ts';

/** The kinds of request that wait for a second person. */
export type ActKind = 'erase' | 'retention';

/** The kind of this request; undefined when there is none with this id. */
export async function kindOfAct(db: Database, id: Uuid): Promise<ActKind | undefined> {
  const row = await db.selectFrom('pending_act').select('kind').where('id', '=', id).executeTakeFirst();
  return row?.kind === 'erase' || row?.kind === 'retention' ? row.kind : undefined;
}

/** How many requests of others wait for this account to confirm or refuse them. */
export async function actsFor(db: Database, account: Uuid, grants: readonly Grant[], now: number): Promise<number> {
  const may = grantsThatMay('second', grants);
  if (may.length === 0) return 0;
  const areas = await areasBelow(
    db,
    may.map(({ area }) => area),
  );
  const { count } = await db
    .selectFrom('pending_act')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('area', '=', anyOf(areas.map(({ id }) => id)))
    .where('account', '!=', account)
    .where('settled_at', 'is', null)
    .where('until', '>', now)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The `request` of a waiting retention; null: as the area above says. */
export const retentionActRequest = v.object({
  months: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(longestRetentionMonths))),
});
