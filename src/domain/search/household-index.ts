import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../lib/day.ts';
import { foldPhrase } from '../../lib/fold.ts';
import { byDay } from '../visits/visit.ts';
import type { DayVisit } from '../work/day-facts.ts';
import { mostUrgent } from '../work/remark.ts';
import { nameKey, sortKey } from './name-order.ts';
import type { HouseholdSummary, PersonSummary, RecordSummary } from './record-summary.ts';

/** A household as a list shows and a search finds it. */
export interface HouseholdEntry {
  readonly id: Uuid;
  readonly household: HouseholdSummary;
  /** In the order they were added. */
  readonly people: readonly PersonSummary[];
  readonly tallyOn: Day | undefined;
  /** Oldest first. */
  readonly visits: readonly DayVisit[];
  /** The latest day on which it was given something. */
  readonly aidOn: Day | undefined;
  /** Its form was sent back: to whoever looks after it (`open`), or answered to the lead. */
  readonly remark: 'open' | 'answered' | undefined;
  /** Everything that belongs to this household, itself first. */
  readonly records: readonly Uuid[];
  /** While anything of it is only on this phone. */
  readonly onlyHere: boolean;
  /**
   * Folded texts for searching (`foldText`); `all` joins the others, one line each, and decides most searches
   * alone.
   */
  readonly folded: {
    readonly head: string;
    readonly place: string;
    readonly people: readonly string[];
    readonly all: string;
  };
  readonly byName: string;
  readonly byAddress: string;
}

/** All households of a village, in both orders. Immutable: every update is a new object. */
export interface HouseholdList {
  readonly byName: readonly HouseholdEntry[];
  /** By address, then by name. */
  readonly byAddress: readonly HouseholdEntry[];
  /** False during the first read: the list then has only the households read so far. */
  readonly isWhole: boolean;
}

export interface ChangedSummaries {
  readonly cleared?: boolean;
  readonly set: readonly { readonly summary: RecordSummary; readonly onlyHere: boolean }[];
  readonly gone: readonly Uuid[];
}

export interface HouseholdIndex {
  /** Applies a portion of changes; the list shows them after `settle`. */
  apply(changes: ChangedSummaries): void;
  /** Updates the list with all changes applied since; yields after each step that is short on a cheap phone. */
  settle(isWhole?: boolean): Generator<void, HouseholdList>;
  /** As of the last `settle`. */
  get(householdId: Uuid): HouseholdEntry | undefined;
  /** The ids of everything that belongs to it, as of the last `apply`. */
  recordsOf(householdId: Uuid): readonly Uuid[];
  /** The ids of everything that was merged into these, in one step or several, as of the last `apply`. */
  mergedInto(ids: readonly Uuid[]): readonly Uuid[];
}

interface Member {
  readonly summary: RecordSummary;
  readonly onlyHere: boolean;
}

// Each step takes a cheap phone a few milliseconds at most; who runs them pauses by the clock.
const householdsAStep = 10;
const sortedAStep = 100;
const mergedAStep = 500;

const householdOf = (summary: RecordSummary): Uuid => (summary.kind === 'household' ? summary.id : summary.household);

/** Puts households together out of their records' summaries and keeps them in order, touching only what has changed. */
export function createHouseholdIndex(): HouseholdIndex {
  const members = new Map<Uuid, Member>();
  const recordsByHousehold = new Map<Uuid, Set<Uuid>>();
  const households = new Map<Uuid, HouseholdEntry>();
  const mergedByTarget = new Map<Uuid, Set<Uuid>>();
  let touched = new Set<Uuid>();
  let list: HouseholdList = { byName: [], byAddress: [], isWhole: false };

  function drop(id: Uuid): void {
    const before = members.get(id);
    if (!before) return;
    const householdId = householdOf(before.summary);
    members.delete(id);
    if (before.summary.kind === 'merged') mergedByTarget.get(before.summary.into)?.delete(id);
    recordsByHousehold.get(householdId)?.delete(id);
    touched.add(householdId);
  }

  function put(member: Member): void {
    const { id } = member.summary;
    const householdId = householdOf(member.summary);
    const before = members.get(id);
    if (before && (householdOf(before.summary) !== householdId || before.summary.kind === 'merged')) drop(id);
    members.set(id, member);
    if (member.summary.kind === 'merged') {
      const { into } = member.summary;
      mergedByTarget.set(into, (mergedByTarget.get(into) ?? new Set()).add(id));
    }
    const records = recordsByHousehold.get(householdId);
    if (records) records.add(id);
    else recordsByHousehold.set(householdId, new Set([id]));
    touched.add(householdId);
  }

  function entryOf(id: Uuid): HouseholdEntry | undefined {
    const records = [...(recordsByHousehold.get(id) ?? [])].sort();
    const all = records.map((record) => members.get(record)!);
    const household = members.get(id)?.summary;
    return household?.kind === 'household' ? toEntry(household, all) : undefined;
  }

  return {
    apply({ cleared, set, gone }) {
      if (cleared) {
        for (const id of households.keys()) touched.add(id);
        members.clear();
        mergedByTarget.clear();
        recordsByHousehold.clear();
      }
      for (const member of set) put(member);
      for (const id of gone) drop(id);
    },
    *settle(isWhole = true) {
      const dirty = touched;
      touched = new Set();
      const fresh: HouseholdEntry[] = [];
      let step = 0;
      for (const id of dirty) {
        const entry = entryOf(id);
        if (entry) {
          households.set(id, entry);
          fresh.push(entry);
        } else households.delete(id);
        if (++step % householdsAStep === 0) yield;
      }
      if (dirty.size === 0) return list.isWhole === isWhole ? list : (list = { ...list, isWhole });
      const byName = yield* reordered(list.byName, dirty, fresh, compareNames);
      const byAddress = yield* reordered(list.byAddress, dirty, fresh, comparePlaces);
      return (list = { byName, byAddress, isWhole });
    },
    get: (id) => households.get(id),
    recordsOf: (id) => [...(recordsByHousehold.get(id) ?? [])],
    mergedInto(ids) {
      const found = new Set(ids);
      for (const id of found) for (const gone of mergedByTarget.get(id) ?? []) found.add(gone);
      return [...found].slice(new Set(ids).size);
    },
  };
}

