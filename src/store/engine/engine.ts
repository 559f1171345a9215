import type { Uuid } from '../../lib/ids.ts';
import type { RecordKind } from '../../domain/record/record.ts';
import type { OutcomeKind } from '../../protocol/outcome.ts';
import type { Cursor } from '../../protocol/pull.ts';
import type { Sealed } from '../cipher/cipher.ts';

/** The clear columns of a confirmed record; its fields are sealed with the data key. Key: (village, id). */
export interface StoredRow extends Sealed {
  readonly id: Uuid;
  readonly village: Uuid;
  readonly kind: RecordKind;
  readonly version: number;
  /** The village head's `rev` at the write: by it a reader finds the rows changed since its last read. */
  readonly localRev: number;
}

/**
 * `unsent`: not acknowledged, shown over the confirmed row · `overlaid`: stored by the server, shown until the pull
 * cursor has passed it (or for as long as it is parked or quarantined) · `retained`: part of the confirmed row, kept
 * only in case the server is restored from a backup.
 */
export type OpState = 'unsent' | 'overlaid' | 'retained';

/** A submitted operation. `seq` is outside the sealed text, so that renumbering seals nothing again. Key: opId. */
export interface StoredOp extends Sealed {
  readonly opId: Uuid;
  readonly seq: number;
  /** How many times this phone's numbering was restarted (`forked`); sorts before `seq`. */
  readonly fork: number;
  readonly village: Uuid;
  readonly group: Uuid;
  /** Length of the operation's JSON in bytes. */
  readonly bytes: number;
  readonly state: OpState;
  readonly outcome?: OutcomeKind;
  readonly ackVersion?: number;
  /**
   * Of an operation that is resent to a restored server: a row of this version or a later one includes its result.
   */
  readonly heldAt?: number;
  /** When it became `retained`, Unix ms by the corrected clock. */
  readonly keptSince?: number;
  /** `outbox`: the locked worker can send it · `data`: retained, readable only while unlocked. */
  readonly sealedBy: 'outbox' | 'data';
}

/** Key: id. */
export interface StoredDraft extends Sealed {
  readonly id: Uuid;
  readonly village: Uuid;
  readonly rev: number;
  readonly startedAt: number;
  readonly savedAt: number;
}

/** This phone's pull position in a village. Key: village. */
export interface StoredHead {
  readonly village: Uuid;
  readonly cursor: Cursor | undefined;
  /** Raised by every write of the village's rows. */
  readonly rev: number;
  /** `rev` at which its rows were last cleared. */
  readonly clearedAt: number;
  /** Tombstones up to this version of the village have been collected on this phone. */
  readonly collected?: number;
}

/**
 * What one derivation (derivation.ts) holds of some households of a village. Chunks written together are read together:
 * `of` is their number, `upTo` the village's `rev` they were made from. Each derivation has numbers of its own. Key:
 * (village, no).
 */
export interface StoredChunk extends Sealed {
  readonly village: Uuid;
  readonly no: number;
  readonly of: number;
  readonly upTo: number;
  readonly edition: number;
}

/** Small values. Key: key. */
export interface StoredMeta extends Partial<Sealed> {
  readonly key: string;
  readonly value?: unknown;
}

export interface Tables {
  rows: StoredRow;
  ops: StoredOp;
  drafts: StoredDraft;
  heads: StoredHead;
  meta: StoredMeta;
  chunks: StoredChunk;
}
export type TableName = keyof Tables;

/**
 * Key paths; `key` is the primary one. All name clear columns. A row that lacks a part of a key is not in that index.
 */
export const keyPaths = {
  rows: { key: ['village', 'id'], byRev: ['village', 'localRev'], byKind: ['village', 'kind'] },
  ops: {
    key: ['opId'],
    bySeq: ['state', 'fork', 'seq'],
    byGroup: ['state', 'group'],
    byVillage: ['village', 'state'],
    byOutcome: ['outcome', 'opId'],
  },
  drafts: { key: ['id'] },
  heads: { key: ['village'] },
  meta: { key: ['key'] },
  chunks: { key: ['village', 'no'] },
} as const satisfies { readonly [T in TableName]: Readonly<Record<string, readonly (keyof Tables[T] & string)[]>> };

export type KeyPart = string | number;
export type Key = readonly KeyPart[];

/** Rows whose index key begins with `prefix`, in the order of that index. */
export interface Range<T extends TableName = TableName> {
  readonly index?: Extract<keyof (typeof keyPaths)[T], string>;
  readonly prefix: Key;
  /** Only rows whose next key part is greater. */
  readonly above?: KeyPart;
  /** Only rows whose next key part is smaller; numbers are smaller than texts. */
  readonly below?: KeyPart;
  readonly limit?: number;
}

export interface ReadTx {
  get<T extends TableName>(table: T, key: Key): Promise<Tables[T] | undefined>;
  /** One row or undefined for each key, in the same order. */
  getMany<T extends TableName>(table: T, keys: readonly Key[]): Promise<(Tables[T] | undefined)[]>;
  range<T extends TableName>(table: T, range: Range<T>): Promise<Tables[T][]>;
  count<T extends TableName>(table: T, range: Range<T>): Promise<number>;
  /** The number of different keys in the range; reads no row. */
  countUnique<T extends TableName>(table: T, range: Range<T>): Promise<number>;
}

export interface WriteTx extends ReadTx {
  put<T extends TableName>(table: T, values: readonly Tables[T][]): Promise<void>;
  delete(table: TableName, keys: readonly Key[]): Promise<void>;
  deleteRange<T extends TableName>(table: T, range: Range<T>): Promise<void>;
}

/**
 * `write` is on disk when it resolves. `relaxed` may be undone by a power cut, but not after a later `write`; an engine
 * may treat it as `write`.
 */
export type Mode = 'read' | 'write' | 'relaxed';

/**
 * What the store needs of a database: atomic, isolated transactions over six tables, and notice of other contexts'
 * commits. Inside a transaction await nothing but `tx` (IndexedDB would commit early). `work` may run twice when the
 * connection died, even if the first run had committed: it must recognise its own earlier writes.
 * Rejects with StorageFullError or StorageLostError (nothing was changed), or with ConnectionLostError (not known).
 */
export interface StorageEngine {
  transaction<R>(mode: 'read', tables: readonly TableName[], work: (tx: ReadTx) => Promise<R>): Promise<R>;
  transaction<R>(
    mode: Exclude<Mode, 'read'>,
    tables: readonly TableName[],
    work: (tx: WriteTx) => Promise<R>,
  ): Promise<R>;
  /** Calls `listener` with the tables that a commit, of this context or another, may have changed. */
  subscribe(listener: (tables: ReadonlySet<TableName>) => void): () => void;
  close(): void;
}
