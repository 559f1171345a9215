import { sql, type Selectable } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';
import type { Area } from '../../domain/access/area.ts';
import { periodKinds } from '../../domain/period.ts';
import type { AreaTable } from '../database/schema-people.ts';
import type { Database } from './deps.ts';

/** A row of the table `area` as an area; absent columns become absent members. */
export function rowToArea(row: Selectable<AreaTable>): Area {
  const reportPeriod = periodKinds.find((kind) => kind === row.report_period);
  return {
    id: row.id,
    kind: row.kind,
    prefix: row.prefix,
    name: row.name,
    aliases: row.aliases as Area['aliases'],
    ...(row.code === null ? {} : { code: row.code }),
    ...(row.parent === null ? {} : { parent: row.parent }),
    ...(reportPeriod === undefined ? {} : { reportPeriod }),
  };
}

/** The area with this id; undefined when there is none. */
export async function areaById(db: Database, id: Uuid): Promise<Area | undefined> {
  const row = await db.selectFrom('area').selectAll().where('id', '=', id).executeTakeFirst();
  return row && rowToArea(row);
}

export const isVillage = async (db: Database, id: Uuid): Promise<boolean> =>
  (await areaById(db, id))?.kind === 'village';

// Each step of the recursion looks up its areas one by one (`lateral … offset 0`): the planner does not know how few
// they are and would otherwise read all areas of the country for one village. `union` (not `union all`) ends on a cycle
// of parents.

/** These areas and all above them, by id. */
export async function areasAbove(db: Database, ids: readonly Uuid[]): Promise<Area[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Selectable<AreaTable>>`
    with recursive line as (
      select found.* from unnest(${[...ids]}::uuid[]) as wanted (id)
      cross join lateral (select * from area where id = wanted.id offset 0) as found
      union
      select found.* from line cross join lateral (select * from area where id = line.parent offset 0) as found
    ) select * from line order by id`.execute(db);
  return rows.map(rowToArea);
}

/** These areas and all below them; `undefined` means the whole country. */
export async function areasBelow(db: Database, ids: readonly (Uuid | undefined)[]): Promise<Area[]> {
  const roots = ids.filter((id) => id !== undefined);
  if (roots.length < ids.length) {
    return (await db.selectFrom('area').selectAll().orderBy('id').execute()).map(rowToArea);
  }
  if (roots.length === 0) return [];
  const { rows } = await sql<Selectable<AreaTable>>`
    with recursive tree as (
      select found.* from unnest(${roots}::uuid[]) as wanted (id)
      cross join lateral (select * from area where id = wanted.id offset 0) as found
      union
      select found.* from tree cross join lateral (select * from area where parent = tree.id offset 0) as found
    ) select * from tree order by id`.execute(db);
  return rows.map(rowToArea);
}

/** The villages among these areas and all below them. */
export const villagesBelow = async (db: Database, ids: readonly (Uuid | undefined)[]): Promise<Area[]> =>
  (await areasBelow(db, ids)).filter(({ kind }) => kind === 'village');

/** Ids of the area and of all above it, as `grantsFor` takes them. Empty for an unknown area. */
export const lineIds = async (db: Database, id: Uuid): Promise<Uuid[]> =>
  (await areasAbove(db, [id])).map((area) => area.id);

/** Adds the area; for a village, its version counter too. @returns false when the id is taken */
export async function insertArea(db: Database, area: Area): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const added = await tx
      .insertInto('area')
      .values({
        id: area.id,
        kind: area.kind,
        code: area.code ?? null,
        prefix: area.prefix,
        name: area.name,
        aliases: JSON.stringify(area.aliases),
        parent: area.parent ?? null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning(sql`1`.as('added'))
      .executeTakeFirst();
    if (added && area.kind === 'village') await tx.insertInto('village').values({ id: area.id }).execute();
    return added !== undefined;
  });
}
