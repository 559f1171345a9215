import type { HouseholdEntry, HouseholdList } from '../domain/search/household-index.ts';
import { createHouseholdIndex } from '../domain/search/household-index.ts';
import type { Uuid } from '../lib/ids.ts';
import type { PhoneStore } from '../store/phone-store.ts';
import type { Live, Loaded } from './live.ts';
import type { Schedule } from '../lib/schedule.ts';

/** All households of a village, with the fields that lists and searches need. */
export interface LiveHouseholdList extends Live<HouseholdList> {
  /** The entry of one household, as of the last update. */
  household(id: Uuid): HouseholdEntry | undefined;
  /**
   * During the first read: resolves to the ids of a household's records as soon as all of them are known, long before
   * the village is read. To undefined, with the end of that read, where only the whole village tells.
   */
  recordsAhead(id: Uuid): Promise<readonly Uuid[] | undefined>;
}

export interface HouseholdsDeps {
  readonly store: PhoneStore;
  readonly schedule: Schedule;
  /** Resolves after the page has had time to draw and take input. */
  readonly yieldToMain: () => Promise<void>;
}

// After so many ms without a change the summary chunks for the next start are written, so not while somebody works.
const quiet = 4000;

/**
 * Keeps a village's household list up to date while it has listeners. All summaries are read once, then only changes,
 * in steps short enough for the page to stay responsive. The list is kept for the next listener.
 */
export function createLiveHouseholdList(
  { store, schedule, yieldToMain }: HouseholdsDeps,
  village: Uuid,
): LiveHouseholdList {
  const reader = store.summaries(village);
  const index = createHouseholdIndex();
  const listeners = new Set<() => void>();
  let value: Loaded<HouseholdList> = { state: 'loading' };
  let stop: (() => void) | undefined;
  let stopWaiting = (): void => undefined;
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  let waiting: { readonly id: Uuid; readonly tell: (records: readonly Uuid[] | undefined) => void }[] = [];

  function tellWaiting(isOver: boolean, households: ReadonlySet<Uuid> = new Set()): void {
    const told = waiting.filter(({ id }) => isOver || households.has(id));
    waiting = waiting.filter((one) => !told.includes(one));
    for (const { id, tell } of told) tell(isOver ? undefined : index.recordsOf(id));
  }

  function setValue(loaded: Loaded<HouseholdList>): void {
    value = loaded;
    for (const listener of listeners) listener();
  }

  async function round(): Promise<void> {
    try {
      for await (const changes of reader.read()) {
        index.apply(changes);
        if (changes.whole && waiting.length > 0) tellWaiting(false, new Set(changes.whole));
        await yieldToMain();
        // The first households show while the others are still being read.
        if (value.state === 'loading' && changes.set.length > 0) await settle(false);
      }
      await settle(true);
      writeChunksWhenQuiet();
    } catch (error) {
      setValue({ state: 'failed', error });
    }
    tellWaiting(true);
  }

  async function settle(isWhole: boolean): Promise<void> {
    const steps = index.settle(isWhole);
    let step = steps.next();
    while (!step.done) {
      await yieldToMain();
      step = steps.next();
    }
    if (value.state !== 'ready' || value.value !== step.value) setValue({ state: 'ready', value: step.value });
  }

  function writeChunksWhenQuiet(): void {
    stopWaiting();
    if (listeners.size === 0) return;
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

  return {
    get: () => value,
    household: (id) => index.get(id),
    recordsAhead: (id) =>
      value.state === 'loading' || (value.state === 'ready' && !value.value.isWhole)
        ? new Promise((tell) => waiting.push({ id, tell }))
        : Promise.resolve(undefined),
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
