import * as v from 'valibot';
import { announcement } from '../domain/village/announcement.ts';
import { contactPerson, infoEntry, infoParts } from '../domain/village/village-info.ts';
import { uuid } from '../domain/record/record.ts';
import { meanwhile, version } from './saved.ts';

/** GET /api/p/<enrolment>/village-page: what an area's page says, with what the areas above it say. */
export const villagePageQuery = v.object({ area: uuid });
export const villagePageResponse = v.object({
  area: uuid,
  /** The areas from this one upwards, as `infoFor` takes them. */
  line: v.array(uuid),
  /** The end of the page's address; absent for a commune, and before anything was told. */
  slug: v.optional(v.string()),
  entries: v.array(v.intersect([infoEntry, v.object({ area: uuid, version })])),
  announcements: v.array(announcement),
  now: v.number(),
});
export type VillagePageResponse = v.InferOutput<typeof villagePageResponse>;

/**
 * POST /api/p/<enrolment>/village-page/info: changes entries of one area, all or none. `seen`: the version on top of
 * which an entry was changed, 0 for none.
 */
export const infoRequest = v.object({
  area: uuid,
  changes: v.pipe(v.array(v.object({ entry: infoEntry, seen: version })), v.maxLength(60)),
});
export type InfoRequest = v.InferOutput<typeof infoRequest>;
export const infoResponse = v.object({ ...villagePageResponse.entries, meanwhile });
export type InfoResponse = v.InferOutput<typeof infoResponse>;

/** POST /api/p/<enrolment>/village-page/announce: idempotent by the id; changes nothing that was announced before. */
export const announceRequest = announcement;
export type AnnounceRequest = v.InferOutput<typeof announceRequest>;

/** POST /api/p/<enrolment>/village-page/end: an announcement ends now. */
export const endAnnouncementRequest = v.object({ id: uuid });

/** Path of the public page. */
export const villagePagePath = (slug: string): string => `/thon/${slug}`;

/** GET /api/villages/<slug>: what a phone that has opened the page remembers of it, for the guides. */
export const publicVillage = v.object({
  slug: v.string(),
  name: v.string(),
  people: v.array(v.omit(contactPerson, ['agreed'])),
  parts: v.partial(v.object(v.entriesFromList(infoParts, v.string()))),
});
export type PublicVillage = v.InferOutput<typeof publicVillage>;
