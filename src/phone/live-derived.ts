import { createPause, inSteps } from '../lib/time-slices.ts';
import type { Schedule } from '../lib/schedule.ts';
import type { DerivedChanges, DerivedReader, PhoneStore } from '../store/phone-store.ts';
import type { Live, Loaded } from './live.ts';

export interface DerivedDeps {
  readonly store: Pick<PhoneStore, 'subscribe'>;
  readonly schedule: Schedule;
  /** Resolves after the page has had time to draw and take input. */
  readonly yieldToMain: () => Promise<void>;
}

/** What a village's derived values add up to, kept up from changes. */
export interface DerivedIndex<S, V> {
  apply(changes: DerivedChanges<S>): void;
  /** The value with all changes applied; the same object where nothing changed. Yields after each short step. */
  settle(isWhole: boolean): Generator<void, V>;
}

export interface LiveDerivedOptions<S, V> {
  /**
   * Whether the value is shown before the village is read to its end. If not, a value from before a commit that nobody
   * listened to is not shown either: a figure that is wrong for a moment is taken for one that moved.
   */
  readonly showsFirst: boolean;
  /** After each portion is applied. */
  readonly onPortion?: (changes: DerivedChanges<S>) => void;
  /** With the value of the whole village, before anybody is shown it. */
  readonly onWhole?: (value: V) => void;
  /** At the end of a read, also of one that failed. */
  readonly onOver?: () => void;
}

// After so many ms without a change the chunks for the next start are written, so not while somebody works.
const quiet = 4000;

/**
 * Keeps what is derived of a village up to date while it has listeners. All is read once, then only changes, in steps
 * short enough for the page to stay responsive. The value is kept for the next listener.
 */
export function createLiveDerived<S, V>(
  { store, schedule, yieldToMain }: DerivedDeps,
  reader: DerivedReader<S>,
  index: DerivedIndex<S, V>,
  { showsFirst, onPortion, onWhole, onOver }: LiveDerivedOptions<S, V>,
): Live<V> {
  const listeners = new Set<() => void>();
  let value: Loaded<V> = { state: 'loading' };
  let isHeard = false;
  let stopWaiting = (): void => undefined;
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  const pause = createPause(yieldToMain);

  function setValue(loaded: Loaded<V>): void {
    value = loaded;
    for (const listener of listeners) listener();
  }

  async function round(): Promise<void> {
    try {
      for await (const changes of reader.read()) {
        index.apply(changes);
        onPortion?.(changes);
        await pause();
        // The first households show while the others are still being read.
        if (showsFirst && value.state === 'loading' && changes.set.length > 0) await settle(false);
      }
      await settle(true);
      writeChunksWhenQuiet();
    } catch (error) {
      setValue({ state: 'failed', error });
    }
    onOver?.();
  }

  async function settle(isWhole: boolean): Promise<void> {
    const settled = await inSteps(index.settle(isWhole), pause);
    if (isWhole) onWhole?.(settled);
    if (value.state !== 'ready' || value.value !== settled) setValue({ state: 'ready', value: settled });
  }

  function writeChunksWhenQuiet(): void {
    stopWaiting();
    if (showsFirst && listeners.size === 0) return;
    stopWaiting = schedule(quiet, () => void reader.keep().catch((error: unknown) => console.warn(error)));
  }

  /** See `Live.refresh`. Calls during a round share the next one. */
  function refresh(): Promise<void> {
    if (next) return next;
    next = running.then(() => {
      next = undefined;
      return (running = round());
    });
    return next;
  }

  function hear(): void {
    if (isHeard) return;
    isHeard = true;
    store.subscribe((changed) => {
      if (!changed.has('records')) return;
      if (listeners.size > 0) void refresh();
      else if (!showsFirst) value = { state: 'loading' };
    });
  }

  return {
    get: () => value,
    refresh,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        hear();
        void refresh();
      }
      return () => {
        listeners.delete(listener);
        // Figures are looked at and left: their chunks are written even so, or each start would open every record.
        if (listeners.size === 0 && showsFirst) stopWaiting();
      };
    },
  };
}
