import type { Uuid } from '../../lib/ids.ts';
import type { FieldState } from '../../domain/merge/merge-field.ts';
import type { RecordKind } from '../../domain/record/record.ts';
import type { OpOutcome } from '../../protocol/outcome.ts';
import type { Mentions } from './erasure/places.ts';

// What a database stores of records, operations and phones, as sync reads and writes it.

export interface StoredRecord {
  readonly village: Uuid;
  readonly id: Uuid;
  readonly kind: RecordKind;
  readonly version: number;
  readonly states: Readonly<Record<string, FieldState>>;
  /** The one device that made every change since version `base`; undefined when others did too. */
  readonly echo: { readonly device: Uuid; readonly base: number } | undefined;
}

/** The state of a village during one push. */
export interface VillageTurn {
  /** The version of everything that this push changes in it. */
  readonly version: number;
  /** The versions of a lost timeline: the restored backup ended at `after`, and new versions are above `until`. */
  readonly lost: readonly { readonly after: number; readonly until: number }[];
}

export interface DeviceState {
  readonly id: Uuid;
  readonly account: Uuid;
  readonly lastSeq: number;
  /** The last seq of the restored backup, when this epoch began. */
  readonly epochSeq: number;
  /** Corrected time of its latest operation, Unix ms. */
  readonly lastTime: number;
  readonly revoked: boolean;
  /** Of a revoked phone that pushed afterwards: the time of the first such push (Unix ms), and all bytes since. */
  readonly closed?: { readonly since: number; readonly bytes: number };
  /** Ids under which this phone worked before it was copied, the first one first. */
  readonly former: readonly Uuid[];
}

/** A device that takes the place of one whose phone was copied. */
export interface NewDevice extends Pick<DeviceState, 'id' | 'account' | 'revoked' | 'former'> {
  /** Its public key, as text in one order of its members. */
  readonly key: string;
  readonly createdAt: number;
}

/** An operation's outcome, and its record. */
export interface StoredOutcome extends OpOutcome {
  readonly record: Uuid | undefined;
}

/** An operation as it is stored. */
export interface StoredOp extends StoredOutcome {
  readonly device: Uuid;
  readonly seq: number;
  readonly group: Uuid;
  readonly village: Uuid | undefined;
  /** While parked: the record whose arrival, or the earlier operation whose settling, it waits for. */
  readonly waitsFor: Uuid | undefined;
  /** Corrected time, Unix ms. */
  readonly time: number;
  readonly receivedAt: number;
  /** The operation exactly as it came, JSON text. */
  readonly body: string;
  /** Of an erased operation: the keyed hash of its text, which is gone (`body` is empty). */
  readonly hmac?: string;
  /**
   * The other records that the text is about, besides its own (mentions.ts), and the village that it names; set for
   * writing only.
   */
  readonly mentions?: Mentions;
  /** The account that released it or set it aside. */
  readonly judgedBy?: Uuid;
}

/** An operation that waits for the lead, with who sent it. */
export interface QuarantinedOp extends StoredOp {
  readonly account: Uuid;
  readonly name: string;
  /** The sending device was revoked. */
  readonly revoked: boolean;
  /** Later operations of the device that are parked on the same record. */
  readonly behind: number;
}

/** A record that was in `village` and moved to another. */
export interface MovedRecord {
  readonly village: Uuid;
  readonly id: Uuid;
  readonly to: Uuid;
  readonly at: number;
  /** By field: its version in the old village, and the operation that wrote it. No content. */
  readonly bases: Readonly<Record<string, readonly [number, Uuid]>>;
}

/** A judgement about a record, for the audit log; no content. */
export interface JudgedRecord {
  /** Absent: the operator of the server. */
  readonly account?: Uuid | undefined;
  readonly device?: Uuid | undefined;
  readonly action: 'released' | 'setAside';
  readonly village: Uuid;
  /** The record's id; the operation's where no record can be read in it. */
  readonly subject: Uuid;
}
