import type { Uuid } from '../../lib/ids.ts';
import { retentionFor, type AreaRetention, type Retention } from '../../domain/record/retention.ts';
import type { RetentionResponse } from '../../protocol/retention.ts';
import { limits } from '../../protocol/limits.ts';
import { areasAbove, lineIds } from '../accounts/areas.ts';
import { note } from '../accounts/audit.ts';
import type { AccountDeps, Database } from '../accounts/deps.ts';
import { areasWithThoseAbove } from '../accounts/grants.ts';
import { lineWithin } from '../accounts/manage.ts';
import { aloneIn, versionAfter } from '../areas/saved-on-top.ts';
import { anyOf } from '../sync/kysely/lists.ts';

/**
 * How long an area's rows about people are kept: the setting of the nearest area that has one, from the area upwards.
 */
export async function retentionOf(db: Database, area: Uuid): Promise<Retention> {
  const line = lineWithin(new Map((await areasAbove(db, [area])).map((one) => [one.id, one])), area);
  return retentionFor(line, await settingsOf(db, line));
}

/**
 * The months by which rows are erased now: for a while after a shorter retention was set, the longer one before it.
 * @param now Unix ms
 */
export async function monthsInForce(db: Database, area: Uuid, now: number): Promise<number> {
  const { months } = await retentionOf(db, area);
  const line = await lineIds(db, area);
  const held = db.selectFrom('retention_hold').select('months').where('until', '>', now);
  const rows = await held.where('area', '=', anyOf(line)).execute();
  return Math.max(months, ...rows.map((row) => row.months));
}

/** The settings of the areas where the account may change them, and of the areas above those. */
export const retentionSettingsFor = async (db: Database, account: Uuid): Promise<RetentionResponse['said']> =>
  settingsOf(db, await areasWithThoseAbove(db, account, 'setRetention'));

/** The retention of an area if `months` were its setting; undefined: as the area above says. */
export async function retentionWith(db: Database, area: Uuid, months: number | undefined): Promise<number> {
  if (months !== undefined) return months;
  const above = await parentOf(db, area);
  return (above === undefined ? retentionFor([], []) : await retentionOf(db, above)).months;
}

const parentOf = async (db: Database, area: Uuid): Promise<Uuid | undefined> =>
  (await db.selectFrom('area').select('parent').where('id', '=', area).executeTakeFirst())?.parent ?? undefined;

/** An area's own setting; undefined where it has none. */
export const ownRetention = async (db: Database, area: Uuid): Promise<RetentionResponse['said'][number] | undefined> =>
  (await settingsOf(db, [area]))[0];

/**
 * Sets the retention of an area and everything below it, and adds that to the audit log. A shorter one erases nothing
 * for a while (`limits.retentionHours`), so that a mistake can be put right.
 * @param months undefined: removes the area's setting, so that the area above counts
 */
export function setRetention(
  deps: AccountDeps,
  area: Uuid,
  months: number | undefined,
  by?: { readonly account: Uuid; readonly device: Uuid },
): Promise<void> {
  return aloneIn(deps.db, area, (db) => setRetentionIn({ ...deps, db }, area, months, by));
}

/** The same within the caller's transaction, which is `deps.db` and has locked the area. */
export async function setRetentionIn(
  deps: AccountDeps,
  area: Uuid,
  months: number | undefined,
  by?: { readonly account: Uuid; readonly device: Uuid },
): Promise<void> {
  const { db } = deps;
  const now = deps.clock.now();
  const before = await monthsInForce(db, area, now);
  if ((await retentionWith(db, area, months)) < before) {
    const until = now + limits.retentionHours.value * 60 * 60 * 1000;
    await db
      .insertInto('retention_hold')
      .values({ area, months: before, until })
      .onConflict((conflict) => conflict.column('area').doUpdateSet({ months: before, until }))
      .execute();
  }
  if (months === undefined) await db.deleteFrom('retention').where('area', '=', area).execute();
  else {
    const set = { months, set_at: versionAfter(now, (await ownRetention(db, area))?.version ?? 0) };
    await db
      .insertInto('retention')
      .values({ area, ...set })
      .onConflict((conflict) => conflict.column('area').doUpdateSet(set))
      .execute();
  }
  // What somebody asked for over the time of before is void: a second person would confirm it over one they never saw.
  await db
    .updateTable('pending_act')
    .set({ until: now })
    .where('kind', '=', 'retention')
    .where('area', '=', area)
    .where('settled_at', 'is', null)
    .where('until', '>', now)
    .execute();
  await note(deps, { ...by, action: 'retentionSet', area });
}

const settingsOf = (db: Database, areas: readonly Uuid[]): Promise<(AreaRetention & { readonly version: number })[]> =>
  areas.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('retention')
        .select(['area', 'months', 'set_at as version'])
        .where('area', '=', anyOf(areas))
        .orderBy('area')
        .execute();
