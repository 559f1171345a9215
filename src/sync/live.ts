import type { Draft, PhoneRecord, PhoneStore } from '../store/phone-store.ts';
import type { Observable } from './sync-state.ts';
import type { Uuid } from '../lib/ids.ts';

/** What a screen has of something it asked the store for. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  /** The store could not be read: a bug or a broken disk. Nothing was lost by it. */
  | { readonly state: 'failed'; readonly error: unknown };

type Topic = 'records' | 'drafts' | 'outbox' | 'settings';

const loading = { state: 'loading' } as const;

/**
 * `load`'s result, loaded again after every commit that touches one of `topics`. The old value stays until the new one
 * is there, so that lists do not flicker. Loads only while somebody listens.
 */
export function createLive<T>(store: PhoneStore, topics: readonly Topic[], load: () => Promise<T>): Observable<Loaded<T>> {
  let value: Loaded<T> = loading;
  let stop: (() => void) | undefined;
  let round = 0;
  const listeners = new Set<() => void>();

  function become(next: Loaded<T>, of: number): void {
    if (of !== round) return; // a later round is under way: its answer is fresher
    value = next;
    for (const listener of listeners) listener();
  }

  function reload(): void {
    const mine = ++round;
    load().then(
      (loaded) => become({ state: 'ready', value: loaded }, mine),
      (error: unknown) => become({ state: 'failed', error }, mine),
    );
  }

  return {
    get: () => value,
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) {
        stop = store.subscribe((changed) => {
          if (topics.some((topic) => changed.has(topic))) reload();
        });
        reload();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        round++;
      };
    },
  };
}

/** What screens watch, shared by all who watch the same. */
export interface LiveViews {
  records(village: Uuid): Observable<Loaded<readonly PhoneRecord[]>>;
  readonly drafts: Observable<Loaded<readonly Draft[]>>;
}

export function createLiveViews(store: PhoneStore): LiveViews {
  const byVillage = new Map<Uuid, Observable<Loaded<readonly PhoneRecord[]>>>();
  return {
    records: (village) => {
      const known = byVillage.get(village) ?? createLive(store, ['records', 'outbox'], () => store.records.list(village));
      byVillage.set(village, known);
      return known;
    },
    drafts: createLive(store, ['drafts'], () => store.drafts.list()),
  };
}
