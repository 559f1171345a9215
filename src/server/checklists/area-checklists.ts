import * as v from 'valibot';
import { lineOf } from '../../domain/access/area.ts';
import {
  areaChecklist,
  mostLists,
  mostStoredLists,
  onceTicked,
  type AreaChecklist,
  type KeptChecklist,
  type StoredChecklist,
} from '../../domain/checklist/area-checklist.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { KeepChecklistRequest, KeptChecklistsResponse } from '../../protocol/checklist.ts';
import { areasAbove } from '../accounts/areas.ts';
import type { Database } from '../accounts/deps.ts';
import { putFacts } from '../areas/area-facts.ts';
import { aloneIn, isOnTop, versionAfter } from '../areas/saved-on-top.ts';
import { anyOf } from '../sync/kysely/lists.ts';

// Lists lie among the facts of areas; the time of the last change is a list's version, and rises with each.

const kind = 'checklist';
const stored = v.object({
  ...v.omit(v.object(areaChecklist.entries), ['id']).entries,
  withdrawn: v.optional(v.literal(true)),
  once: v.array(v.string()),
});

type NamedChecklist = StoredChecklist & { readonly by: string };

/** The lists that these areas keep, withdrawn ones too; those that only a newer server can read are left out. */
async function listsOf(db: Database, areas: readonly Uuid[]): Promise<NamedChecklist[]> {
  if (areas.length === 0) return [];
  const rows = await db
    .selectFrom('area_fact')
    .innerJoin('account', 'account.id', 'area_fact.set_by')
    .select(['area_fact.area', 'area_fact.part', 'area_fact.value', 'area_fact.set_at', 'account.name'])
    .where('area_fact.area', '=', anyOf(areas))
    .where('area_fact.kind', '=', kind)
    .orderBy('area_fact.part')
    .execute();
  return rows.flatMap(({ area, part: id, value, set_at: version, name: by }) => {
    const read = v.safeParse(stored, value);
    return read.success ? [{ ...read.output, id, area, version: Number(version), by }] : [];
  });
}

const lineFrom = async (db: Database, area: Uuid): Promise<Uuid[]> =>
  lineOf(area, new Map((await areasAbove(db, [area])).map((one) => [one.id, one]))).map(({ id }) => id);

/** The area and all above it, nearest first, and the lists that they keep. */
export async function listsAround(
  db: Database,
  area: Uuid,
): Promise<{ readonly line: readonly Uuid[]; readonly lists: readonly NamedChecklist[] }> {
  const line = await lineFrom(db, area);
  return { line, lists: await listsOf(db, line) };
}

/** A list as villages are told of it: nobody's name. */
export const toldOf = ({ once: _, by: _by, ...list }: NamedChecklist): KeptChecklist => list;

/** The lists of an area and of those above it, for those who keep them. */
export const keptFrom = async (db: Database, area: Uuid): Promise<KeptChecklistsResponse['lists']> =>
  (await listsAround(db, area)).lists.map((list) => ({ ...toldOf(list), by: list.by }));

/**
 * Keeps a new list, or another version of one. Kept again as it already is, it stays as it is.
 *
 * @returns `kept`, or why nothing was stored; undefined: it was there so already
 */
export function keepChecklist(
  db: Database,
  { area, list, withdrawn, seen }: KeepChecklistRequest,
  by: { readonly account: Uuid; readonly now: number },
): Promise<'kept' | 'meanwhile' | 'full' | undefined> {
  return aloneIn(db, area, async (tx) => {
    const lists = await listsOf(tx, [area]);
    const before = lists.find(({ id }) => id === list.id);
    if (before && before.withdrawn === withdrawn && isSame(before, list)) return undefined;
    const version = before?.version ?? 0;
    if (!isOnTop({ seen }, version)) return 'meanwhile';
    const others = lists.filter((one) => one !== before);
    const used = others.filter((one) => !one.withdrawn).length;
    if (others.length >= mostStoredLists || (!withdrawn && used >= mostLists)) return 'full';
    const { id: part, ...content } = list;
    const value = { ...content, ...(withdrawn && { withdrawn }), once: onceTicked(before, list) };
    await putFacts(tx, [{ area, kind, part, value, set_by: by.account, set_at: versionAfter(by.now, version) }]);
    return 'kept';
  });
}

const isSame = (before: AreaChecklist, next: AreaChecklist): boolean => {
  const text = (of: AreaChecklist): string => JSON.stringify(v.parse(areaChecklist, of));
  return text(before) === text(next);
};
