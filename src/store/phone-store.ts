import type { Uuid } from '../lib/ids.ts';
import type { Json } from '../domain/json.ts';
import type { RecordSummary } from '../domain/record-summary.ts';
import type { Fields, RecordKind } from '../domain/record.ts';
import type { BaseRef, Operation } from '../protocol/operation.ts';
import type { OpOutcome } from '../protocol/outcome.ts';
import type { Cursor, PullPage } from '../protocol/pull.ts';
import type { Ledger } from '../protocol/push.ts';
import type { Recording } from '../domain/recording.ts';
import type { BackupContent } from './backup-file.ts';
import type { Settings } from './phone-settings.ts';

/**
 * The phone's store as the rest of the app sees it: one per enrolment. All its rules (overlays, freezing, applying
 * pages) are written once over a small storage engine; IndexedDB and memory are engines and pass one suite.
 */
export interface PhoneStore {
  readonly enrolment: Uuid;
  readonly records: Records;
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly confirmed: ConfirmedRows;
  readonly settings: Settings;
  readonly backups: Backups;
  /** What finding a home needs of the village's records; each call a reader of its own. Needs the data key. */
  summaries(village: Uuid): SummaryReader;
  readonly recordings: KeptRecordings;
  /** Calls `listener` after any commit (also of another tab or the worker) that may change what the parts return. */
  subscribe(listener: (changed: ReadonlySet<StorePart>) => void): () => void;
  close(): void;
}

export type StorePart = 'records' | 'drafts' | 'outbox' | 'settings';

/** A record as this phone shows it: confirmed row plus the overlays of its own operations, in seq order. */
export interface PhoneRecord {
  readonly id: Uuid;
  readonly village: Uuid;
  readonly kind: RecordKind;
  readonly fields: Fields;
  /** What a form opened now sets its fields on top of. A field not named here was never set: base 0. */
  readonly bases: { readonly [field: string]: BaseRef };
  /** True while any of its values is only on this phone. */
  readonly onlyHere: boolean;
  /** Operations that own decisions on this record, not yet in its confirmed row, have settled. */
  readonly settles?: readonly Uuid[];
  /** The same home or person, recorded twice: what was merged into this one, as it was. */
  readonly merged?: readonly PhoneRecord[];
}

/** Readable only while the data key is at hand (unlocked). */
export interface Records {
  /** Every record of the village with overlays, deleted ones and those merged into others left out. */
  list(village: Uuid): Promise<PhoneRecord[]>;
  /** Also a deleted one (`isDeleted`), so that it can be brought back; for one that was merged away, the one that stays. */
  get(village: Uuid, id: Uuid): Promise<PhoneRecord | undefined>;
  /** As `list`, of one kind; opens nothing else of the village. */
  listKind(village: Uuid, kind: RecordKind): Promise<PhoneRecord[]>;
  /** Those of them that there are, deleted ones too, in their order; opens nothing else of the village. */
  getMany(village: Uuid, ids: readonly Uuid[]): Promise<PhoneRecord[]>;
  /**
   * Freezes one group of operations and, in the same strictly durable transaction, replaces or removes a draft.
   * Resolves only when all of it is on disk. `bases` come from when the form was opened, not from now. A change that
   * sets nothing makes no operation.
   * @returns the frozen operations
   * @throws FreezeRefusedError when another tab saved the draft meanwhile, or the phone has no room; nothing was
   * changed. A group that does not fit one push (`pushLimits`) is a bug and throws too.
   */
  freeze(changes: readonly Change[], draft?: DraftAfterFreeze): Promise<readonly Operation[]>;
}

export interface ShownSummary {
  readonly summary: RecordSummary;
  /** True while any of the record's values is only on this phone. */
  readonly onlyHere: boolean;
}

/** What is different from what the reader told before. `cleared`: forget all of that first. */
export interface SummaryChanges {
  readonly cleared?: boolean;
  readonly set: readonly ShownSummary[];
  readonly gone: readonly Uuid[];
}

export interface SummaryReader {
  /**
   * Everything at first, later what has changed, in portions small enough to be dealt with between two frames of a
   * cheap phone. After the last of them the reader has told what `Records.list` would show.
   */
  read(): AsyncGenerator<SummaryChanges>;
  /** Writes the shortcut that makes the next start fast, once so many records have changed. For a quiet moment. */
  keep(least?: number): Promise<void>;
}

/** A guide's step as somebody read it; `data` is its sound in base64. */
export interface KeptRecording {
  readonly recording: Recording;
  readonly data: string;
}

/** What was recorded and the server does not have yet. Not in the backup file: it can be read out again. */
export interface KeptRecordings {
  list(): Promise<KeptRecording[]>;
  get(id: Uuid): Promise<KeptRecording | undefined>;
  /** @throws StorageFullError; nothing was kept then */
  save(recording: Recording, data: string): Promise<void>;
  remove(id: Uuid): Promise<void>;
}

/** `rev`: the draft as it was last seen; without it whatever is stored goes, another tab's newer answers too. */
export type DraftAfterFreeze = { readonly put: Draft } | { readonly remove: Uuid; readonly rev?: number };

export interface Change {
  readonly record: Uuid;
  readonly village: Uuid;
  readonly kind: RecordKind;
  readonly set: Fields;
  readonly bases: { readonly [field: string]: BaseRef };
  /** Resolving a conflict: the operations whose values were looked at. */
  readonly settles?: readonly Uuid[];
}

