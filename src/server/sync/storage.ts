import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../lib/day.ts';
import type { RollupChange, RollupRow } from '../../domain/indicator/rollup.ts';
import type { Grant } from '../../domain/access/roles.ts';
import type { OpOutcome, OutcomeKind } from '../../protocol/outcome.ts';
import type { Ledger } from '../../protocol/push.ts';
import type { AheadTx } from './ahead/questions.ts';
import type { Basket, EraseAct } from './erasure/basket.ts';
import type { Mentions, Place, Usage } from './erasure/places.ts';
import type {
  DeviceState,
  JudgedRecord,
  MovedRecord,
  NewDevice,
  QuarantinedOp,
  StoredOp,
  StoredOutcome,
  StoredRecord,
  VillageTurn,
} from './stored.ts';

export type { Mentions, Place, Usage } from './erasure/places.ts';
export type {
  DeviceState,
  JudgedRecord,
  MovedRecord,
  NewDevice,
  QuarantinedOp,
  StoredOp,
  StoredOutcome,
  StoredRecord,
  VillageTurn,
} from './stored.ts';

/**
 * What push and pull need of a database. PostgreSQL, PGlite and memory implement it and pass one suite
 * (tests/support/suites/storage-suite.ts); the rules themselves are written once, above it.
 */
export interface SyncStorage {
  /** Commits when `work` resolves, leaves no trace when it rejects. Locks are held to the end. */
  transaction<T>(work: (tx: SyncTx) => Promise<T>): Promise<T>;
  /** Reads one snapshot. */
  snapshot<T>(work: (tx: PullTx) => Promise<T>): Promise<T>;
}

/**
 * Another transaction has stored one of these operations since this one checked: a copy of the phone pushed it at the
 * same moment. A retried transaction finds its outcome. The code is PostgreSQL's serialization_failure.
 */
export class AlreadyStored extends Error {
  override readonly name = 'AlreadyStored';
  readonly code = '40001';
}

/** Who pushes: grants and devices. */
export interface DevicesTx {
  epoch(): Promise<number>;
  /** The person's grants in force, locked so that none is withdrawn before this transaction ends. */
  lockGrants(account: Uuid): Promise<Grant[]>;
  lockDevice(device: Uuid): Promise<DeviceState | undefined>;
  /** The account of the device. */
  accountOf(device: Uuid): Promise<Uuid>;
  /** The account's usage on that day, without this transaction. */
  spent(account: Uuid, day: Day): Promise<Usage>;
  /** Adds to the account's usage on that day. */
  spend(account: Uuid, day: Day, usage: Usage): Promise<void>;
  /** Adds a device that has no session yet. */
  addDevice(device: NewDevice): Promise<void>;
  /** The public key it was added with; see NewDevice. */
  keyOf(device: Uuid): Promise<string | undefined>;
  /** How many devices of the account replaced a copied one since `since` (Unix ms). */
  copiesSince(account: Uuid, since: number): Promise<number>;
  saveDevice(
    device: Uuid,
    state: {
      lastSeq: number;
      lastTime: number;
      lastContact: number;
      ledger: Ledger | undefined;
      closed?: DeviceState['closed'];
    },
  ): Promise<void>;
}

/** Operations of a device that are stored already. */
export interface OutcomesTx {
  /** The stored outcomes of these operations, whoever sent them. */
  outcomesOf(opIds: readonly Uuid[]): Promise<StoredOutcome[]>;
  /** The operations stored under these numbers of the device. */
  numbered(device: Uuid, seqs: readonly number[]): Promise<{ seq: number; opId: Uuid }[]>;
}

/** The records that a push reads and writes. */
export interface RecordsTx {
  /** Locks the villages in id order, raises each one's version by one; unknown ones are missing in the answer. */
  nextVersions(villages: readonly Uuid[]): Promise<Map<Uuid, VillageTurn>>;
  records(village: Uuid, ids: readonly Uuid[]): Promise<StoredRecord[]>;
  saveRecords(records: readonly StoredRecord[]): Promise<void>;
}

