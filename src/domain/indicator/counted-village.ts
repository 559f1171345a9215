import type { Day } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import { householdsOf, type CountedRecord, type Household } from '../people/village.ts';
import { visitsOf, type Visit } from '../visits/visit.ts';
import { countIndicators } from './count.ts';
import { householdCounted } from './counted.ts';
import { addCounts, emptyCounts, type Counts } from './counts.ts';
import type { Indicator } from './indicator.ts';
import { rollupOf, type RollupRow } from './rollup.ts';
import { sumTimelines, timelineOf, type Timeline } from './timeline.ts';

/** All counted records of some households, the village's own in one part too. The same array until one changes. */
export type Part = readonly CountedRecord[];

/**
 * What a village counts for, in parts small enough for a cheap phone to count between two frames. Every figure is a sum
 * over households (`countHousehold`), so a village is the sum of its parts, and only changed parts are counted anew.
 */
export interface CountedVillage {
  readonly parts: readonly Part[];
}

export interface CountedIndex {
  /** Applies a portion of changes; the village shows them after `settle`. */
  apply(changes: {
    readonly cleared?: boolean;
    readonly set: readonly { readonly summary: CountedRecord }[];
    readonly gone: readonly Uuid[];
  }): void;
  /** The village with all changes applied since; yields after each step that is short on a cheap phone. */
  settle(): Generator<void, CountedVillage>;
}

// Twenty are counted in some 20 ms of a cheap phone.
const householdsAPart = 20;
const partsAStep = 50;

/** Puts the counted records of a village into parts, touching only those that have changed. */
export function createCountedIndex(): CountedIndex {
  const placeOf = new Map<Uuid, Place>();
  const records = new Map<Uuid, CountedRecord>();
  let places: Place[] = [];
  let free: Place | undefined;
  let village: CountedVillage = { parts: [] };

  function placeFor(household: Uuid): Place {
    const known = placeOf.get(household);
    if (known) return known;
    if (!free || free.households === householdsAPart) places.push((free = { records: new Map(), households: 0 }));
    free.households++;
    placeOf.set(household, free);
    return free;
  }

  function drop(id: Uuid): void {
    const before = records.get(id);
    if (!before) return;
    records.delete(id);
    const place = placeFor(householdCounted(before));
    place.records.delete(id);
    place.part = undefined;
  }

  function put(record: CountedRecord): void {
    const before = records.get(record.id);
    if (before && householdCounted(before) !== householdCounted(record)) drop(record.id);
    records.set(record.id, record);
    const place = placeFor(householdCounted(record));
    place.records.set(record.id, record);
    place.part = undefined;
  }

  return {
    apply({ cleared, set, gone }) {
      if (cleared) {
        placeOf.clear();
        records.clear();
        places = [];
        free = undefined;
      }
      for (const { summary } of set) put(summary);
      for (const id of gone) drop(id);
    },
    *settle() {
      let made = 0;
      for (const place of places) {
        if (place.part) continue;
        place.part = [...place.records.values()];
        if (++made % partsAStep === 0) yield;
      }
      const isSame = places.length === village.parts.length && places.every(({ part }, i) => part === village.parts[i]);
      return isSame ? village : (village = { parts: places.map(({ part }) => part!) });
    },
  };
}

interface Place {
  readonly records: Map<Uuid, CountedRecord>;
  households: number;
  /** Undefined where something of it has changed. */
  part?: Part | undefined;
}

/** A function of a part, worked out once for each. */
function once<T>(of: (part: Part) => T): (part: Part) => T {
  const known = new WeakMap<Part, { readonly value: T }>();
  return (part) => {
    let found = known.get(part);
    if (!found) known.set(part, (found = { value: of(part) }));
    return found.value;
  };
}

/** A part's households, in no order. */
export const householdsIn: (part: Part) => readonly Household[] = once(householdsOf);

/** A part's visits, oldest first. */
export const visitsIn: (part: Part) => readonly Visit[] = once(visitsOf);

/** The sum of what `of` says of each part; yields after each, so `of` should be short on a cheap phone. */
export function* sumOfParts<T>(
  { parts }: CountedVillage,
  of: (part: Part) => T,
  add: (sum: T, more: T) => T,
  none: T,
): Generator<void, T> {
  let sum = none;
  for (const part of parts) {
    sum = add(sum, of(part));
    yield;
  }
  return sum;
}

// A report asks for two days, every screen beside it for today.
const daysKept = 4;
const countsOfPart = new WeakMap<readonly Indicator[], (part: Part) => Map<Day, Counts>>();

/** The figures on a day, what the team did, and what the erased left behind: `countIndicators`, in steps. */
export function* countVillage(
  village: CountedVillage,
  indicators: readonly Indicator[],
  asOf: Day,
): Generator<void, Counts> {
  let known = countsOfPart.get(indicators);
  if (!known) countsOfPart.set(indicators, (known = once(() => new Map<Day, Counts>())));
  const counts = (part: Part): Counts => {
    const byDay = known(part);
    let found = byDay.get(asOf);
    if (found) return found;
    byDay.set(asOf, (found = countIndicators(part, indicators, asOf)));
    const [oldest] = byDay.keys();
    if (byDay.size > daysKept) byDay.delete(oldest!);
    return found;
  };
  return yield* sumOfParts(village, counts, addCounts, emptyCounts(indicators));
}

const timelinesOfPart = once(() => new Map<Indicator, Timeline>());

/** A figure on every day on which it changes, oldest first. */
export function* rollupOfFigure(village: CountedVillage, indicator: Indicator): Generator<void, RollupRow[]> {
  const only = [indicator];
  const timeline = (part: Part): Timeline => {
    const known = timelinesOfPart(part);
    let found = known.get(indicator);
    if (!found) known.set(indicator, (found = timelineOf(part, only)));
    return found;
  };
  const sum = yield* sumOfParts<Timeline>(village, timeline, (a, b) => sumTimelines([a, b]), new Map());
  return rollupOf(sum, only);
}
