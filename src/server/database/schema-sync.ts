import type { ColumnType, Generated } from 'kysely';
import type { CountsRow } from '../rollup/counts-row.ts';
import type { Jsonb } from './jsonb.ts';

// Tables of sync: what phones hand in, what it came to, and the figures kept beside it.
// Data rows have the key (village, id): the village is the unit of sync, of access and, one day, of sharding.

export interface VillageTable {
  id: string;
  version: Generated<number>;
  /** Tombstones up to this version are collected. */
  collected: Generated<number>;
  /** Version ranges of lost timelines, which the restored backup does not contain. */
  lost: ColumnType<{ after: number; until: number }[], string | undefined, string>;
  /** The rules by which its rollup was made (src/server/rollup/rules.ts); null: it has none yet. */
  rollup: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface RecordTable {
  village: string;
  id: string;
  kind: string;
  version: number;
  fields: Jsonb<Record<string, unknown>>;
  /** field → [version, device, opId, corrected time, from, shown]: who wrote it last, for merging (`FieldState`). */
  field_meta: Jsonb<Record<string, [number, string, string, number, (string | null)?, number?]>>;
  /** The device that alone wrote every change since `echo_base`, for content-free echoes; null when mixed. */
  echo_device: string | null;
  echo_base: number;
}

export interface OpMetaTable {
  op_id: string;
  device: string;
  seq: number;
  group_id: string;
  village: string | null;
  record: string | null;
  waits_for: string | null;
  outcome: string;
  version: number;
  /** Corrected time. */
  time: number;
  received_at: number;
  /** Of an erased operation, whose text is gone. */
  body_hmac: ColumnType<string | null, string | null | undefined, string | null>;
  /** The account that released it or set it aside. */
  judged_by: ColumnType<string | null, string | undefined, string>;
}

/** The raw operation as it came, kept until erasure. */
export interface OpBodyTable {
  op_id: string;
  body: string;
}

/** Kept for ever, also outside of backups: operations on these records that arrive later are erased. */
export interface ErasedRecordTable {
  id: string;
  village: string;
  at: number;
}

/** What is erased in a village; `erased_record` is what a server of the version before reads. */
export type ErasedMarkTable = ErasedRecordTable;

/** What an account handed in on a day. */
export interface AccountUsageTable {
  account: string;
  day: string;
  operations: number;
  bytes: number;
}

/** An id that the text of an operation is about, besides its record's; in the village that the text names. */
export interface OpMentionTable {
  op_id: string;
  village: string;
  id: string;
}

/** A village's version at the end of each day on which it changed; tells which tombstones are old enough to collect. */
export interface VillageMarkTable {
  village: string;
  at: number;
  version: number;
}

/** Moves of records out of `village`. */
export interface MovedRecordTable {
  village: string;
  id: string;
  to_village: string;
  at: number;
  /** field → [version in the old village, opId]. */
  bases: Jsonb<Record<string, [number, string]>>;
}

/**
 * A village's figures from `day` (YYYY-MM-DD) until its next row's day; see src/server/sync/kysely/rollup.ts for the
 * shape.
 */
export interface RollupTable {
  village: string;
  day: string;
  counts: Jsonb<CountsRow>;
}
