import type { Clock, Random } from '../lib/clock.ts';
import type { Uuid } from '../lib/ids.ts';
import type { NewDeviceResponse } from '../protocol/new-device.ts';
import type { ProblemCode } from '../protocol/problem.ts';
import type { PlainSettings, Settings } from '../store/phone-settings.ts';
import type { PhoneStore, Outbox } from '../store/phone-store.ts';
import type { SliceMemory } from './slice-memory.ts';
import type { Reply, Transport } from './transport.ts';

/** What pushing needs of a store, locked or not: nothing of it reads a person's data. */
export interface PushStore {
  readonly enrolment: Uuid;
  readonly outbox: Pick<Outbox, 'pending' | 'acknowledge' | 'resendAfter' | 'renumberAfter' | 'ledger'>;
  readonly settings: Pick<Settings, 'get' | 'set'>;
}

/** What pulling needs on top: only an unlocked store has it. */
export type PullStore = Pick<PhoneStore, 'confirmed' | 'settings'>;

export type EraseReason = 'revoked';

export interface SliceDeps {
  readonly store: PushStore;
  /** Left out while the store is locked and in the service worker: then the slice pushes and never pulls. */
  readonly rows?: PullStore;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  /** SHA-256 of the text's UTF-8, lower-case hex. */
  readonly sha256: (text: string) => Promise<string>;
  /** The device id `from` lives on another phone too: take a new one. Asked again, it answers the same. */
  readonly reEnrol: (from: Uuid) => Promise<Reply<Pick<NewDeviceResponse, 'device' | 'lastSeq'>>>;
  /**
   * What is under way in forms becomes operations of the outbox: of one village, because its rows leave this phone, or
   * (undefined) all, because this enrolment is about to be erased; that only after the server said `revoked`, twice. Absent
   * where nobody can read forms.
   */
  readonly handIn?: (village: Uuid | undefined) => Promise<void>;
  /** Removes this enrolment's database from the phone. Called only after the server said `revoked`, twice. */
  readonly eraseSelf: (reason: EraseReason) => Promise<void>;
  /** What outlives a slice but not the page; nothing of it has to survive. */
  readonly memory: SliceMemory;
  /** Tells what the slice is doing, for the screen only. */
  readonly onStep?: (step: 'sending' | 'receiving') => void;
  /** After each acknowledged push: what this slice has sent so far. For the screen only. */
  readonly onSent?: (sent: Sent) => void;
}

export interface Sent {
  readonly forms: number;
  /** Both ways, 1 KB = 1000 bytes, rounded up. */
  readonly kilobytes: number;
}

export interface SliceBudget {
  /** No request starts later than this after the slice's start; a frozen tab keeps its lock, hence ≤ 20,000. */
  readonly millis: number;
  /** No request starts once this many bytes have travelled. */
  readonly bytes?: number;
}

export const pageBudget: SliceBudget = { millis: 20_000 };

export interface SliceCounts {
  /** Forms (groups) the server has stored during this slice. */
  readonly sentForms: number;
  readonly sentOperations: number;
  /** Records that came in. */
  readonly receivedRows: number;
  /** Both ways, 1 KB = 1000 bytes, rounded up. */
  readonly kilobytes: number;
  /** Villages whose digest did not match: fetched again from 0. */
  readonly refetched: readonly Uuid[];
  /** Of `refetched`, those whose digest did not match even then: a bug on one side, for the debug page. */
  readonly mismatched: readonly Uuid[];
}

/** What a slice came to. `retryAt` is Unix ms by the phone's clock. */
export type SliceEnd =
  /** Nothing is left to send or to fetch. */
  | { readonly kind: 'done' }
  /** The budget ran out first: run the next slice. */
  | { readonly kind: 'more' }
  /** No answer, or not this server's. */
  | { readonly kind: 'offline'; readonly retryAt: number }
  /** 408, 429, 5xx. */
  | { readonly kind: 'busy'; readonly retryAt: number }
  /** The device key does not open the door any more: a lead must invite again. Nothing was lost. */
  | { readonly kind: 'signInNeeded' }
  /** May only push, then erases itself; `retryAt` while the server has not taken everything yet. */
  | { readonly kind: 'revoked'; readonly erased: boolean; readonly retryAt?: number }
  /** Everything is sent; the server pulls only with a newer app. */
  | { readonly kind: 'updateNeeded' }
  /** The phone has no room for what came in; what was sent is sent. */
  | { readonly kind: 'full' }
  /** The server refuses in a way that retrying at once will not change; everything is kept. */
  | { readonly kind: 'refused'; readonly problem: ProblemCode; readonly retryAt: number };

export type SliceResult = SliceEnd & SliceCounts;

export type PlainKey = keyof PlainSettings;
