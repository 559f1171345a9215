import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../domain/day.ts';
import type { RollupChange, RollupRow } from '../../domain/indicator/rollup.ts';
import type { FieldState } from '../../domain/merge.ts';
import type { RecordKind } from '../../domain/record.ts';
import type { Grant } from '../../domain/roles.ts';
import type { OpOutcome, OutcomeKind } from '../../protocol/outcome.ts';
import type { Ledger } from '../../protocol/push.ts';

/**
 * What push and pull need of a database. PostgreSQL, PGlite and memory implement it and pass one suite
 * (tests/support/storage-suite.ts); the rules themselves are written once, above it.
 */
export interface SyncStorage {
  /** Commits when `work` resolves, leaves no trace when it rejects. Locks are held to the end. */
  transaction<T>(work: (tx: PushTx) => Promise<T>): Promise<T>;
  /** Reads one snapshot. */
  snapshot<T>(work: (tx: PullTx) => Promise<T>): Promise<T>;
}

/**
 * Another transaction has stored one of these operations since this one looked: a copy of the phone handed it in at the
 * same moment. Begun anew, the transaction finds its outcome. The code is PostgreSQL's serialization_failure.
 */
export class AlreadyStored extends Error {
  override readonly name = 'AlreadyStored';
  readonly code = '40001';
}

export interface StoredRecord {
  readonly village: Uuid;
  readonly id: Uuid;
  readonly kind: RecordKind;
  readonly version: number;
  readonly states: Readonly<Record<string, FieldState>>;
  /** The one device that made every change since version `base`; undefined when others did too. */
  readonly echo: { readonly device: Uuid; readonly base: number } | undefined;
}

/** A village as one push finds it. */
export interface VillageTurn {
  /** The version of everything that this push changes in it. */
  readonly version: number;
  /** Versions that only a lost timeline knew: a restored backup ended at `after`, the village went on above `until`. */
  readonly lost: readonly { readonly after: number; readonly until: number }[];
}

export interface DeviceState {
  readonly id: Uuid;
  readonly account: Uuid;
  readonly lastSeq: number;
  /** The last number when this epoch began; what a backup brought back ends there. */
  readonly epochSeq: number;
  /** Corrected time of its latest operation, Unix ms. */
  readonly lastTime: number;
  readonly revoked: boolean;
  /** Ids under which this phone worked before it was copied, the first one first. */
  readonly former: readonly Uuid[];
}

/** A device that takes the place of one whose phone was copied. */
export interface NewDevice extends Pick<DeviceState, 'id' | 'account' | 'revoked' | 'former'> {
  /** Its public key, as text in one order of its members. */
  readonly key: string;
  readonly createdAt: number;
}

/** What became of an operation, and what it was about. */
export interface StoredOutcome extends OpOutcome {
  readonly record: Uuid | undefined;
}

/** An operation as it is kept. */
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

/** A record that once was in `village` and has gone to another. */
export interface MovedRecord {
  readonly village: Uuid;
  readonly id: Uuid;
  readonly to: Uuid;
  readonly at: number;
  /** By field: its version in the old village, and the operation that wrote it. No content. */
  readonly bases: Readonly<Record<string, readonly [number, Uuid]>>;
}

/** What somebody decided about a record, for the audit log: never what it says. */
export interface JudgedRecord {
  /** Absent: the operator of the server. */
  readonly account?: Uuid | undefined;
  readonly device?: Uuid | undefined;
  readonly action: 'released' | 'setAside';
  readonly village: Uuid;
  /** The record's id; the operation's where no record can be read in it. */
  readonly subject: Uuid;
}

