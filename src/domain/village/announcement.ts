import * as v from 'valibot';
import { addDays, day, type Day } from '../../lib/day.ts';
import { uuid } from '../record/record.ts';

/** A new scam, a deadline, a session that everybody may come to, or anything else. */
export const announcementKinds = ['scam', 'deadline', 'session', 'other'] as const;
export type AnnouncementKind = (typeof announcementKinds)[number];

/** An announcement ends by itself, at the latest after this many days. */
export const longestAnnouncement = 92;

const words = (most: number) => v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(most));
export const longestTitle = 100;
export const longestText = 600;

/**
 * What a village or a commune tells its residents. `on`, `time` (HH:MM), `place`: of a session, or the day of a
 * deadline; `until`: the last day on which it is shown.
 */
export const announcement = v.object({
  id: uuid,
  area: uuid,
  kind: v.picklist(announcementKinds),
  title: words(longestTitle),
  text: words(longestText),
  on: v.optional(day),
  time: v.optional(v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))),
  place: v.optional(words(120)),
  until: day,
});
export type Announcement = v.InferOutput<typeof announcement>;

export const isShown = ({ until }: Pick<Announcement, 'until'>, today: Day): boolean => until >= today;

/** The last day on which it is shown where nobody says another: the day itself, or two weeks from today. */
export const endOf = (on: Day | undefined, today: Day): Day =>
  on !== undefined && on >= today ? on : addDays(today, 14);

/** Scams first, then what has a day, the nearest first, then the rest by its end. */
export function inOrder<A extends Announcement>(announcements: readonly A[]): A[] {
  const key = ({ kind, on, until, id }: Announcement): string =>
    `${kind === 'scam' ? 0 : on === undefined ? 2 : 1} ${on ?? until} ${id}`;
  return [...announcements].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
