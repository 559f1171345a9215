import type { ColumnType } from 'kysely';
import type { Jsonb } from './jsonb.ts';

// Tables about what was erased, and about requests that wait for a second person. Times are Unix ms (see schema.ts).

/** What one request erased and can still be brought back; see migrations/0023-waste-basket.ts. */
export interface WasteBasketTable {
  id: string;
  village: string;
  at: number;
  /** It is gone for good from then on. */
  until: number;
  account: string | null;
  households: number;
  people: number;
  /** Sealed; null once it was brought back. */
  names: string | null;
  /** Sealed; null once it was brought back. */
  content: string | null;
  ids: Jsonb<string[]>;
  brought_back_at: ColumnType<number | null, number | null | undefined, number>;
}

/** A request that waits for a second person, or that was settled. */
export interface PendingActTable {
  id: string;
  kind: string;
  area: string;
  request: Jsonb<unknown>;
  account: string;
  device: string | null;
  at: number;
  until: number;
  settled_at: ColumnType<number | null, number | null | undefined, number>;
  settled_by: ColumnType<string | null, string | null | undefined, string>;
  confirmed: ColumnType<boolean | null, boolean | null | undefined, boolean>;
}

/** A household that a person erased on a day, wholly or in part. */
export interface ErasedHouseholdTable {
  account: string;
  village: string;
  day: string;
  household: string;
}

/** The retention that holds on until then although a shorter one was set. */
export interface RetentionHoldTable {
  area: string;
  months: number;
  until: number;
}
