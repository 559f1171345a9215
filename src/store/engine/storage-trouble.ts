import type { Schedule } from '../../lib/schedule.ts';

/**
 * `failing`: calls of a database fail and wait for another try · `stuck`: one has failed for so long that only a page
 * loaded anew is likely to help (in WebKit no database opens again in a page whose storage process has ended).
 */
export type TroubleState = 'none' | 'failing' | 'stuck';

/** What a person has to be told about the databases of this page. Fits `useSyncExternalStore`. */
export interface StorageTrouble {
  readonly get: () => TroubleState;
  readonly subscribe: (listener: () => void) => () => void;
  /** "Thử lại": every waiting call is tried now. */
  readonly tryNow: () => void;
  /** A call has failed on two connections and is tried again until it succeeds or its database is closed. */
  begin(): Waiting;
  /** A database that was here is no more. */
  gone(): void;
  /** Calls `listener` whenever a database was found to be gone. */
  onGone(listener: () => void): () => void;
}

export interface Waiting {
  /** Resolves when the next try is due: after a pause that grows to ten seconds, or when the person asks. */
  pause(): Promise<void>;
  end(): void;
}

const pauses = [1_000, 2_000, 4_000, 8_000, 10_000] as const;
// Fifteen seconds of tries.
const stuckAfter = 4;

export function createStorageTrouble(schedule: Schedule): StorageTrouble {
  const listeners = new Set<() => void>();
  /** How often each waiting call has been tried again. */
  const waiting = new Map<Waiting, number>();
  const wakers = new Set<() => void>();
  const goneListeners = new Set<() => void>();

  const tell = (): void => listeners.forEach((listener) => listener());

  function begin(): Waiting {
    const one: Waiting = {
      pause: () =>
        new Promise((resolve) => {
          const tries = waiting.get(one) ?? 0;
          const millis = pauses[Math.min(tries, pauses.length - 1)]!;
          waiting.set(one, tries + 1);
          if (tries === stuckAfter) tell();
          const wake = (): void => {
            cancel();
            wakers.delete(wake);
            resolve();
          };
          const cancel = schedule(millis, wake);
          wakers.add(wake);
        }),
      end: () => {
        waiting.delete(one);
        tell();
      },
    };
    waiting.set(one, 0);
    tell();
    return one;
  }

  return {
    get: () => {
      if (waiting.size === 0) return 'none';
      return Math.max(...waiting.values()) > stuckAfter ? 'stuck' : 'failing';
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tryNow: () => {
      for (const wake of wakers) wake();
    },
    begin,
    gone: () => goneListeners.forEach((listener) => listener()),
    onGone: (listener) => {
      goneListeners.add(listener);
      return () => goneListeners.delete(listener);
    },
  };
}
