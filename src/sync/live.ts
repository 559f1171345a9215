import type { Draft, PhoneRecord, PhoneStore } from '../store/phone-store.ts';
import { isDeleted } from '../domain/record.ts';
import type { Uuid } from '../lib/ids.ts';
import { breather } from './breathe.ts';
import { createLiveHomes, type LiveHomes } from './homes.ts';
import type { Observable } from './sync-state.ts';
import { systemSchedule } from './timers.ts';

/** What a screen has of something it asked the store for. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  /** The store could not be read: a bug or a broken disk. Nothing was lost by it. */
  | { readonly state: 'failed'; readonly error: unknown };

export interface Live<T> extends Observable<Loaded<T>> {
  /**
   * Resolves when what was committed before the call is in the value: to go on to a screen that shows it. Where nobody
   * listens the value is dropped instead, and the next listener waits for a new one.
   */
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
    // Nobody looks: what is kept from before must not be shown as if it were now, and is not read for nothing.
    refresh: () => {
      if (listeners.size > 0) return reload();
      value = loading;
      return Promise.resolve();
    },
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
  /** For lists and searches: reads no more of a home than they show. */
  homes(village: Uuid): LiveHomes;
  /** The records of one home and nothing else of its village; empty where there is no such home. */
  home(village: Uuid, home: Uuid): Live<readonly PhoneRecord[]>;
  /** Conflict rows, the records they are about and the homes of those. */
  disputed(village: Uuid): Live<readonly PhoneRecord[]>;
  /** As `Live.refresh`, of every home that was asked for. */
  refreshHomes(): Promise<unknown>;
  readonly drafts: Live<readonly Draft[]>;
}

// More than any screen shows at once.
const homesKept = 12;

export function createLiveViews(store: PhoneStore): LiveViews {
  const byVillage = new Map<Uuid, Live<readonly PhoneRecord[]>>();
  const homesByVillage = new Map<Uuid, LiveHomes>();
  const breathe = breather();
  // The last homes that were looked at: going from a home's page to its form and back reads nothing again.
  const looked = new Map<string, Live<readonly PhoneRecord[]>>();

  function homes(village: Uuid): LiveHomes {
    const known = homesByVillage.get(village) ?? createLiveHomes({ store, schedule: systemSchedule, breathe }, village);
    homesByVillage.set(village, known);
    return known;
  }

  const disputedByVillage = new Map<Uuid, Live<readonly PhoneRecord[]>>();
  async function disputedIn(village: Uuid): Promise<readonly PhoneRecord[]> {
    const conflicts = await store.records.listKind(village, 'conflict');
    const about = await store.records.getMany(village, idsIn(conflicts, 'record'));
    const homesOf = idsIn(about, 'household').filter((id) => !about.some((record) => record.id === id));
    return [...conflicts, ...about, ...(await store.records.getMany(village, homesOf))].filter((record) => !isDeleted(record));
  }

  /** Who looks at a home keeps its village's homes read, too: it is they that tell which records are the home's. */
  function withHomes<T>(village: Uuid, live: Live<T>): Live<T> {
    return {
      ...live,
      subscribe: (listener) => {
        const stops = [live.subscribe(listener), homes(village).subscribe(() => undefined)];
        return () => stops.forEach((stop) => stop());
      },
    };
  }

  async function recordsOf(village: Uuid, home: Uuid): Promise<readonly PhoneRecord[]> {
    const all = homes(village);
    await all.refresh();
    const loaded = all.get();
    if (loaded.state === 'failed') throw loaded.error;
    // The address of a home that was merged into another leads to that one.
    const standing = all.home(home) ? home : ((await store.records.get(village, home))?.id ?? home);
    const records = await store.records.getMany(village, all.home(standing)?.records ?? []);
    return records.filter((record) => !isDeleted(record));
  }

  return {
    records: (village) => {
      const known = byVillage.get(village) ?? createLive(store, ['records'], () => store.records.list(village));
      byVillage.set(village, known);
      return known;
    },
    homes,
    home: (village, home) => {
      const key = `${village} ${home}`;
      const known = looked.get(key) ?? withHomes(village, createLive(store, ['records'], () => recordsOf(village, home)));
      looked.delete(key);
      looked.set(key, known);
      const [oldest] = looked.keys();
      if (looked.size > homesKept) looked.delete(oldest!);
      return known;
    },
    disputed: (village) => {
      const known = disputedByVillage.get(village) ?? createLive(store, ['records'], () => disputedIn(village));
      disputedByVillage.set(village, known);
      return known;
    },
    refreshHomes: () => Promise.all([...looked.values()].map((home) => home.refresh())),
    drafts: createLive(store, ['drafts'], () => store.drafts.list()),
  };
}

/** The different ids that stand in this field. */
const idsIn = (records: readonly PhoneRecord[], field: string): Uuid[] => [...new Set(records.flatMap(({ fields }) => (typeof fields[field] === 'string' ? [fields[field]] : [])))];
