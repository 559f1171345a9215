import type { Clock, Random } from '../../lib/clock.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { NewDeviceResponse } from '../../protocol/accounts/new-device.ts';
import type { ProblemCode } from '../../protocol/problem.ts';
import type { PlainSettings, Settings } from '../../store/phone-settings.ts';
import type { PhoneStore, Outbox } from '../../store/phone-store.ts';
import type { SliceMemory } from './slice-memory.ts';
import type { Reply, Transport } from '../network/transport.ts';

/** The parts of a store that a push needs, locked or not; none of them reads a person's data. */
export interface PushStore {
  readonly enrolment: Uuid;
  readonly outbox: Pick<Outbox, 'pending' | 'acknowledge' | 'resendAfter' | 'renumberAfter' | 'ledger'>;
  readonly settings: Pick<Settings, 'get' | 'set'>;
}

/** The parts of a store that a pull needs as well; only an unlocked store can answer them. */
export interface PullStore extends Pick<PhoneStore, 'confirmed'> {
  readonly settings: Pick<Settings, 'get' | 'set' | 'me' | 'saveMe'>;
}

export type EraseReason = 'revoked';

export interface SliceDeps {
  readonly store: PushStore;
  /** Absent while the store is locked and in the service worker: the slice then only pushes. */
  readonly rows?: PullStore;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  /** SHA-256 of the text's UTF-8, lower-case hex. */
  readonly sha256: (text: string) => Promise<string>;
  /** Takes a new device id, because another phone has `from` too. A repeated call takes the same one. */
  readonly reEnrol: (from: Uuid) => Promise<Reply<Pick<NewDeviceResponse, 'device' | 'lastSeq'>>>;
  /**
   * Submits drafts to the outbox: those of one village, because its rows are about to be deleted, or (undefined) all,
   * because this enrolment is about to be erased, which needs `revoked` from the server twice. Absent where drafts
   * cannot be read.
   */
  readonly handIn?: (village: Uuid | undefined) => Promise<void>;
  /** Deletes this enrolment's database. Called only after the server has answered `revoked` twice. */
  readonly eraseSelf: (reason: EraseReason) => Promise<void>;
  /** State that outlives a slice but not the page. */
  readonly memory: SliceMemory;
  /** Called at each step, for the screen only. */
  readonly onStep?: (step: 'sending' | 'receiving') => void;
  /** After each acknowledged push: what this slice has sent so far. For the screen only. */
  readonly onSent?: (sent: Sent) => void;
}

/** The dependencies of a slice that pulls: its store is unlocked. */
export interface PullDeps extends SliceDeps {
  readonly rows: PullStore;
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

/** How a slice ended. `retryAt` is Unix ms by the phone's clock. */
export type SliceEnd =
  /** Nothing is left to send or to fetch. */
  | { readonly kind: 'done' }
  /** The budget ran out first: run the next slice. */
  | { readonly kind: 'more' }
  /** No answer, or not this server's. */
  | { readonly kind: 'offline'; readonly retryAt: number }
  /** 408, 429, 5xx. */
  | { readonly kind: 'busy'; readonly retryAt: number }
  /** The server does not accept the device key any more: a lead must invite again. Nothing was lost. */
  | { readonly kind: 'signInNeeded' }
  /** Revoked: may only push, then is erased; `retryAt` while the server has not stored everything yet. */
  | { readonly kind: 'revoked'; readonly erased: boolean; readonly retryAt?: number }
  /** Everything is sent; the server pulls only with a newer app. */
  | { readonly kind: 'updateNeeded' }
  /** The phone has no room for what came in; what was sent is sent. */
  | { readonly kind: 'full' }
  /** The server refuses, and an immediate retry would be refused too; nothing was lost. */
  | { readonly kind: 'refused'; readonly problem: ProblemCode; readonly retryAt: number };

export type SliceResult = SliceEnd & SliceCounts;

export type PlainKey = keyof PlainSettings;
