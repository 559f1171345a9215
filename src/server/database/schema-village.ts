import type { ColumnType } from 'kysely';
import type { Jsonb } from './jsonb.ts';

// Tables about what villages tell their residents. Times are Unix ms (see schema.ts), days YYYY-MM-DD.

/** The public page of a village: the end of its address, which never changes. */
export interface VillagePageTable {
  village: string;
  slug: string;
  opened_at: number;
}

/** What a village or a commune tells its residents (src/domain/village/announcement.ts), until the day `until`. */
export interface AnnouncementTable {
  id: string;
  area: string;
  content: Jsonb<unknown>;
  until: string;
  made_by: string;
  made_at: number;
  ended_at: ColumnType<number | null, number | null | undefined, number>;
}

/** A version of a campaign of a commune (src/domain/campaign/campaign.ts); the highest holds, all stay. */
export interface CampaignTable {
  id: string;
  version: number;
  area: string;
  content: Jsonb<unknown>;
  changed_by: string;
  changed_at: number;
}
