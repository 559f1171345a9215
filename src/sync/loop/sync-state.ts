import { createStore } from 'zustand/vanilla';
import type { ProblemCode } from '../../protocol/problem.ts';
import type { WaitReason } from '../network/network-policy.ts';
import type { Sent, SliceResult } from '../slice/slice-types.ts';

/**
 * starting: unsent work is not counted yet · idle: nothing to do · sending, receiving: a slice runs · waiting: for a
 * better network or for the person (`waitingFor`) · offline: the last try got no answer · stopped: a person has to act
 * (`problem`).
 */
export type SyncPhase = 'starting' | 'idle' | 'sending' | 'receiving' | 'waiting' | 'offline' | 'stopped';

/** A problem that is shown to people; its texts are in locales/<lang>/sync.json under `problem`. */
export type SyncProblem =
  | { readonly kind: 'busy' | 'signInNeeded' | 'revoked' | 'updateNeeded' | 'full' | 'broken' }
  | { readonly kind: 'refused'; readonly problem: ProblemCode };

/** The state of the sync for screens; a new object with every change, the same one in between. */
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
  /** When the next automatic try is planned, Unix ms. */
  readonly retryAt: number | undefined;
  readonly lastResult: SliceResult | undefined;
  /** While sending: forms sent of the `of` forms that were unsent at the start, and the kilobytes it took. */
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

/** An observable value; a patch that changes nothing calls no listener. */
export function createCell<T extends object>(initial: T): Cell<T> {
  const { getState, setState, subscribe } = createStore<T>(() => initial);
  return {
    get: getState,
    subscribe,
    set: (patch) => {
      const value = getState();
      if ((Object.keys(patch) as (keyof T)[]).some((key) => !Object.is(patch[key], value[key]))) setState(patch);
    },
  };
}
