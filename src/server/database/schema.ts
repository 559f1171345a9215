import type { ColumnType, Generated } from 'kysely';
import type { CountsRow } from '../rollup/counts-row.ts';
import type { RecordingState } from '../../domain/guide/recording.ts';
import type { Jsonb } from './jsonb.ts';
import type { ErasedHouseholdTable, PendingActTable, RetentionHoldTable, WasteBasketTable } from './schema-erasure.ts';
import type {
  AccountGrantTable,
  AccountTable,
  AreaTable,
  DeviceTable,
  InvitationTable,
  PasskeyTable,
  PendingGrantTable,
  PushSubscriptionTable,
  RecoveryKeyTable,
  RedemptionTable,
  UsedChallengeTable,
} from './schema-people.ts';
import type {
  AccountUsageTable,
  ErasedMarkTable,
  ErasedRecordTable,
  MovedRecordTable,
  OpBodyTable,
  OpMentionTable,
  OpMetaTable,
  RecordTable,
  RollupTable,
  VillageMarkTable,
  VillageTable,
} from './schema-sync.ts';
import type { AnnouncementTable, CampaignTable, VillagePageTable } from './schema-village.ts';

// Times are Unix ms in bigint columns: the clock is passed in, so the database's own is never asked.

/** Append-only, enforced by a trigger. Ids and kinds of actions, never names or content. */
export interface AuditLogTable {
  id: string;
  at: number;
  /** The day in Vietnam: reading is noted once a day. */
  day: string;
  /** Null for actions of the server itself. */
  account: string | null;
  device: string | null;
  action: string;
  area: string | null;
  subject: string | null;
  /** The account that the action concerns, where its person gets a notice of it. */
  person: ColumnType<string | null, string | null | undefined, never>;
}

/** Months for which an area keeps people's rows; absent: the area above it says, or the default. */
export interface RetentionTable {
  area: string;
  months: number;
  /** Its version. */
  set_at: Generated<number>;
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

/** Facts about an area that need no survey (src/domain/report/area-fact.ts). */
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
  counts: Jsonb<CountsRow>;
  before: Jsonb<CountsRow> | null;
  targets: Jsonb<unknown[]>;
  /** Absent from what was signed before the same people were compared. */
  moves: Jsonb<unknown> | null;
  /** Difficulties, proposals, plan; absent from what was signed before a report had them. */
  texts: Jsonb<unknown> | null;
  signed_by: string;
  signed_name: string;
  signed_at: number;
  received_by: string | null;
  received_name: string | null;
  received_at: number | null;
}

/** A part of what a report says in words, while it is a draft and after. */
export interface ReportTextTable {
  village: string;
  from_day: string;
  part: string;
  value: string;
  set_by: string;
  set_at: number;
}

/** Requests in a window that ends at `ends`, by the database's clock. */
export interface RateCounterTable {
  key: string;
  count: number;
  ends: number;
}

/** A step of a guide, read aloud by a person of the village (src/server/audio). */
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

/** Reports of one day that a guide's step looks different (migrations/0023-guide-reports.ts). */
export interface GuideReportTable {
  step: string;
  app: string;
  day: string;
  reports: number;
}

export interface Schema {
  area: AreaTable;
  account: AccountTable;
  account_grant: AccountGrantTable;
  device: DeviceTable;
  invitation: InvitationTable;
  redemption: RedemptionTable;
  recovery_key: RecoveryKeyTable;
  pending_grant: PendingGrantTable;
  passkey: PasskeyTable;
  used_challenge: UsedChallengeTable;
  village: VillageTable;
  record: RecordTable;
  op_meta: OpMetaTable;
  op_body: OpBodyTable;
  erased_record: ErasedRecordTable;
  erased_mark: ErasedMarkTable;
  op_mention: OpMentionTable;
  account_usage: AccountUsageTable;
  moved_record: MovedRecordTable;
  village_mark: VillageMarkTable;
  audit_log: AuditLogTable;
  retention: RetentionTable;
  rollup: RollupTable;
  target: TargetTable;
  area_fact: AreaFactTable;
  village_page: VillagePageTable;
  announcement: AnnouncementTable;
  campaign: CampaignTable;
  report: ReportTable;
  report_text: ReportTextTable;
  server_state: ServerStateTable;
  recording: RecordingTable;
  recording_piece: RecordingPieceTable;
  guide_report: GuideReportTable;
  rate_counter: RateCounterTable;
  job: JobTable;
  push_subscription: PushSubscriptionTable;
  waste_basket: WasteBasketTable;
  pending_act: PendingActTable;
  erased_household: ErasedHouseholdTable;
  retention_hold: RetentionHoldTable;
}
