import type { Uuid } from '../lib/ids.ts';
import type { Day } from './day.ts';
import { foldText } from './fold.ts';
import { nameKey, sortKey } from './name-order.ts';
import type { HouseholdSummary, PersonSummary, RecordSummary } from './record-summary.ts';

/** A home as a list shows and a search finds it. */
export interface FoundHome {
  readonly id: Uuid;
  readonly household: HouseholdSummary;
  /** In the order they were added. */
  readonly people: readonly PersonSummary[];
  readonly tallyOn: Day | undefined;
  /** Everything that belongs to this home, itself first. */
  readonly records: readonly Uuid[];
  /** While anything of it is only on this phone. */
  readonly onlyHere: boolean;
  /** For searching (`foldText`); `all` holds the others, a line each: most searches are over after one look at it. */
  readonly folded: { readonly head: string; readonly place: string; readonly people: readonly string[]; readonly all: string };
  readonly byName: string;
  readonly byPlace: string;
}

/** All homes of a village, in both orders. Never changed: a later state is another one. */
export interface HomesBook {
  readonly byName: readonly FoundHome[];
  /** As one walks: by address, then by name. */
  readonly byPlace: readonly FoundHome[];
  /** False while the first reading goes on: then these are only the homes read so far. */
  readonly isWhole: boolean;
}

export interface ChangedSummaries {
  readonly cleared?: boolean;
  readonly set: readonly { readonly summary: RecordSummary; readonly onlyHere: boolean }[];
  readonly gone: readonly Uuid[];
}

export interface HomeIndex {
  /** Takes in a portion of what has changed. */
  apply(changes: ChangedSummaries): void;
  /** Makes the book anew from what was taken in, in steps that are short on a cheap phone. */
  settle(isWhole?: boolean): Generator<void, HomesBook>;
  /** As of the last `settle`. */
  get(home: Uuid): FoundHome | undefined;
}

interface Member {
  readonly summary: RecordSummary;
  readonly onlyHere: boolean;
}

// A home is folded and keyed in some 0.1 ms of a cheap phone.
const homesAStep = 100;
const sortedAStep = 500;
const mergedAStep = 2000;

const homeOf = (summary: RecordSummary): Uuid => (summary.kind === 'household' ? summary.id : summary.home);

/** Puts homes together out of their records' summaries and keeps them in order, touching only what has changed. */
export function createHomeIndex(): HomeIndex {
  const members = new Map<Uuid, Member>();
  const recordsByHome = new Map<Uuid, Set<Uuid>>();
  const homes = new Map<Uuid, FoundHome>();
  let touched = new Set<Uuid>();
  let book: HomesBook = { byName: [], byPlace: [], isWhole: false };

  function drop(id: Uuid): void {
    const before = members.get(id);
    if (!before) return;
    const home = homeOf(before.summary);
    members.delete(id);
    recordsByHome.get(home)?.delete(id);
    touched.add(home);
  }

  function put(member: Member): void {
    const { id } = member.summary;
    const home = homeOf(member.summary);
    const before = members.get(id);
    if (before && homeOf(before.summary) !== home) drop(id);
    members.set(id, member);
    const records = recordsByHome.get(home);
    if (records) records.add(id);
    else recordsByHome.set(home, new Set([id]));
    touched.add(home);
  }

  function made(id: Uuid): FoundHome | undefined {
    const records = [...(recordsByHome.get(id) ?? [])].sort();
    const all = records.map((record) => members.get(record)!);
    const household = members.get(id)?.summary;
    return household?.kind === 'household' ? foundHome(household, all) : undefined;
  }

  return {
    apply({ cleared, set, gone }) {
      if (cleared) {
        for (const id of homes.keys()) touched.add(id);
        members.clear();
        recordsByHome.clear();
      }
      for (const member of set) put(member);
      for (const id of gone) drop(id);
    },
    *settle(isWhole = true) {
      const dirty = touched;
      touched = new Set();
      const fresh: FoundHome[] = [];
      let step = 0;
      for (const id of dirty) {
        const home = made(id);
        if (home) {
          homes.set(id, home);
          fresh.push(home);
        } else homes.delete(id);
        if (++step % homesAStep === 0) yield;
      }
      if (dirty.size === 0) return book.isWhole === isWhole ? book : (book = { ...book, isWhole });
      const byName = yield* reordered(book.byName, dirty, fresh, compareNames);
      const byPlace = yield* reordered(book.byPlace, dirty, fresh, comparePlaces);
      return (book = { byName, byPlace, isWhole });
    },
    get: (id) => homes.get(id),
  };
}

function foundHome(household: HouseholdSummary, all: readonly Member[]): FoundHome {
  const people = all.flatMap(({ summary }) => (summary.kind === 'person' ? [summary] : []));
  // Two phones may each have made a tally, offline: the one made last is the home's (see `householdsOf`).
  const tally = all.map(({ summary }) => summary).findLast((summary) => summary.kind === 'tally');
  const byName = nameKey(household.headName);
  const head = foldText(household.headName);
  const place = foldText(`${household.address} ${household.cluster}`);
  const names = people.map(({ name }) => foldText(name));
  return {
    id: household.id,
    household,
    people,
    tallyOn: tally?.on,
    records: [household.id, ...all.flatMap(({ summary: { id } }) => (id === household.id ? [] : [id]))],
    onlyHere: all.some(({ onlyHere }) => onlyHere),
    folded: { head, place, people: names, all: [head, place, ...names].join('\n') },
    byName,
    byPlace: `${sortKey(household.address)}\u0002${byName}`,
  };
}

type Compare = (a: FoundHome, b: FoundHome) => number;
// The id last: two phones of a team show the same order.
const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const compareNames: Compare = (a, b) => inOrder(a.byName, b.byName) || inOrder(a.byPlace, b.byPlace) || inOrder(a.id, b.id);
const comparePlaces: Compare = (a, b) => inOrder(a.byPlace, b.byPlace) || inOrder(a.id, b.id);

/** The list with its dirty homes replaced by the fresh ones. */
function* reordered(before: readonly FoundHome[], dirty: ReadonlySet<Uuid>, fresh: readonly FoundHome[], compare: Compare): Generator<void, readonly FoundHome[]> {
  const sorted = yield* sortedInSteps(fresh, compare);
  const kept = before.filter(({ id }) => !dirty.has(id));
  yield;
  return kept.length === 0 ? sorted : yield* merged(kept, sorted, compare);
}

function* sortedInSteps(homes: readonly FoundHome[], compare: Compare): Generator<void, readonly FoundHome[]> {
  let runs: (readonly FoundHome[])[] = [];
  for (let at = 0; at < homes.length; at += sortedAStep) {
    runs.push(homes.slice(at, at + sortedAStep).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: (readonly FoundHome[])[] = [];
    for (let at = 0; at < runs.length; at += 2) {
      longer.push(yield* merged(runs[at]!, runs[at + 1] ?? [], compare));
      yield;
    }
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merged(a: readonly FoundHome[], b: readonly FoundHome[], compare: Compare): Generator<void, readonly FoundHome[]> {
  const all: FoundHome[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    all.push(compare(a[i]!, b[j]!) <= 0 ? a[i++]! : b[j++]!);
    if (all.length % mergedAStep === 0) yield;
  }
  while (i < a.length) all.push(a[i++]!);
  while (j < b.length) all.push(b[j++]!);
  return all;
}
