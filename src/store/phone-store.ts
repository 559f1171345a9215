import type { Uuid } from '../lib/ids.ts';
import type { Json } from '../domain/record/json.ts';
import type { RecordSummary } from '../domain/search/record-summary.ts';
import type { Fields, RecordKind } from '../domain/record/record.ts';
import type { BaseRef, Operation } from '../protocol/operation.ts';
import type { OpOutcome } from '../protocol/outcome.ts';
import type { Cursor, PullPage } from '../protocol/pull.ts';
import type { Ledger } from '../protocol/push.ts';
import type { Recording } from '../domain/guide/recording.ts';
import type { BackupContent } from './backup/backup-file.ts';
import type { Derivation, Derived } from './summaries/derivation.ts';
import type { Settings } from './phone-settings.ts';

/**
 * The phone's local store as the rest of the app sees it: one per enrolment. Its rules (overlays, submitting, applying
 * pages) are written once over a small storage engine; IndexedDB and memory are engines, and one suite tests both.
 */
export interface PhoneStore {
  readonly enrolment: Uuid;
  readonly records: Records;
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly confirmed: ConfirmedRows;
  readonly settings: Settings;
  readonly backups: Backups;
  /** A new reader of the summaries that lists and searches of households need. Needs the data key. */
  summaries(village: Uuid): SummaryReader;
  /** A short text made of the summaries, for the next start. Needs the data key. */
  listNote(village: Uuid): ListNote;
  /** A new reader of what else can be derived of each record. Needs the data key. */
  derived<S extends Derived>(village: Uuid, derivation: Derivation<S>): DerivedReader<S>;
  readonly recordings: KeptRecordings;
  /** Calls `listener` after every commit, also of another tab or the worker, with the parts it may have changed. */
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
  /** The base of each field for a form opened now. A field not named here was never set: base 0. */
  readonly bases: { readonly [field: string]: BaseRef };
  /** True while any of its values is only on this phone. */
  readonly onlyHere: boolean;
  /** Operations that this phone's own decisions, not yet in the confirmed row, have settled. */
  readonly settles?: readonly Uuid[];
  /** Records of the same household or person that were merged into this one, as they were. */
  readonly merged?: readonly PhoneRecord[];
}

/** The village's records. Every call rejects with StoreLockedError while locked. */
export interface Records {
  /** Every record of the village with overlays, deleted ones and those merged into others left out. */
  list(village: Uuid): Promise<PhoneRecord[]>;
  /**
   * Also a deleted record (`isDeleted`), so that it can be restored; for a merged one, the record that stays.
   */
  get(village: Uuid, id: Uuid): Promise<PhoneRecord | undefined>;
  /** As `list`, of one kind, without opening any other record of the village. */
  listKind(village: Uuid, kind: RecordKind): Promise<PhoneRecord[]>;
  /** The records that exist of these ids, deleted ones too, in this order, without opening any other. */
  getMany(village: Uuid, ids: readonly Uuid[]): Promise<PhoneRecord[]>;
  /** As `getMany`, where some of these were merged into others of them: each that stays, with what it took in. */
  getMerged(village: Uuid, ids: readonly Uuid[]): Promise<PhoneRecord[]>;
  /**
   * Stores one group of operations in the outbox and, in the same strictly durable transaction, replaces or removes a
   * draft. Resolves when all of it is on disk. `bases` are those of when the form was opened, not those of now. A
   * change that sets no field makes no operation.
   * @returns the operations as stored
   * @throws SubmitRefusedError when another tab saved the draft meanwhile, or the phone has no room; nothing was
   * changed. A group that does not fit one push (`pushLimits`) is a bug and throws too.
   */
  submit(changes: readonly Change[], draft?: DraftAfterSubmit): Promise<readonly Operation[]>;
}

export interface Shown<S> {
  readonly summary: S;
  /** True while any of the record's values is only on this phone. */
  readonly onlyHere: boolean;
}

