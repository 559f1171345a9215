import type { Uuid } from '../../lib/ids.ts';
import type { AreaTarget } from '../../domain/report/area-target.ts';
import { indicatorIds, type IndicatorId } from '../../domain/indicator/indicator.ts';
import type { TargetRequest } from '../../protocol/report.ts';
import type { Database } from '../accounts/deps.ts';
import { areasWithThoseAbove } from '../accounts/grants.ts';
import { aloneIn, isOnTop } from '../areas/saved-on-top.ts';
import { anyOf } from '../sync/kysely/lists.ts';

/** Every version of the targets of these areas, oldest first. */
export async function targetsOf(db: Database, areas: readonly Uuid[]): Promise<AreaTarget[]> {
  if (areas.length === 0) return [];
  const rows = await db
    .selectFrom('target')
    .select(['area', 'indicator', 'year', 'share', 'source', 'version'])
    .where('area', '=', anyOf(areas))
    .orderBy('set_at')
    .orderBy('version')
    .execute();
  return rows.flatMap((row) => (isIndicator(row.indicator) ? [{ ...row, indicator: row.indicator }] : []));
}

const isIndicator = (text: string): text is IndicatorId => (indicatorIds as readonly string[]).includes(text);

/** Targets of the areas whose progress the account sees, and of the areas above them. */
export const targetsSeen = async (db: Database, account: Uuid): Promise<AreaTarget[]> =>
  targetsOf(db, await areasWithThoseAbove(db, account, 'seeProgress'));

/**
 * Adds a version, on top of the one that the officer was shown.
 *
 * @returns `meanwhile`: another officer has set it since · `other`: the id is another target's; nothing was stored
 */
export function setTarget(
  db: Database,
  { id, area, indicator, year, share, source, seen }: TargetRequest,
  by: { readonly account: Uuid; readonly now: number },
): Promise<'set' | 'meanwhile' | 'other'> {
  return aloneIn(db, area, async (tx) => {
    const before = await tx.selectFrom('target').selectAll().where('id', '=', id).executeTakeFirst();
    if (before) return before.area === area && before.indicator === indicator && before.year === year ? 'set' : 'other';
    const latest = await tx
      .selectFrom('target')
      .select('version')
      .where('area', '=', area)
      .where('indicator', '=', indicator)
      .where('year', '=', year)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    const version = latest?.version ?? 0;
    if (!isOnTop({ seen }, version)) return 'meanwhile';
    await tx
      .insertInto('target')
      .values({
        id,
        area,
        indicator,
        year,
        share,
        source: source.normalize('NFC'),
        version: version + 1,
        set_by: by.account,
        set_at: by.now,
      })
      .execute();
    return 'set';
  });
}
