import {
  createContext,
  createElement,
  useCallback,
  useContext,
  useMemo,
  useSyncExternalStore,
  type ReactElement,
  type ReactNode,
} from 'react';
import { dayOf, type Day } from '../lib/day.ts';
import type { Area } from '../domain/access/area.ts';
import type { Role } from '../domain/access/roles.ts';
import type { HouseholdList } from '../domain/search/household-index.ts';
import type { RecordKind } from '../domain/record/record.ts';
import { householdsOf, type Household } from '../domain/people/village.ts';
import type { Clock } from '../lib/clock.ts';
import type { Uuid } from '../lib/ids.ts';
import type { MeResponse } from '../protocol/accounts/join.ts';
import type { Draft, PhoneRecord, PhoneStore } from '../store/phone-store.ts';
import type { LiveHouseholdList } from './household-list.ts';
import { createLiveViews, type LiveViews } from './live-views.ts';
import type { Live, Loaded } from './live.ts';
import type { PasskeyPrompt } from './passkey-prompt.ts';
import type { AskServer, Observable, RecordingSender, SyncLoop, SyncState, Transport } from '../sync/index.ts';

/**
 * One signed-in person on this phone, as screens see it. The app makes it; features read it through the hooks
 * below.
 */
export interface Phone {
  readonly enrolment: Uuid;
  /** The id under which the server knows this phone: the enrolment's, or another one since the phone was copied. */
  readonly device: Uuid;
  readonly store: PhoneStore;
  readonly sync: Pick<SyncLoop, 'state' | 'wake' | 'sendNow'>;
  /** Sends the guide recordings. */
  readonly recordings: Pick<RecordingSender, 'state' | 'wake' | 'sendNow'>;
  /** What only works with a network; another object after this phone was given a new device id. */
  readonly server: AskServer;
  /** Push, pull and what signs this phone in; screens read the rights again through it. */
  readonly transport: Pick<Transport, 'me'>;
  /** Requests that wait for a passkey; the shell asks for it. */
  readonly passkeys: Pick<PasskeyPrompt, 'questions'>;
  /** Signs with this phone's device key; undefined when the key is gone. */
  readonly sign: (text: string) => Promise<string | undefined>;
  /** The phone's own clock, right or wrong: for stamps that only this phone compares. No day is read from it. */
  readonly clock: Clock;
  /** The clock corrected by the last server time: for the current day. Cheap phones' clocks are often wrong. */
  readonly calendar: Clock;
  /** A new UUIDv7 for a record made on this phone. */
  readonly newId: () => Uuid;
  /** Who the person is and what they may see, by the last answer of the server. */
  readonly me: MeResponse;
  /** The widest of the person's roles; it decides their first screen and bottom bar. */
  readonly role: Role;
  /** The village whose records this phone holds; undefined for officer, viewer and admin, who hold none. */
  readonly village: Area | undefined;
  /** Start of the person's own pages, without a slash at the end: `/p/<enrolment>`. */
  readonly basePath: string;
}

const PhoneContext = createContext<{ readonly phone: Phone; readonly live: LiveViews } | null>(null);