function toEntry(household: HouseholdSummary, all: readonly Member[]): HouseholdEntry {
  const people = all.flatMap(({ summary }) => (summary.kind === 'person' ? [summary] : []));
  // Two phones may each have made a tally, offline: the one made last is the household's (see `householdsOf`).
  const tallyOn = all.flatMap(({ summary }) => (summary.kind === 'tally' ? (summary.on ?? []) : [])).at(-1);
  const visits = all.flatMap(({ summary }) => (summary.kind === 'visit' ? (summary.visit ?? []) : []));
  const byName = nameKey(household.headName);
  const head = foldPhrase(household.headName);
  const place = foldPhrase(`${household.address} ${household.cluster}`);
  const names = people.map(({ name }) => foldPhrase(name));
  return {
    id: household.id,
    household,
    people,
    tallyOn,
    visits: visits.sort(byDay),
    aidOn: all
      .flatMap(({ summary }) => (summary.kind === 'aid' ? (summary.on ?? []) : []))
      .sort()
      .at(-1),
    remark: mostUrgent(all.flatMap(({ summary }) => (summary.kind === 'remark' ? [summary.state] : []))),
    records: [household.id, ...all.flatMap(({ summary: { id } }) => (id === household.id ? [] : [id]))],
    onlyHere: all.some(({ onlyHere }) => onlyHere),
    folded: { head, place, people: names, all: [head, place, ...names].join('\n') },
    byName,
    byAddress: placeKey(household),
  };
}

/** For lists of households: by address, as one walks, then by the head's name. */
export const placeKey = ({ address, headName }: Pick<HouseholdSummary, 'address' | 'headName'>): string =>
  `${sortKey(address)}\u0002${nameKey(headName)}`;

type Compare = (a: HouseholdEntry, b: HouseholdEntry) => number;
// The id last: two phones of a team show the same order.
const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const compareNames: Compare = (a, b) =>
  inOrder(a.byName, b.byName) || inOrder(a.byAddress, b.byAddress) || inOrder(a.id, b.id);
const comparePlaces: Compare = (a, b) => inOrder(a.byAddress, b.byAddress) || inOrder(a.id, b.id);

/** The list with its dirty households replaced by the fresh ones. */
function* reordered(
  before: readonly HouseholdEntry[],
  dirty: ReadonlySet<Uuid>,
  fresh: readonly HouseholdEntry[],
  compare: Compare,
): Generator<void, readonly HouseholdEntry[]> {
  const sorted = yield* sortedInSteps(fresh, compare);
  const kept = before.filter(({ id }) => !dirty.has(id));
  yield;
  return kept.length === 0 ? sorted : yield* merged(kept, sorted, compare);
}

function* sortedInSteps(
  households: readonly HouseholdEntry[],
  compare: Compare,
): Generator<void, readonly HouseholdEntry[]> {
  let runs: (readonly HouseholdEntry[])[] = [];
  for (let at = 0; at < households.length; at += sortedAStep) {
    runs.push(households.slice(at, at + sortedAStep).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: (readonly HouseholdEntry[])[] = [];
    for (let at = 0; at < runs.length; at += 2) {
      longer.push(yield* merged(runs[at]!, runs[at + 1] ?? [], compare));
      yield;
    }
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merged(
  a: readonly HouseholdEntry[],
  b: readonly HouseholdEntry[],
  compare: Compare,
): Generator<void, readonly HouseholdEntry[]> {
  const all: HouseholdEntry[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    all.push(compare(a[i]!, b[j]!) <= 0 ? a[i++]! : b[j++]!);
    if (all.length % mergedAStep === 0) yield;
  }
  while (i < a.length) all.push(a[i++]!);
  while (j < b.length) all.push(b[j++]!);
  return all;
}
