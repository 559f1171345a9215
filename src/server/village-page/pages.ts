import type { Uuid } from '../../lib/ids.ts';
import { dayOf, type Day } from '../../lib/day.ts';
import { fullName, lineOf, titleName, type Area } from '../../domain/access/area.ts';
import { infoFor, type VillageInfo } from '../../domain/village/village-info.ts';
import type { Announcement } from '../../domain/village/announcement.ts';
import { isSlug, slugOf } from '../../domain/village/slug.ts';
import type { PublicVillage, VillagePageResponse } from '../../protocol/village-page.ts';
import { areasAbove, villagesBelow } from '../accounts/areas.ts';
import type { AccountDeps, Database } from '../accounts/deps.ts';
import { anyOf } from '../sync/kysely/lists.ts';
import { announcementsOf } from './announcements.ts';
import { infoOf } from './info.ts';

type Deps = Pick<AccountDeps, 'db' | 'clock'>;

const lineFrom = async (db: Database, area: Uuid): Promise<Area[]> =>
  lineOf(area, new Map((await areasAbove(db, [area])).map((one) => [one.id, one])));

/** What the page of this area says; of a commune: what all its villages' pages say. */
export async function readPage({ db, clock }: Deps, area: Uuid): Promise<VillagePageResponse> {
  const line = (await lineFrom(db, area)).map(({ id }) => id);
  const page = await db.selectFrom('village_page').select('slug').where('village', '=', area).executeTakeFirst();
  const now = clock.now();
  return {
    area,
    line,
    ...(page && { slug: page.slug }),
    entries: await infoOf(db, line),
    announcements: await announcementsOf(db, line, dayOf(now)),
    now,
  };
}

/** Gives the village, or every village below the area, an address, where it has none. */
export async function openPages({ db, clock }: Deps, area: Uuid): Promise<void> {
  const below = await villagesBelow(db, [area]);
  const open = new Set(
    (
      await db
        .selectFrom('village_page')
        .select('village')
        .where('village', '=', anyOf(below.map(({ id }) => id)))
        .execute()
    ).map(({ village }) => village),
  );
  for (const village of below) {
    if (open.has(village.id)) continue;
    const names = (await lineFrom(db, village.id)).slice(0, 2).map(fullName);
    await openPage(db, village.id, slugOf(...names), clock.now());
  }
}

/** A village whose address another has taken gets it with a number behind it. */
async function openPage(db: Database, village: Uuid, base: string, now: number): Promise<void> {
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`;
    const added = await db
      .insertInto('village_page')
      .values({ village, slug, opened_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows === 1n) return;
    const here = await db.selectFrom('village_page').select('slug').where('village', '=', village).executeTakeFirst();
    if (here) return;
  }
}

export interface OpenVillage {
  readonly slug: string;
  /** "Thôn Tân Đông" */
  readonly name: string;
  /** "xã Ea Knuếc"; '' for a village without a commune. */
  readonly commune: string;
  readonly info: VillageInfo;
  readonly announcements: readonly Announcement[];
  readonly today: Day;
}

/** The village at this address with all that its page says; undefined for no such address. */
export async function openVillage({ db, clock }: Deps, slug: string): Promise<OpenVillage | undefined> {
  if (!isSlug(slug)) return undefined;
  const page = await db.selectFrom('village_page').select('village').where('slug', '=', slug).executeTakeFirst();
  if (!page) return undefined;
  const line = await lineFrom(db, page.village);
  const [village, commune] = line;
  if (!village) return undefined;
  const ids = line.map(({ id }) => id);
  const today = dayOf(clock.now());
  return {
    slug,
    name: titleName(village),
    commune: commune ? fullName(commune) : '',
    info: infoFor(ids, await infoOf(db, ids)),
    announcements: await announcementsOf(db, ids, today),
    today,
  };
}

/** What a resident's phone remembers of it. */
export const remembered = ({ slug, name, info }: OpenVillage): PublicVillage => ({
  slug,
  name,
  people: info.people.map(({ name: of, role, phone }) => ({ name: of, role, phone })),
  parts: info.parts,
});