/** What has changed since the reader's last portion. `cleared`: discard all earlier portions first. */
export interface DerivedChanges<S> {
  readonly cleared?: boolean;
  readonly set: readonly Shown<S>[];
  readonly gone: readonly Uuid[];
  /** Households of which everything that this phone knows has been reported by now. */
  readonly whole?: readonly Uuid[];
}

export interface DerivedReader<S> {
  /**
   * All summaries at the first call, later only changes, in portions that a cheap phone can process between two frames.
   * All portions together are the summaries of what `Records.list` returns.
   */
  read(): AsyncGenerator<DerivedChanges<S>>;
  /**
   * What the portions of the last whole read were made of, for `ListNote.keep`; undefined before one has ended.
   */
  shownAs(): ShownAs | undefined;
  /** Writes the summary chunks for the next start if at least `least` records have changed. For an idle moment. */
  keep(least?: number): Promise<void>;
}

export type SummaryReader = DerivedReader<RecordSummary>;

/** A state of what a village shows: another one after every change of its rows, or of own operations over them. */
export interface ShownAs {
  /** The village's `rev`. */
  readonly rev: number;
  /** How many own operations, and the last of them. */
  readonly ops: string;
}

/** A text that a screen made of a village's whole list, for the next start: what it shows first is there at once. */
export interface ListNote {
  /** The text, where everything of the village is shown as it was when the text was made; else undefined. */
  read(): Promise<string | undefined>;
  /**
   * Kept until anything of the village changes; erasing deletes it with the chunks. Nothing is written when something
   * has changed since.
   * @param shownAs `DerivedReader.shownAs` of the list that the text was made of
   */
  keep(shownAs: ShownAs, text: string): Promise<void>;
}

/** A guide's step read aloud; `data` is the sound in base64. */
export interface KeptRecording {
  readonly recording: Recording;
  readonly data: string;
}

/** Recordings the server does not have yet. Not in the backup file: a step can be read aloud again. */
export interface KeptRecordings {
  list(): Promise<KeptRecording[]>;
  get(id: Uuid): Promise<KeptRecording | undefined>;
  /** @throws StorageFullError; nothing was stored then */
  save(recording: Recording, data: string): Promise<void>;
  remove(id: Uuid): Promise<void>;
}

/** `rev`: the draft's revision as last read; without it any stored revision is removed, another tab's newer one too. */
export type DraftAfterSubmit = { readonly put: Draft } | { readonly remove: Uuid; readonly rev?: number };

export interface Change {
  readonly record: Uuid;
  readonly village: Uuid;
  readonly kind: RecordKind;
  readonly set: Fields;
  readonly bases: { readonly [field: string]: BaseRef };
  /** For resolving a conflict: the operations whose values the person has seen. */
  readonly settles?: readonly Uuid[];
}

/** A form under way; its id is the id of the record it is about. On disk before the next answer is taken. */
export interface Draft {
  readonly id: Uuid;
  readonly village: Uuid;
  /** Raised by every save; a save over a newer revision (another tab) is refused. */
  readonly rev: number;
  readonly startedAt: number;
  readonly savedAt: number;
  /** The feature's own JSON: answers so far, bases of when the form was opened, the question shown. */
  readonly content: Json;
}

export type SaveProblem = { readonly kind: 'stale'; readonly current: Draft } | { readonly kind: 'full' };

export interface Drafts {
  get(id: Uuid): Promise<Draft | undefined>;
  list(): Promise<Draft[]>;
  /**
   * Strictly durable. `draft.rev` must be one above what is stored (1 for a new one).
   * `stale`: another tab saved meanwhile; `full`: the phone has no room. In both cases nothing was changed.
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
  /** Undefined where this phone cannot read it any more (key lost); its sealed text is sent as an opaque string. */
  readonly operation: Operation | undefined;
  readonly sealed: string;
}