/** Operations: stored, parked, quarantined, judged. */
export interface OperationsTx {
  /** @throws AlreadyStored when one of them is */
  insertOps(ops: readonly StoredOp[]): Promise<void>;
  /**
   * This device's latest parked or quarantined operation below `beforeSeq` on each of these records; where it has none,
   * the latest of its former ids: the phone still shows what it wrote then, over the confirmed row.
   */
  unsettledOn(
    device: Uuid,
    records: readonly Uuid[],
    beforeSeq: number,
  ): Promise<{ readonly record: Uuid; readonly opId: Uuid }[]>;
  /**
   * Parked operations of these villages that wait for any of these, with the rest of their groups, by device and seq.
   */
  parkedFor(villages: readonly Uuid[], waitedFor: readonly Uuid[]): Promise<StoredOp[]>;
  /** Keeps them parked, behind another operation or record. */
  parkBehind(opIds: readonly Uuid[], waitsFor: Uuid): Promise<void>;
  /** @param judge the account that decided it, where a person did */
  setOutcome(opId: Uuid, outcome: OutcomeKind, version: number, judge?: Uuid): Promise<void>;
  /** Adds judgements to the audit log. */
  noteJudged(at: number, judged: readonly JudgedRecord[]): Promise<void>;
  /** All operations, of any outcome, of the groups that these belong to, by device and seq. */
  groupsOf(opIds: readonly Uuid[]): Promise<StoredOp[]>;
  /** The villages of all grants that the account ever had, in force or not, the latest last. */
  villagesOf(account: Uuid): Promise<Uuid[]>;
}

/** Erasure of records, and of the operations about them. */
export interface ErasureTx {
  /** The places in which one of these ids is erased. */
  erasedAmong(ids: readonly Uuid[]): Promise<Place[]>;
  /**
   * Those of these records that any operation was written on, in any village. Operations of this account that only wait
   * do not count.
   */
  writtenAmong(ids: readonly Uuid[], account: Uuid): Promise<Uuid[]>;
  /** Those of these records on which an operation of this account is erased. */
  erasedOf(account: Uuid, records: readonly Uuid[]): Promise<Uuid[]>;
  rememberErased(village: Uuid, ids: readonly Uuid[], at: number): Promise<void>;
  /**
   * Records of the village that point at these: people, visits, consents, tallies, conflicts, and records merged into
   * them.
   */
  recordsAbout(village: Uuid, ids: readonly Uuid[]): Promise<Uuid[]>;
  /**
   * Operations on these records, parked for them, or whose text is about them, with their texts; erased ones left out.
   */
  opsAbout(places: readonly Place[]): Promise<StoredOp[]>;
  /** Deletes the operation's text and stores its keyed hash instead. */
  eraseOp(opId: Uuid, hmac: string, version: number): Promise<void>;
  /** The key of keyed hashes; the same for all processes on the database. */
  secret(): Promise<string>;
}

