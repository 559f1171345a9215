import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../lib/day.ts';
import { announcement, inOrder, type Announcement } from '../../domain/village/announcement.ts';
import type { Database } from '../accounts/deps.ts';

/** What these areas announce on `today`, in the order in which it is shown. */
export async function announcementsOf(db: Database, areas: readonly Uuid[], today: Day): Promise<Announcement[]> {
  if (areas.length === 0) return [];
  const rows = await db
    .selectFrom('announcement')
    .select('content')
    .where('area', 'in', areas)
    .where('until', '>=', today)
    .where('ended_at', 'is', null)
    .execute();
  return inOrder(
    rows.flatMap(({ content }) => {
      const read = v.safeParse(announcement, content);
      return read.success ? [read.output] : [];
    }),
  );
}

/** Announces it, once. @returns whether it was new */
export async function announce(
  db: Database,
  content: Announcement,
  by: { readonly account: Uuid; readonly now: number },
): Promise<boolean> {
  const stored = await db
    .insertInto('announcement')
    .values({
      id: content.id,
      area: content.area,
      content: JSON.stringify(content),
      until: content.until,
      made_by: by.account,
      made_at: by.now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  return stored.length > 0;
}

/** The area of an announcement that has not been ended; undefined for none. */
export async function areaOfAnnouncement(db: Database, id: Uuid): Promise<Uuid | undefined> {
  const row = await db.selectFrom('announcement').select('area').where('id', '=', id).executeTakeFirst();
  return row?.area;
}

/** Ends it now; what has ended stays as it is. @returns whether it ended now */
export async function endAnnouncement(db: Database, id: Uuid, now: number): Promise<boolean> {
  const ended = await db
    .updateTable('announcement')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  return ended.length > 0;
}