export interface PushTx {
  epoch(): Promise<number>;
  /** The person's grants in force, locked so that none is withdrawn before this transaction ends. */
  lockGrants(account: Uuid): Promise<Grant[]>;
  lockDevice(device: Uuid): Promise<DeviceState | undefined>;
  /** No session opens it yet. */
  addDevice(device: NewDevice): Promise<void>;
  /** The public key it was added with; see NewDevice. */
  keyOf(device: Uuid): Promise<string | undefined>;
  /** How many devices of the account took another one's place since then. */
  copiesSince(account: Uuid, since: number): Promise<number>;
  saveDevice(device: Uuid, state: { lastSeq: number; lastTime: number; lastContact: number; ledger: Ledger | undefined }): Promise<void>;
  /** What is stored of these operations, whoever sent them. */
  outcomesOf(opIds: readonly Uuid[]): Promise<StoredOutcome[]>;
  /** The operations stored under these numbers of the device. */
  numbered(device: Uuid, seqs: readonly number[]): Promise<{ seq: number; opId: Uuid }[]>;
  /** Locks the villages in id order, raises each one's version by one; unknown ones are missing in the answer. */
  nextVersions(villages: readonly Uuid[]): Promise<Map<Uuid, VillageTurn>>;
  records(village: Uuid, ids: readonly Uuid[]): Promise<StoredRecord[]>;
  saveRecords(records: readonly StoredRecord[]): Promise<void>;
  /** @throws AlreadyStored when one of them is */
  insertOps(ops: readonly StoredOp[]): Promise<void>;
  /**
   * This device's latest parked or quarantined operation below `beforeSeq` on each of these records; where it has none, one
   * of its former ids', under which it was copied: it still shows what it wrote then, over what stands there.
   */
  unsettledOn(device: Uuid, records: readonly Uuid[], beforeSeq: number): Promise<{ readonly record: Uuid; readonly opId: Uuid }[]>;
  /** Parked operations of these villages that wait for any of these, with the rest of their groups, by device and seq. */
  parkedFor(villages: readonly Uuid[], waitedFor: readonly Uuid[]): Promise<StoredOp[]>;
  /** Still parked, but for something else. */
  parkBehind(opIds: readonly Uuid[], waitsFor: Uuid): Promise<void>;
  /** @param judge the account that decided it, where a person did */
  setOutcome(opId: Uuid, outcome: OutcomeKind, version: number, judge?: Uuid): Promise<void>;
  /** Into the audit log. */
  noteJudged(at: number, judged: readonly JudgedRecord[]): Promise<void>;
  /** Whatever became of them: all operations of the groups that these belong to, by device and seq. */
  groupsOf(opIds: readonly Uuid[]): Promise<StoredOp[]>;
  /** A village that the account may or once might write in, the latest; for what says nothing of a village itself. */
  villageOf(account: Uuid): Promise<Uuid | undefined>;
  /** Which of these records are erased, and in which village they were. */
  erasedAmong(ids: readonly Uuid[]): Promise<{ readonly id: Uuid; readonly village: Uuid }[]>;
  rememberErased(village: Uuid, ids: readonly Uuid[], at: number): Promise<void>;
  /** Records of the village that point at these: people, visits, consents, counts, conflicts, and what was merged into them. */
  recordsAbout(village: Uuid, ids: readonly Uuid[]): Promise<Uuid[]>;
  /** Operations on these records or parked for them, with their texts; erased ones left out. */
  opsAbout(records: readonly Uuid[]): Promise<StoredOp[]>;
  /** Its text goes, its hash stays. */
  eraseOp(opId: Uuid, hmac: string, version: number): Promise<void>;
  /** The key of the server's own hashes; the same for all its processes. */
  secret(): Promise<string>;
  /** Locks a village without changing its version. False when it is unknown. */
  lockVillage(village: Uuid): Promise<boolean>;
  /** These homes and everybody in them: households, people, tallies. */
  homes(village: Uuid, ids: readonly Uuid[]): Promise<StoredRecord[]>;
  /** Every record of the village that counts for a figure. */
  countedRecords(village: Uuid): Promise<StoredRecord[]>;
  /** The village's rollup from `day` on and the row before it; undefined when it was made by other rules, or never. */
  rollupSince(village: Uuid, day: Day): Promise<readonly RollupRow[] | undefined>;
  changeRollup(village: Uuid, change: RollupChange): Promise<void>;
  /** Made by the rules of this server (`rollupRules`). */
  replaceRollup(village: Uuid, rows: readonly RollupRow[]): Promise<void>;
  /** Where these have gone, from whatever village; in no order. */
  movedAmong(ids: readonly Uuid[]): Promise<MovedRecord[]>;
  /** One that went from the same village before is forgotten. */
  rememberMoved(moved: readonly MovedRecord[]): Promise<void>;
  /** They are in these villages again. */
  forgetMoved(places: readonly { readonly village: Uuid; readonly id: Uuid }[]): Promise<void>;
  /**
   * Removes the village's tombstones up to a version and remembers that; it is locked meanwhile, its version stays.
   * @returns how many went
   */
  collect(village: Uuid, upTo: number): Promise<number>;
  /** What `work` wrote vanishes when it rejects; the transaction goes on. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
}

export interface PullTx {
  epoch(): Promise<number>;
  /** Unix ms: what was stored before is in every backup that is kept; undefined before the first backup. */
  backedUp(): Promise<number | undefined>;
  grants(account: Uuid): Promise<Grant[]>;
  /** The highest seq stored for the device. */
  lastSeq(device: Uuid): Promise<number>;
  villageVersion(village: Uuid): Promise<number | undefined>;
  /** Tombstones up to this version are gone; 0: none yet. */
  collected(village: Uuid): Promise<number>;
  /** Rows after (version, id), in that order. */
  recordsAfter(village: Uuid, version: number, id: string, limit: number): Promise<StoredRecord[]>;
  /**
   * Outcomes of the person's operations with `from <= version <= to`, whichever of their devices they are stored under: a
   * copied phone holds what it sent under its former id, and what its copy was faster to hand in.
   */
  outcomesBetween(village: Uuid, account: Uuid, from: number, to: number): Promise<OpOutcome[]>;
  /** (id, version) of every row of the village. */
  versions(village: Uuid): Promise<{ readonly id: Uuid; readonly version: number }[]>;
  records(village: Uuid, ids: readonly Uuid[]): Promise<StoredRecord[]>;
  /** The area and all above it. */
  line(village: Uuid): Promise<Uuid[]>;
  /** How many operations of the village are quarantined, and the first of them by when they came, device and seq. */
  quarantined(village: Uuid, limit: number): Promise<{ readonly waiting: number; readonly ops: readonly QuarantinedOp[] }>;
}
