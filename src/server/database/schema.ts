import type { ColumnType, Generated } from 'kysely';
import type { RecordingState } from '../../domain/recording.ts';
import type { Jsonb } from './jsonb.ts';
import type { AccountGrantTable, AccountTable, AreaTable, DeviceTable, InvitationTable, RecoveryKeyTable, RedemptionTable } from './schema-people.ts';

// Times are Unix ms in bigint columns: the clock is passed in, so the database's own is never asked.
// Data rows have the key (village, id): the village is the unit of sync, of access and, one day, of sharding.

export interface VillageTable {
  id: string;
  version: Generated<number>;
  /** Tombstones up to this version are gone. */
  collected: Generated<number>;
  /** Version ranges that a restored backup never had. */
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
  /** field → [version, device, opId, corrected time]: who wrote it last, for merging. */
  field_meta: Jsonb<Record<string, [number, string, string, number, string?]>>;
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
  body_hmac: ColumnType<string | null, string | null | undefined, string>;
  /** The account that released it or set it aside. */
  judged_by: ColumnType<string | null, string | undefined, string>;
}

/** The raw operation as it came, kept until erasure. */
export interface OpBodyTable {
  op_id: string;
  body: string;
}

/** Only grows: a trigger refuses everything else. Ids and kinds of deeds, never names or content. */
export interface AuditLogTable {
  id: string;
  at: number;
  /** The day in Vietnam: reading is noted once a day. */
  day: string;
  /** Null where the server did it by itself. */
  account: string | null;
  device: string | null;
  action: string;
  area: string | null;
  subject: string | null;
}

/** Kept for ever and outside of backups: what phones send of these later is not kept. */
export interface ErasedRecordTable {
  id: string;
  village: string;
  at: number;
}

/** At which version a village stood, one row for each day on which it changed: what is older than the retention may go. */
export interface VillageMarkTable {
  village: string;
  at: number;
  version: number;
}

/** Where records went that once were in `village`. */
export interface MovedRecordTable {
  village: string;
  id: string;
  to_village: string;
  at: number;
  /** field → [version in the old village, opId]. */
  bases: Jsonb<Record<string, [number, string]>>;
}

/** Months for which an area keeps people's rows; absent: the area above it says, or the default. */
export interface RetentionTable {
  area: string;
  months: number;
}

/** A village's figures from `day` (YYYY-MM-DD) until its next row's day; see src/server/sync/kysely-rollup.ts for the shape. */
export interface RollupTable {
  village: string;
  day: string;
  counts: Jsonb<Record<string, number[]>>;
}

/** A target that was set for an area; every version stays. */
export interface TargetTable {
  id: string;
  area: string;
  indicator: string;
  year: number;
  share: number;
  source: string;
  version: number;
  set_by: string;
  set_at: number;
}

/** What is told about an area without a survey (src/domain/area-fact.ts). */
export interface AreaFactTable {
  area: string;
  kind: string;
  part: string;
  value: Jsonb<unknown>;
  set_by: string;
  set_at: number;
}

/** A report as it was signed; days are YYYY-MM-DD, counts as in a rollup. */
export interface ReportTable {
  village: string;
  from_day: string;
  until_day: string;
  as_of: string;
  counts: Jsonb<Record<string, number[]>>;
  before: Jsonb<Record<string, number[]>> | null;
  targets: Jsonb<unknown[]>;
  /** Absent from what was signed before the same people were compared. */
  moves: Jsonb<unknown> | null;
  signed_by: string;
  signed_name: string;
  signed_at: number;
  received_by: string | null;
  received_name: string | null;
  received_at: number | null;
}

/** Requests in a window that ends at `ends`, by the database's clock. */
export interface RateCounterTable {
  key: string;
  count: number;
  ends: number;
}

/** A step of a guide, read by somebody of the village (src/server/audio). */
export interface RecordingTable {
  id: string;
  village: string;
  device: string;
  account: string;
  guide: string;
  part: string;
  step: string;
  language: string;
  speaker: string;
  consent_version: number;
  consent_at: number;
  type: string;
  bytes: number;
  sha256: string;
  /** Bytes that are here. */
  received: Generated<number>;
  state: ColumnType<RecordingState, RecordingState | undefined, RecordingState>;
  received_at: number;
  judged_by: ColumnType<string | null, string | undefined, string>;
  judged_at: ColumnType<number | null, number | undefined, number>;
}

/** A piece of its sound, base64; `at`: bytes before it. */
export interface RecordingPieceTable {
  recording: string;
  at: number;
  data: string;
}

export interface ServerStateTable {
  key: string;
  value: string;
}

/** One row a job that ever ran (src/server/jobs); times are Unix ms. */
export interface JobTable {
  name: string;
  started_at: number;
  finished_at: number | null;
  failed_at: number | null;
  /** Failures since it last succeeded. */
  failures: Generated<number>;
}

export interface Schema {
  area: AreaTable;
  account: AccountTable;
  account_grant: AccountGrantTable;
  device: DeviceTable;
  invitation: InvitationTable;
  redemption: RedemptionTable;
  recovery_key: RecoveryKeyTable;
  village: VillageTable;
  record: RecordTable;
  op_meta: OpMetaTable;
  op_body: OpBodyTable;
  erased_record: ErasedRecordTable;
  moved_record: MovedRecordTable;
  village_mark: VillageMarkTable;
  audit_log: AuditLogTable;
  retention: RetentionTable;
  rollup: RollupTable;
  target: TargetTable;
  area_fact: AreaFactTable;
  report: ReportTable;
  server_state: ServerStateTable;
  recording: RecordingTable;
  recording_piece: RecordingPieceTable;
  rate_counter: RateCounterTable;
  job: JobTable;
}