/** Undoing an erasure, and erasing with a second person. */
export interface BasketTx {
  keepBasket(basket: Basket): Promise<void>;
  /** Who changes it holds the village's lock, so that a reader under that lock knows the latest. */
  basket(id: Uuid): Promise<Basket | undefined>;
  /** Deletes its content; the ids are kept for the memory file. @param at Unix ms */
  emptyBasket(id: Uuid, at: number): Promise<void>;
  /** Removes the marks of these erased records. */
  unmarkErased(village: Uuid, ids: readonly Uuid[]): Promise<void>;
  mentionsOf(opIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, Mentions>>;
  /** Gives an erased operation its text, mentions and outcome back. */
  putBackOp(op: StoredOp): Promise<void>;
  /** The households that the account erased in the village on that day, wholly or in part. */
  erasedHouseholds(account: Uuid, village: Uuid, day: Day): Promise<Uuid[]>;
  noteErasedHouseholds(account: Uuid, village: Uuid, day: Day, households: readonly Uuid[]): Promise<void>;
  /** The area and all above it. */
  lineOf(village: Uuid): Promise<Uuid[]>;
  /** Does nothing when an act has this id already. */
  addAct(act: EraseAct): Promise<void>;
  /** As with `basket`. */
  eraseAct(id: Uuid): Promise<EraseAct | undefined>;
  settleAct(id: Uuid, by: Uuid, at: number, confirmed: boolean): Promise<void>;
}

/** The counts behind the figures of a village. */
export interface RollupTx {
  /** Locks a village without changing its version. False when it is unknown. */
  lockVillage(village: Uuid): Promise<boolean>;
  /** These households, everybody in them and the visits there: households, people, tallies, visits. */
  households(village: Uuid, ids: readonly Uuid[]): Promise<StoredRecord[]>;
  /** All records of the village that figures are counted from. */
  countedRecords(village: Uuid): Promise<StoredRecord[]>;
  /**
   * The village's rollup from `day` on and the row before it; undefined when it was made by other rules or does not
   * exist.
   */
  rollupSince(village: Uuid, day: Day): Promise<readonly RollupRow[] | undefined>;
  changeRollup(village: Uuid, change: RollupChange): Promise<void>;
  /** Made by the rules of this server (`rollupRules`). */
  replaceRollup(village: Uuid, rows: readonly RollupRow[]): Promise<void>;
}

/** Records that left a village: moved ones, and collected tombstones. */
export interface MovesTx {
  /** The moves of these records from any village, unordered. */
  movedAmong(ids: readonly Uuid[]): Promise<MovedRecord[]>;
  /** Stores moves; an earlier move of a record from the same village is replaced. */
  rememberMoved(moved: readonly MovedRecord[]): Promise<void>;
  /** Deletes the moves from these villages of records that are back in them. */
  forgetMoved(places: readonly { readonly village: Uuid; readonly id: Uuid }[]): Promise<void>;
  /**
   * Removes the village's tombstones up to a version and stores that version. Locks the village; its version stays.
   * @returns the number of removed tombstones
   */
  collect(village: Uuid, upTo: number): Promise<number>;
}

/** Everything a writing transaction can ask of a database. */
export interface SyncTx
  extends DevicesTx, OutcomesTx, RecordsTx, OperationsTx, ErasureTx, BasketTx, RollupTx, MovesTx, AheadTx {
  /** Undoes what `work` wrote when it rejects; the transaction can go on. */
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
  /** Tombstones up to this version were removed; 0: none yet. */
  collected(village: Uuid): Promise<number>;
  /**
   * Rows after (version, id), in that order: at most `limit.rows`, one at least, and no more once they come to
   * `limit.bytes`.
   */
  recordsAfter(
    village: Uuid,
    version: number,
    id: string,
    limit: { readonly rows: number; readonly bytes: number },
  ): Promise<{ readonly records: StoredRecord[]; readonly more: boolean }>;
  /**
   * Outcomes of the person's operations with `from <= version <= to`, under any of their devices: a copied phone also
   * holds operations that it sent under its former id, and operations that its copy pushed first.
   */
  outcomesBetween(village: Uuid, account: Uuid, from: number, to: number): Promise<OpOutcome[]>;
  /** (id, version) of every row of the village. */
  versions(village: Uuid): Promise<{ readonly id: Uuid; readonly version: number }[]>;
  records(village: Uuid, ids: readonly Uuid[]): Promise<StoredRecord[]>;
  /** The area and all above it. */
  line(village: Uuid): Promise<Uuid[]>;
  /**
   * How many operations of the village are quarantined, and the first of them in turns: `perSender` of each sender,
   * then as many again, and so on; within a turn by time of receipt, device and seq.
   */
  quarantined(
    village: Uuid,
    limit: number,
    perSender: number,
  ): Promise<{ readonly waiting: number; readonly ops: readonly QuarantinedOp[] }>;
}
