import type { ColumnType, Generated } from 'kysely';
import type { Jsonb } from './jsonb.ts';

// Tables of areas, accounts, grants, devices and invitations. Times are Unix ms (see schema.ts).

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
  /** Of a closed phone that has pushed since; see migrations/0021-closed-phones.ts. */
  closed_since: ColumnType<number | null, number | null | undefined, number>;
  closed_bytes: ColumnType<number, number | undefined, number>;
  /** Who invited its owner again from outside of the village, until somebody of the village confirms the phone. */
  unconfirmed_by: ColumnType<string | null, string | null | undefined, string | null>;
}

/** A right in a village that somebody from outside of it gave: in force once somebody of the village confirms it. */
export interface PendingGrantTable {
  id: string;
  account: string;
  role: string;
  area: string;
  made_by: string;
  created_at: number;
  /** Confirmed or refused; a confirmed one is a row of account_grant under the same id. */
  settled_at: number | null;
  settled_by: string | null;
}

/** A challenge of ours that has been answered. */
export interface UsedChallengeTable {
  hash: string;
  /** When it would have ended anyway. */
  ends: number;
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

/** The recovery key of a device whose PIN may be forgotten, sealed with the server's secret. */
export interface RecoveryKeyTable {
  device: string;
  key_id: string;
  sealed: string;
  created_at: number;
  /** When it was given to somebody who joined again. */
  released_at: ColumnType<number | null, number | null | undefined, number | null>;
}

/** A passkey of a person; see migrations/0023-passkeys.ts. Key and credential are base64url. */
export interface PasskeyTable {
  id: string;
  account: string;
  rp_id: string;
  credential_id: string;
  /** COSE. */
  public_key: string;
  /** The signature counter of its last use. */
  counter: number;
  transports: Jsonb<string[]>;
  name: string;
  created_at: number;
  last_used_at: number | null;
  withdrawn_at: number | null;
}

/** Through which push service a phone is reminded; see migrations/0030-reminders.ts. Keys are base64url. */
export interface PushSubscriptionTable {
  device: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  made_at: number;
  /** The day of the last reminder, YYYY-MM-DD. */
  sent_on: ColumnType<string | null, string | null | undefined, string | null>;
  /** Nothing is sent before; what the push service asked for. */
  wait_until: Generated<number>;
}
