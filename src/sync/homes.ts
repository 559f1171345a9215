import type { FoundHome, HomesBook } from '../domain/home-index.ts';
import { createHomeIndex } from '../domain/home-index.ts';
import type { Uuid } from '../lib/ids.ts';
import type { PhoneStore } from '../store/phone-store.ts';
import type { Live, Loaded } from './live.ts';
import type { Schedule } from './timers.ts';

/** All homes of a village, as far as finding one needs them. */
export interface LiveHomes extends Live<HomesBook> {
  /** One of them, as of now. */
  home(id: Uuid): FoundHome | undefined;
}

export interface HomesDeps {
  readonly store: PhoneStore;
  readonly schedule: Schedule;
  /** Lets the page draw and take input before more is done. */
  readonly breathe: () => Promise<void>;
}

// After so long without a change the shortcut for the next start is written: not in the middle of somebody's work.
const quiet = 4000;

/**
 * Keeps a village's homes for lists and searches. Read once, then only what changes, always in steps that leave the page
 * able to answer a finger. Goes on while anybody listens; what was read is kept for the next listener.
 */
export function createLiveHomes({ store, schedule, breathe }: HomesDeps, village: Uuid): LiveHomes {
  const reader = store.summaries(village);
  const index = createHomeIndex();
  const listeners = new Set<() => void>();
  let value: Loaded<HomesBook> = { state: 'loading' };
  let stop: (() => void) | undefined;
  let stopWaiting = (): void => undefined;
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  function become(loaded: Loaded<HomesBook>): void {
    value = loaded;
    for (const listener of listeners) listener();
  }

  async function round(): Promise<void> {
    try {
      for await (const changes of reader.read()) {
        index.apply(changes);
        await breathe();
        // The first homes show while the others are still being read.
        if (value.state === 'loading' && changes.set.length > 0) await settle(false);
      }
      await settle(true);
      keepWhenQuiet();
    } catch (error) {
      become({ state: 'failed', error });
    }
  }

  async function settle(isWhole: boolean): Promise<void> {
    const steps = index.settle(isWhole);
    let step = steps.next();
    while (!step.done) {
      await breathe();
      step = steps.next();
    }
    if (value.state !== 'ready' || value.value !== step.value) become({ state: 'ready', value: step.value });
  }

  function keepWhenQuiet(): void {
    stopWaiting();
    if (listeners.size === 0) return;
    stopWaiting = schedule(quiet, () => void reader.keep().catch((error: unknown) => console.warn(error)));
  }

  /** What was committed before the call is in the value when it resolves; calls that come meanwhile share one round. */
  function refresh(): Promise<void> {
    if (next) return next;
    next = running.then(() => {
      next = undefined;
      return (running = round());
    });
    return next;
  }

  return {
    get: () => value,
    home: (id) => index.get(id),
    refresh,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        stop = store.subscribe((changed) => {
          if (changed.has('records')) void refresh();
        });
        void refresh();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stopWaiting();
      };
    },
  };
}
