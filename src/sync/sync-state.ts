import type { ProblemCode } from '../protocol/problem.ts';
import type { WaitReason } from './network-policy.ts';
import type { Sent, SliceResult } from './slice-types.ts';

/**
 * starting: what waits here is not counted yet · idle: all is said and done · sending, receiving: at work · waiting: for a better network or
 * for the person (`waitingFor`) · offline: tried, got no answer · stopped: needs somebody (`problem`).
 */
export type SyncPhase = 'starting' | 'idle' | 'sending' | 'receiving' | 'waiting' | 'offline' | 'stopped';

/** Why people should know; the words are in locales/<lang>/sync.json under `problem`. */
export type SyncProblem =
  | { readonly kind: 'busy' | 'signInNeeded' | 'revoked' | 'updateNeeded' | 'full' | 'broken' }
  | { readonly kind: 'refused'; readonly problem: ProblemCode };

/** What screens may know of the sync; a new object with every change, the same one in between. */
export interface SyncState {
  readonly phase: SyncPhase;
  readonly waitingFor: WaitReason | undefined;
  /** Forms that are only on this phone. */
  readonly unsentForms: number;
  readonly drafts: number;
  /** Unix ms of the oldest unsent form or draft. */
  readonly oldestUnsent: number | undefined;
  /** Unix ms by the phone's clock of the last sync that reached the server. */
  readonly lastContact: number | undefined;
  readonly problem: SyncProblem | undefined;
  /** When the next try is planned by itself, Unix ms. */
  readonly retryAt: number | undefined;
  readonly lastResult: SliceResult | undefined;
  /** While sending: how many of the forms that waited at the start are through, and the bytes it took. */
  readonly progress: (Sent & { readonly of: number }) | undefined;
}

export const initialSyncState: SyncState = {
  phase: 'starting',
  waitingFor: undefined,
  unsentForms: 0,
  drafts: 0,
  oldestUnsent: undefined,
  lastContact: undefined,
  problem: undefined,
  retryAt: undefined,
  lastResult: undefined,
  progress: undefined,
};

/** Fits `useSyncExternalStore(state.subscribe, state.get)`. */
export interface Observable<T> {
  get(): T;
  subscribe(listener: () => void): () => void;
}

export interface Cell<T> extends Observable<T> {
  set(patch: Partial<T>): void;
}

/** An observable value; a patch that changes nothing wakes nobody. */
export function createCell<T extends object>(initial: T): Cell<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (patch) => {
      const next = { ...value, ...patch };
      if ((Object.keys(patch) as (keyof T)[]).every((key) => Object.is(next[key], value[key]))) return;
      value = next;
      for (const listener of listeners) listener();
    },
  };
}
