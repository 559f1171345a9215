import type { ColumnType, Generated } from 'kysely';
import type { Jsonb } from './jsonb.ts';

// Areas, who has which rights there, on which phones, and how they came. Times are Unix ms (schema.ts says why).

export interface AreaTable {
  id: string;
  kind: 'province' | 'commune' | 'village';
  code: string | null;
  prefix: string;
  name: string;
  aliases: Jsonb<unknown[]>;
  parent: string | null;
  /** How it counts its reports' periods: `cycle` or `calendar`; null: as the area above. */
  report_period: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface AccountTable {
  id: string;
  name: string;
  created_at: number;
}

export interface AccountGrantTable {
  id: string;
  account: string;
  role: string;
  area: string | null;
  created_at: number;
  revoked_at: number | null;
}

/** One enrolment of one person on one phone; `last_seq` and `last_time` belong to its stream of operations. */
export interface DeviceTable {
  id: string;
  account: string;
  public_key: Jsonb<unknown>;
  session_hash: string;
  /** Still valid until the new token is used: the answer that carried it may be lost. */
  previous_hash: string | null;
  session_expires: number;
  last_seq: Generated<number>;
  /** `last_seq` when this epoch began. */
  epoch_seq: Generated<number>;
  last_time: Generated<number>;
  ledger: Jsonb<unknown> | null;
  last_contact: number;
  created_at: number;
  revoked_at: number | null;
  /** The ids under which this phone worked before it was found to be copied, the first one first. */
  former: ColumnType<string[], string | undefined, string>;
}

export interface InvitationTable {
  id: string;
  token_hash: string;
  code_hash: string;
  role: string;
  area: string | null;
  name: string | null;
  /** Set when the invitation is for somebody who has an account already, and after the first redemption. */
  account: string | null;
  reusable: boolean;
  created_by: string | null;
  created_at: number;
  expires_at: number;
  redeemed_at: number | null;
  withdrawn_at: number | null;
}

/** A redemption is idempotent by (nonce, key): the same request answers the same again. */
export interface RedemptionTable {
  nonce: string;
  invitation: string;
  key_hash: string;
  device: string;
  created_at: number;
}

/** What opens a phone whose PIN was forgotten, sealed with the server's secret; one a device. */
export interface RecoveryKeyTable {
  device: string;
  key_id: string;
  sealed: string;
  created_at: number;
}