/** Numbers of forms (groups); a form counts where its least advanced operation is. */
export interface FormPlaces {
  readonly onlyHere: number;
  /** Stored by the server, and waiting there: quarantined or parked. */
  readonly waiting: number;
  /** Stored and merged, as far as this phone still keeps the operations (90 days). */
  readonly onServer: number;
}

/** Operations that are to be sent. Sealed with the outbox key, so that the locked worker can push. */
export interface Outbox {
  /**
   * The oldest unacknowledged entries in seq order, within both bounds but at least one; complete groups where they
   * fit.
   */
  pending(bounds: { readonly operations: number; readonly bytes: number }): Promise<OutboxEntry[]>;
  /**
   * Stores the outcomes of entries; these stay as overlays until the cursor passes `version`. Unknown opIds are
   * ignored.
   * @param epoch the server's, stored in the same transaction
   * @returns false when this phone is in a later epoch by now: the restored server may have lost what these outcomes
   * acknowledge. Nothing was changed then
   */
  acknowledge(outcomes: readonly OpOutcome[], epoch?: number): Promise<boolean>;
  /**
   * Everything above `lastSeq` counts as unsent again.
   * @param epoch a restored server's, stored in the same transaction: then every retained operation counts as unsent
   * too, numbered after `lastSeq`; nothing is done when the phone is in that epoch already
   */
  resendAfter(lastSeq: number, epoch?: number): Promise<void>;
  /**
   * After `forked`: unsent entries continue after `lastSeq` under a new device; opIds stay.
   * @param device its id, stored in the same transaction, because a numbering belongs to one device; nothing is done
   * when it is in force already
   */
  renumberAfter(lastSeq: number, device?: Uuid): Promise<void>;
  /** Counts for the badge, the ledger and the server. `forms` are groups not acknowledged. */
  ledger(): Promise<Ledger & { readonly forms: number }>;
  /** Where this phone's own submitted forms are; each is counted in exactly one of the three. */
  places(): Promise<FormPlaces>;
  /** Outcomes of own operations that the person should see: conflict, parked, quarantined. */
  outcomes(): Promise<OpOutcome[]>;
}

/** What was restored; everything else of the file was on this phone already, or stays in the file. */
export interface PutBack {
  readonly forms: number;
  readonly operations: number;
  readonly drafts: number;
  /** Operations and drafts that this phone has, or had and finished. */
  readonly alreadyHere: number;
  /**
   * Records that have another draft on this phone: theirs in the file can be restored when that is finished.
   */
  readonly draftsInTheWay: readonly Uuid[];
}

/**
 * Writes the phone's unsent work to a backup file and restores it. README.md, "The backup file". Needs the data
 * key.
 */
export interface Backups {
  /** Only reads, so that a full phone can do it too. @param name whose phone it is */
  take(name: string): Promise<BackupContent>;
  /**
   * Queues the operations this phone does not have after its own work: the same opIds under new numbers. May be
   * repeated, here and on other phones.
   * @throws StorageFullError when there is no room; nothing was changed
   */
  putBack(content: BackupContent): Promise<PutBack>;
}

export interface ConfirmedRows {
  cursor(village: Uuid): Promise<Cursor | undefined>;
  /**
   * Stores rows, cursor and outcomes of one page in one transaction, and drops overlays that the cursor has passed.
   * @returns false, with nothing changed, when the stored cursor is no longer `expected` (another tab was faster), or
   * when this phone is in a later epoch by now: the restored server may have lost what the outcomes are about
   */
  applyPage(village: Uuid, expected: Cursor | undefined, page: PullPage): Promise<boolean>;
  /** Count and (id, version) of the confirmed rows, deleted ones included, for the digest. */
  versions(village: Uuid): Promise<{ readonly id: Uuid; readonly version: number }[]>;
  /**
   * Everything the server acknowledged before `until` (its clock, Unix ms) is in all its backups and need not be
   * retained here. The same value again writes nothing.
   */
  backedUp(until: number): Promise<void>;
  /** Deletes rows and cursor of a village; its drafts and outbox stay. */
  reset(village: Uuid): Promise<void>;
}
