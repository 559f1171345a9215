import type { Uuid } from '../../../lib/ids.ts';
import type { Day } from '../../../lib/day.ts';
import type { Place } from '../erasure/places.ts';

/** What a push asks before its villages are locked. */
export interface BeforeLocks {
  readonly account: Uuid;
  readonly day: Day;
  /** The operations that were sent. */
  readonly opIds: readonly Uuid[];
  /** Numbers that are stored already. */
  readonly device: Uuid;
  readonly seqs: readonly number[];
  /** Records and whom they name, for `movedAmong`. */
  readonly named: readonly Uuid[];
}

/** What a push asks while it holds its villages. */
export interface UnderLocks {
  readonly villages: readonly Uuid[];
  readonly device: Uuid;
  readonly firstSeq: number;
  /** The records that the operations change. */
  readonly records: readonly Uuid[];
  /** These, and whom they name, for `movedAmong` and `erasedAmong`. */
  readonly named: readonly Uuid[];
  /** Operations that others name as their base. */
  readonly bases: readonly Uuid[];
  /** Rows to load. */
  readonly places: readonly Place[];
  /** Households that are counted again, besides those of the rows to load. */
  readonly households: readonly Place[];
  /** The day from which each village's rollup is read. */
  readonly rollups: readonly { readonly village: Uuid; readonly day: Day }[];
}

/**
 * Announcements of what a push is about to ask, so that a database can answer all of it with one statement. They never
 * change an answer: a storage may ignore them, and what was not announced is asked by itself.
 */
export interface AheadTx {
  /** `lockGrants`, then `lockDevice`: both are locked when this resolves, where the storage does not ignore it. */
  expectSender(account: Uuid, device: Uuid): Promise<void>;
  /** To be called once the sender is locked. */
  expectBeforeLocks(questions: BeforeLocks): Promise<void>;
  /** To be called once the villages are locked. */
  expectUnderLocks(questions: UnderLocks): Promise<void>;
}

/** For a storage that answers every question by itself. */
export const ignoringAhead: AheadTx = {
  expectSender: () => Promise.resolve(),
  expectBeforeLocks: () => Promise.resolve(),
  expectUnderLocks: () => Promise.resolve(),
};
