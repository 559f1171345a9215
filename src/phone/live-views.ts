import type { Draft, PhoneRecord, PhoneStore } from '../store/phone-store.ts';
import { isDeleted, type RecordKind } from '../domain/record/record.ts';
import type { Uuid } from '../lib/ids.ts';
import { nextTask } from '../lib/next-task.ts';
import { createLiveHouseholdList, type LiveHouseholdList } from './household-list.ts';
import type { Live, Loaded } from './live.ts';
import { systemSchedule } from '../lib/schedule.ts';

type Topic = 'records' | 'drafts' | 'outbox' | 'settings';

const loading = { state: 'loading' } as const;

/**
 * The result of `load`, loaded again after every commit that touches one of `topics`. The old value stays until the new
 * one is there, so that lists do not flicker. Loads only while it has listeners; `again` has it load once more.
 */
export function createLive<T>(
  store: PhoneStore,
  topics: readonly Topic[],
  load: (again: () => void) => Promise<T>,
): Live<T> {
  let value: Loaded<T> = loading;
  let stop: (() => void) | undefined;
  let round = 0;
  let shown = 0;
  // The round that began after the last commit, while it is under way: it brings all that `refresh` promises.
  let upToDate: Promise<void> | undefined;
  const listeners = new Set<() => void>();

  function setValue(next: Loaded<T>, ofRound: number): void {
    if (ofRound < shown) return; // a later round has finished first: its value is newer
    shown = ofRound;
    value = next;
    for (const listener of listeners) listener();
  }

  function reload(): Promise<void> {
    const mine = ++round;
    const mineLoading = load(() => listeners.size > 0 && void reload())
      .then(
        (loaded) => setValue({ state: 'ready', value: loaded }, mine),
        (error: unknown) => setValue({ state: 'failed', error }, mine),
      )
      .finally(() => {
        if (upToDate === mineLoading) upToDate = undefined;
      });
    upToDate = mineLoading;
    return mineLoading;
  }

  return {
    get: () => value,
    // Without listeners the old value is dropped, so that it is never shown as current, and nothing is read.
    refresh: () => {
      if (listeners.size > 0) return upToDate ?? reload();
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

/** The live values that screens read; one each, shared by all screens. */
export interface LiveViews {
  /** All records of these kinds: for kinds of which a village has few. */
  kinds(village: Uuid, kinds: readonly RecordKind[]): Live<readonly PhoneRecord[]>;
  /** The records of these ids that exist, deleted ones left out. */
  some(village: Uuid, ids: readonly Uuid[]): Live<readonly PhoneRecord[]>;
  /** For lists and searches: reads only the fields that they need. */
  householdList(village: Uuid): LiveHouseholdList;
  /** The records of one household, without reading others; empty where there is no such household. */
  household(village: Uuid, householdId: Uuid): Live<readonly PhoneRecord[]>;
  /** A household and its people that others were merged into, each with those. */
  merged(village: Uuid, householdId: Uuid): Live<readonly PhoneRecord[]>;
  /** Conflict rows, the records they are about and the households of those. */
  disputed(village: Uuid): Live<readonly PhoneRecord[]>;
  /** As `Live.refresh`, of every value of records that was shown lately. */
  refreshRecords(): Promise<unknown>;
  readonly drafts: Live<readonly Draft[]>;
}

// More than any screen shows at once.
const mostCached = 12;

/** @param store an unlocked store */
export function createLiveViews(store: PhoneStore): LiveViews {
  const householdsByVillage = new Map<Uuid, LiveHouseholdList>();
  // The last values shown, newest last: going from a household's page to its form and back reads nothing again.
  const recent = new Map<string, Live<readonly PhoneRecord[]>>();

  function keep(key: string, create: () => Live<readonly PhoneRecord[]>): Live<readonly PhoneRecord[]> {
    const known = recent.get(key) ?? create();
    recent.delete(key);
    recent.set(key, known);
    const [oldest] = recent.keys();
    if (recent.size > mostCached) recent.delete(oldest!);
    return known;
  }

  const cached = (key: string, load: () => Promise<readonly PhoneRecord[]>): Live<readonly PhoneRecord[]> =>
    keep(key, () => createLive(store, ['records'], load));

  function householdList(village: Uuid): LiveHouseholdList {
    const known =
      householdsByVillage.get(village) ??
      createLiveHouseholdList({ store, schedule: systemSchedule, yieldToMain: nextTask }, village);
    householdsByVillage.set(village, known);
    return known;
  }

  async function disputedIn(village: Uuid): Promise<readonly PhoneRecord[]> {
    const conflicts = await store.records.listKind(village, 'conflict');
    const about = await store.records.getMany(village, idsIn(conflicts, 'record'));
    const householdsOf = idsIn(about, 'household').filter((id) => !about.some((record) => record.id === id));
    return [...conflicts, ...about, ...(await store.records.getMany(village, householdsOf))].filter(
      (record) => !isDeleted(record),
    );
  }

  /**
   * A household with listeners also keeps its village's household list up to date: the list holds the ids of the
   * household's records.
   */
  function withHouseholdList<T>(village: Uuid, live: Live<T>): Live<T> {
    return {
      ...live,
      subscribe: (listener) => {
        const stops = [live.subscribe(listener), householdList(village).subscribe(() => undefined)];
        return () => stops.forEach((stop) => stop());
      },
    };
  }

  /** @param again asks for them once more: they were read before the village was */
  async function recordsOf(village: Uuid, householdId: Uuid, again: () => void): Promise<readonly PhoneRecord[]> {
    const all = householdList(village);
    const whole = all.refresh();
    const ahead = await all.recordsAhead(householdId);
    if (ahead) {
      void whole.then(again);
      return existing(await store.records.getMany(village, ahead));
    }
    await whole;
    const loaded = all.get();
    if (loaded.state === 'failed') throw loaded.error;
    // The id of a household that was merged into another resolves to that one.
    const canonicalId = all.household(householdId)
      ? householdId
      : ((await store.records.get(village, householdId))?.id ?? householdId);
    return existing(await store.records.getMany(village, all.household(canonicalId)?.records ?? []));
  }

  async function mergedIn(village: Uuid, householdId: Uuid): Promise<readonly PhoneRecord[]> {
    const all = householdList(village);
    await all.refresh();
    const loaded = all.get();
    if (loaded.state === 'failed') throw loaded.error;
    const ids = [...(all.household(householdId)?.records ?? []), ...all.mergedInto(householdId)];
    return (await store.records.getMerged(village, ids)).filter(({ merged }) => merged !== undefined);
  }

  return {
    kinds: (village, kinds) =>
      cached(`${village} kinds ${kinds.join(' ')}`, async () =>
        (await Promise.all(kinds.map((kind) => store.records.listKind(village, kind)))).flat(),
      ),
    some: (village, ids) =>
      cached(`${village} ids ${ids.join(' ')}`, async () => existing(await store.records.getMany(village, ids))),
    householdList,
    household: (village, householdId) => {
      const household = createLive<readonly PhoneRecord[]>(store, ['records'], (again) =>
        recordsOf(village, householdId, again),
      );
      return keep(`${village} ${householdId}`, () => withHouseholdList(village, household));
    },
    merged: (village, householdId) =>
      keep(`${village} merged ${householdId}`, () =>
        withHouseholdList(
          village,
          createLive(store, ['records'], () => mergedIn(village, householdId)),
        ),
      ),
    disputed: (village) => cached(`${village} disputed`, () => disputedIn(village)),
    refreshRecords: () => Promise.all([...recent.values()].map((live) => live.refresh())),
    drafts: createLive(store, ['drafts'], () => store.drafts.list()),
  };
}

const existing = (records: readonly PhoneRecord[]): PhoneRecord[] => records.filter((record) => !isDeleted(record));

/** The distinct ids in this field of the records. */
const idsIn = (records: readonly PhoneRecord[], field: string): Uuid[] => [
  ...new Set(records.flatMap(({ fields }) => (typeof fields[field] === 'string' ? [fields[field]] : []))),
];
