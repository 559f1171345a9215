import type { Schedule } from '../../lib/schedule.ts';

/** `failing`: calls of a database fail and wait for another try. */
export type TroubleState = 'none' | 'failing';

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

export function createStorageTrouble(schedule: Schedule): StorageTrouble {
  const listeners = new Set<() => void>();
  const waiting = new Set<Waiting>();
  const wakers = new Set<() => void>();
  const goneListeners = new Set<() => void>();

  const tell = (): void => listeners.forEach((listener) => listener());

  function begin(): Waiting {
    let tries = 0;
    const one: Waiting = {
      pause: () =>
        new Promise((resolve) => {
          const millis = pauses[Math.min(tries++, pauses.length - 1)]!;
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
    waiting.add(one);
    tell();
    return one;
  }

  return {
    get: () => (waiting.size > 0 ? 'failing' : 'none'),
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