/** Work in progress: its id is the id of the record it is about. On disk before the next question shows. */
export interface Draft {
  readonly id: Uuid;
  readonly village: Uuid;
  /** Raised by every save; a save over a newer one (another tab) is refused. */
  readonly rev: number;
  readonly startedAt: number;
  readonly savedAt: number;
  /** The feature's own JSON: answers so far, bases of when the form opened, which question shows. */
  readonly content: Json;
}

export type SaveProblem = { readonly kind: 'stale'; readonly current: Draft } | { readonly kind: 'full' };

export interface Drafts {
  get(id: Uuid): Promise<Draft | undefined>;
  list(): Promise<Draft[]>;
  /**
   * Strictly durable. `draft.rev` must be one above what is stored (1 for a new one).
   * `stale`: somebody saved meanwhile; `full`: the phone has no room, nothing was changed.
   */
  save(draft: Draft): Promise<SaveProblem | undefined>;
  remove(id: Uuid): Promise<void>;
}

export interface OutboxEntry {
  readonly seq: number;
  readonly opId: Uuid;
  readonly village: Uuid;
  readonly group: Uuid;
  /** Length of its JSON in bytes. */
  readonly bytes: number;
  /** Undefined where this phone cannot read it any more (key lost); its sealed text goes out as an opaque string. */
  readonly operation: Operation | undefined;
  readonly sealed: string;
}

/** Forms are groups; one counts where its least advanced operation is. */
export interface FormPlaces {
  readonly onlyHere: number;
  /** Stored by the server, and waiting there for the lead or for something it builds on. */
  readonly waiting: number;
  /** Stored and dealt with, as far as this phone still keeps them (90 days). */
  readonly onServer: number;
}

/** Sealed with the device key alone, so that the locked worker can push. */
export interface Outbox {
  /** The oldest entries not acknowledged yet, in seq order, within both bounds but at least one; whole groups where they fit. */
  pending(bounds: { readonly operations: number; readonly bytes: number }): Promise<OutboxEntry[]>;
  /**
   * Stores the server's word on entries; they stay as overlays until the cursor passes `version`. Unknown opIds are ignored.
   * @param epoch the server's, stored in the same transaction
   * @returns false when this phone has met a later epoch since: what this word acknowledges may be lost there, nothing was changed
   */
  acknowledge(outcomes: readonly OpOutcome[], epoch?: number): Promise<boolean>;
  /**
   * Everything above `lastSeq` counts as unsent again.
   * @param epoch a restored server's, stored in the same transaction: then everything that is kept does, behind `lastSeq`;
   * nothing is done when the phone is in that epoch already
   */
  resendAfter(lastSeq: number, epoch?: number): Promise<void>;
  /**
   * After `forked`: unsent entries continue after `lastSeq` under a new device; opIds stay.
   * @param device its id, stored in the same transaction: a numbering belongs to one device; nothing is done when it is in force already
   */
  renumberAfter(lastSeq: number, device?: Uuid): Promise<void>;
  /** Counts for the badge, the ledger and the server. `forms` are groups not acknowledged. */
  ledger(): Promise<Ledger & { readonly forms: number }>;
  /** Where this phone's own frozen forms are; every one is in exactly one of the three. */
  places(): Promise<FormPlaces>;
  /** Own operations whose outcome people should know of: conflict, parked, quarantined. */
  outcomes(): Promise<OpOutcome[]>;
}

/** What was put back; everything else of the file was on this phone already, or stays in the file. */
export interface PutBack {
  readonly forms: number;
  readonly operations: number;
  readonly drafts: number;
  /** Operations and drafts that this phone holds, or once held and finished. */
  readonly alreadyHere: number;
  /** Homes and people of whom another form is under way on this phone: theirs stays in the file until that is done. */
  readonly draftsInTheWay: readonly Uuid[];
}

/** The phone's unsent work for a file, and out of one. README.md, "The backup file". Needs the data key. */
export interface Backups {
  /** Reads only, so that a full phone can do it too. `name` is whose phone it is. */
  take(name: string): Promise<BackupContent>;
  /**
   * Queues what is not here yet behind this phone's own work, as its own: the same opIds under new numbers. May be
   * repeated, here and on other phones.
   * @throws StorageFullError when there is no room; nothing was changed
   */
  putBack(content: BackupContent): Promise<PutBack>;
}

export interface ConfirmedRows {
  cursor(village: Uuid): Promise<Cursor | undefined>;
  /**
   * Rows, cursor and outcomes of one page in one transaction; overlays the cursor has passed are dropped. Refused
   * (`false`, nothing changed) when the stored cursor is no longer `expected`: another tab was faster; and when this phone has
   * met a later epoch since: what the page's outcomes speak of may be lost there.
   */
  applyPage(village: Uuid, expected: Cursor | undefined, page: PullPage): Promise<boolean>;
  /** Count and (id, version) of the confirmed rows, deleted ones included, for the digest. */
  versions(village: Uuid): Promise<{ readonly id: Uuid; readonly version: number }[]>;
  /**
   * What the server acknowledged before `until` (its clock, Unix ms) is in all its backups: kept for a restored server no
   * longer. The same word again writes nothing.
   */
  backedUp(until: number): Promise<void>;
  /** Forgets rows and cursor of a village; its drafts and outbox stay. */
  reset(village: Uuid): Promise<void>;
}
