import { createContext, createElement, useCallback, useContext, useMemo, useSyncExternalStore, type ReactElement, type ReactNode } from 'react';
import { dayOf, type Day } from '../domain/day.ts';
import type { Area } from '../domain/area.ts';
import type { Role } from '../domain/roles.ts';
import type { HomesBook } from '../domain/home-index.ts';
import { householdsOf, type Household } from '../domain/village.ts';
import type { Clock } from '../lib/clock.ts';
import type { Uuid } from '../lib/ids.ts';
import type { MeResponse } from '../protocol/join.ts';
import type { Draft, PhoneRecord, PhoneStore } from '../store/phone-store.ts';
import { createLiveViews, type LiveViews, type Loaded } from './live.ts';
import type { RecordingSender } from './recording-sender.ts';
import type { SyncLoop } from './sync-loop.ts';
import type { Observable, SyncState } from './sync-state.ts';
import type { Transport } from './transport.ts';

/** One signed-in person on this phone, as screens see it. The app opens it; features use it through the hooks below. */
export interface Phone {
  readonly enrolment: Uuid;
  /** Under which id the server knows this phone: the enrolment's, until it was found to be copied. */
  readonly device: Uuid;
  readonly store: PhoneStore;
  readonly sync: Pick<SyncLoop, 'state' | 'wake' | 'sendNow'>;
  /** Sends what was recorded for the guides. */
  readonly recordings: Pick<RecordingSender, 'state' | 'wake' | 'sendNow'>;
  readonly transport: Transport;
  readonly clock: Clock;
  /** The same clock as the server last corrected it: for telling which day it is. Cheap phones' clocks go wrong. */
  readonly calendar: Clock;
  /** A new UUIDv7 for a record made on this phone. */
  readonly newId: () => Uuid;
  /** Who this is and what they may see, as last heard from the server. */
  readonly me: MeResponse;
  /** The widest of the person's roles: which first screen and bottom bar they get. */
  readonly role: Role;
  /** The village whose records this phone holds; undefined for officer, viewer and admin, who hold none. */
  readonly village: Area | undefined;
  /** Start of the person's own pages, without a slash at the end: `/p/<enrolment>`. */
  readonly home: string;
}

const PhoneContext = createContext<{ readonly phone: Phone; readonly live: LiveViews } | null>(null);

/** Gives all screens below the person's phone. */
export function PhoneProvider({ phone, children }: { readonly phone: Phone; readonly children: ReactNode }): ReactElement {
  const live = useMemo(() => createLiveViews(phone.store), [phone.store]);
  const value = useMemo(() => ({ phone, live }), [phone, live]);
  return createElement(PhoneContext, { value }, children);
}

function usePhoneContext(): { readonly phone: Phone; readonly live: LiveViews } {
  const value = useContext(PhoneContext);
  if (!value) throw new Error('A screen of the signed-in app was drawn outside PhoneProvider.');
  return value;
}

/** @throws outside a `PhoneProvider`: a bug in the routes. */
export const usePhone = (): Phone => usePhoneContext().phone;

/** The observable's value; draws again when it changes. */
export function useObservable<T>(of: Observable<T>): T {
  const subscribe = useCallback((listener: () => void) => of.subscribe(listener), [of]);
  return useSyncExternalStore(subscribe, () => of.get());
}

/** The village's records with what is only on this phone; again after every change. Nothing is read of no village. */
export function useRecords(village: Uuid | undefined): Loaded<readonly PhoneRecord[]> {
  const { live } = usePhoneContext();
  return useObservable(village === undefined ? notAsked : live.records(village));
}

const loading = { state: 'loading' } as const;
const notAsked: Observable<Loaded<never>> = { get: () => loading, subscribe: () => () => undefined };

/**
 * For going on to a screen that shows what was just frozen: resolves when the village's records (and drafts) on the
 * screens have it. Without it the next screen would show the state before for a blink.
 */
export function useRefresh(village: Uuid): () => Promise<void> {
  const { live } = usePhoneContext();
  return useCallback(async () => {
    await Promise.all([live.records(village).refresh(), live.refreshHomes(), live.disputed(village).refresh(), live.drafts.refresh()]);
  }, [live, village]);
}

/** A home with its people; `onlyHere` while anything of it, or of them, has not reached the server. */
export interface PhoneHousehold extends Household {
  readonly onlyHere: boolean;
  /** The same home, recorded twice: what was merged into this one. */
  readonly merged: readonly PhoneRecord[];
}

/** The village's homes, in no particular order. */
export function useHouseholds(village: Uuid): Loaded<readonly PhoneHousehold[]> {
  const records = useRecords(village);
  return useMemo(() => (records.state === 'ready' ? { state: 'ready', value: toPhoneHouseholds(records.value) } : records), [records]);
}

function toPhoneHouseholds(records: readonly PhoneRecord[]): PhoneHousehold[] {
  const onlyHere = new Set(records.filter((record) => record.onlyHere).map((record) => record.id));
  const merged = new Map(records.flatMap((record) => (record.merged ? [[record.id, record.merged] as const] : [])));
  return householdsOf(records).map((household) => ({
    ...household,
    merged: merged.get(household.id) ?? [],
    onlyHere: onlyHere.has(household.id) || household.people.some((person) => onlyHere.has(person.id)),
  }));
}

/** All homes as a list shows and a search finds them, in both orders; again after every change. For ten thousand, too. */
export function useHomes(village: Uuid): Loaded<HomesBook> {
  return useObservable(usePhoneContext().live.homes(village));
}

/** Reads the homes of `useHomes` again, also after they could not be read. */
export function useRereadHomes(village: Uuid): () => Promise<void> {
  const { live } = usePhoneContext();
  return useCallback(() => live.homes(village).refresh(), [live, village]);
}

/** The records of one home: the home, its people, tally, consents, visits. Reads nothing else of the village. */
export function useHomeRecords(village: Uuid, home: Uuid): Loaded<readonly PhoneRecord[]> {
  return useObservable(usePhoneContext().live.home(village, home));
}

/** What two people wrote differently: the conflict rows, the records they are about and the homes of those, and nothing else. */
export function useDisputed(village: Uuid): Loaded<readonly PhoneRecord[]> {
  return useObservable(usePhoneContext().live.disputed(village));
}

/** One home with its people out of its records; undefined where there is none. */
export const householdIn = (records: readonly PhoneRecord[]): PhoneHousehold | undefined => toPhoneHouseholds(records)[0];

/** Forms under way on this phone ("Phiếu làm dở"). */
export function useDrafts(): Loaded<readonly Draft[]> {
  return useObservable(usePhoneContext().live.drafts);
}

/** What the sync is doing; `phone.sync.sendNow()` is "Gửi ngay". */
export function useSyncState(): SyncState {
  return useObservable(usePhone().sync.state);
}

/** The day it is in Vietnam; changes at midnight (within a minute). */
export function useToday(): Day {
  const { calendar } = usePhone();
  return useSyncExternalStore(everyMinute, () => dayOf(calendar.now()));
}

function everyMinute(listener: () => void): () => void {
  const id = setInterval(listener, 60_000);
  return () => clearInterval(id);
}
