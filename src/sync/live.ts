import type { Draft, PhoneRecord, PhoneStore } from '../store/phone-store.ts';
import type { Observable } from './sync-state.ts';
import type { Uuid } from '../lib/ids.ts';

/** What a screen has of something it asked the store for. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  /** The store could not be read: a bug or a broken disk. Nothing was lost by it. */
  | { readonly state: 'failed'; readonly error: unknown };

export interface Live<T> extends Observable<Loaded<T>> {
  /** Resolves when what was committed before the call is in the value: to go on to a screen that shows it. */
  refresh(): Promise<void>;
}

type Topic = 'records' | 'drafts' | 'outbox' | 'settings';

const loading = { state: 'loading' } as const;

/**
 * `load`'s result, loaded again after every commit that touches one of `topics`. The old value stays until the new one
 * is there, so that lists do not flicker. Loads only while somebody listens.
 */
export function createLive<T>(store: PhoneStore, topics: readonly Topic[], load: () => Promise<T>): Live<T> {
  let value: Loaded<T> = loading;
  let stop: (() => void) | undefined;
  let round = 0;
  let shown = 0;
  const listeners = new Set<() => void>();

  function become(next: Loaded<T>, of: number): void {
    if (of < shown) return; // a later round was faster: its answer is fresher
    shown = of;
    value = next;
    for (const listener of listeners) listener();
  }

  function reload(): Promise<void> {
    const mine = ++round;
    return load().then(
      (loaded) => become({ state: 'ready', value: loaded }, mine),
      (error: unknown) => become({ state: 'failed', error }, mine),
    );
  }

  return {
    get: () => value,
    refresh: reload,
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) {
        stop = store.subscribe((changed) => {
          if (topics.some((topic) => changed.has(topic))) void reload();
        });
        void reload();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
      };
    },
  };
}

/** What screens watch, shared by all who watch the same. */
export interface LiveViews {
  records(village: Uuid): Live<readonly PhoneRecord[]>;
  readonly drafts: Live<readonly Draft[]>;
}

export function createLiveViews(store: PhoneStore): LiveViews {
  const byVillage = new Map<Uuid, Live<readonly PhoneRecord[]>>();
  return {
    records: (village) => {
      const known = byVillage.get(village) ?? createLive(store, ['records'], () => store.records.list(village));
      byVillage.set(village, known);
      return known;
    },
    drafts: createLive(store, ['drafts'], () => store.drafts.list()),
  };
}