/** Provides the phone to all screens below. */
export function PhoneProvider({
  phone,
  children,
}: {
  readonly phone: Phone;
  readonly children: ReactNode;
}): ReactElement {
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

/** The observable's value; the component renders again when it changes. */
export function useObservable<T>(observable: Observable<T>): T {
  const subscribe = useCallback((listener: () => void) => observable.subscribe(listener), [observable]);
  return useSyncExternalStore(subscribe, () => observable.get());
}

/** The village's records of these kinds; opens no other. */
export function useRecordsOf(village: Uuid, kinds: readonly RecordKind[]): Loaded<readonly PhoneRecord[]> {
  return useObservable(usePhoneContext().live.kinds(village, kinds));
}

/** The records of these ids that exist; opens no other. Without ids: none. */
export function useSomeRecords(village: Uuid, ids: readonly Uuid[]): Loaded<readonly PhoneRecord[]> {
  return useObservable(usePhoneContext().live.some(village, ids));
}

const loading = { state: 'loading' } as const;

/**
 * The returned function resolves when the views of the village have everything committed so far. Call it before opening
 * the screen that shows a form just submitted; that screen would show the earlier state for a moment otherwise.
 */
export function useRefresh(village: Uuid): () => Promise<void> {
  const { live } = usePhoneContext();
  return useCallback(async () => {
    const list = live.householdList(village);
    const shown = list.get();
    // While the village is still being read nothing waits for all of it.
    const isWhole = shown.state === 'ready' && shown.value.isWhole;
    await Promise.all([isWhole ? list.refresh() : undefined, live.refreshRecords(), live.drafts.refresh()]);
  }, [live, village]);
}

/** A household with its people; `onlyHere` while any value of it, or of them, is only on this phone. */
export interface PhoneHousehold extends Household {
  readonly onlyHere: boolean;
  /** Records of the same household that were merged into this one. */
  readonly merged: readonly PhoneRecord[];
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

/**
 * The village's households with the fields that lists and searches need, by name and by address; kept up to date. Fast
 * enough for ten thousand.
 */
export function useHouseholdList(village: Uuid): Loaded<HouseholdList> {
  return useObservable(usePhoneContext().live.householdList(village));
}

/** The value of `useHouseholdList` itself. */
export function useLiveHouseholdList(village: Uuid): LiveHouseholdList {
  return usePhoneContext().live.householdList(village);
}

/** As `useHouseholdList`, once the whole village is in it: for what would count or offer too few before. */
export function useWholeHouseholdList(village: Uuid): Loaded<HouseholdList> {
  const list = useHouseholdList(village);
  return list.state === 'ready' && !list.value.isWhole ? loading : list;
}

/** Reads the households of `useHouseholdList` again; also the retry after a failed read. */
export function useRereadHouseholdList(village: Uuid): () => Promise<void> {
  const { live } = usePhoneContext();
  return useCallback(() => live.householdList(village).refresh(), [live, village]);
}

/**
 * The records of one household: the household, its people, tally, consents, visits. Reads no other full records.
 */
export function useHouseholdRecords(village: Uuid, householdId: Uuid): Loaded<readonly PhoneRecord[]> {
  return useObservable(usePhoneContext().live.household(village, householdId));
}

/** Of a household and its people, those that others were merged into, each with these (`PhoneRecord.merged`). */
export function useMergedRecords(village: Uuid, householdId: Uuid): Loaded<readonly PhoneRecord[]> {
  return useObservable(usePhoneContext().live.merged(village, householdId));
}

/** The value of `useHouseholdRecords` itself, for what keeps itself up to date without drawing. */
export function useLiveHousehold(village: Uuid, householdId: Uuid): Live<readonly PhoneRecord[]> {
  return usePhoneContext().live.household(village, householdId);
}

/**
 * The village's conflict rows, the records they are about, and the households of those records.
 */
export function useDisputed(village: Uuid): Loaded<readonly PhoneRecord[]> {
  return useObservable(usePhoneContext().live.disputed(village));
}

/** The household among its records (`useHouseholdRecords`), with its people; undefined where there is none. */
export const householdIn = (records: readonly PhoneRecord[]): PhoneHousehold | undefined =>
  toPhoneHouseholds(records)[0];

/** Forms under way on this phone ("Phiếu làm dở"). */
export function useDrafts(): Loaded<readonly Draft[]> {
  return useObservable(usePhoneContext().live.drafts);
}

/** The state of the sync; `phone.sync.sendNow()` is "Gửi ngay". */
export function useSyncState(): SyncState {
  return useObservable(usePhone().sync.state);
}

/** The current day in Vietnam; changes within a minute after midnight. */
export function useToday(): Day {
  const { calendar } = usePhone();
  return useSyncExternalStore(everyMinute, () => dayOf(calendar.now()));
}

/** Corrects a stamp of this phone's own clock, by what is known of that clock now. */
export function useCorrected(): (stamp: number) => number {
  const { calendar, clock } = usePhone();
  return (stamp) => stamp + calendar.now() - clock.now();
}

const minute = 60_000;

/** What this phone's clock says beside the server's. */
export interface ClockBehind {
  /** By how many minutes the phone's clock is behind; negative: ahead. 0 while nothing is known. */
  readonly minutes: number;
  /** Unix ms, to the minute. */
  readonly really: number;
  readonly phoneSays: number;
}

/** How far this phone's clock is off; read again every minute, and after each contact that finds it changed. */
export function useClockBehind(): ClockBehind {
  const { calendar, clock } = usePhone();
  const toMinute = (time: number): number => Math.round(time / minute);
  const really = useSyncExternalStore(everyMinute, () => toMinute(calendar.now()));
  const phoneSays = useSyncExternalStore(everyMinute, () => toMinute(clock.now()));
  return { minutes: really - phoneSays, really: really * minute, phoneSays: phoneSays * minute };
}

function everyMinute(listener: () => void): () => void {
  const id = setInterval(listener, minute);
  return () => clearInterval(id);
}
