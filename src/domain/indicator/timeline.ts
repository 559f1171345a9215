import type { AnswersByCode } from '../answer.ts';
import type { Day } from '../day.ts';
import { adultAge } from '../person.ts';
import { householdsOf, type CountedRecord, type Household } from '../village.ts';
import { addCounts, emptyCounts, isNothing, minus, type Counts } from './counts.ts';
import { countHousehold } from './count.ts';
import type { Indicator } from './indicator.ts';
import { residueDays } from './residue.ts';

/**
 * By how much figures change on each day from which something holds: an answer's day, a 16th birthday. Days before
 * `firstDay` count as that day. Both a village's list of people and its list of homes are today's: who moved away is in no
 * day, and who is new is in all, so that the figures of two days speak of the same people.
 */
export type Timeline = ReadonlyMap<Day, Counts>;

/** The digital teams of the old district began in 2022: nothing before it is ever asked for. */
export const firstDay = '2022-01-01' as Day;

/** What a home adds to its village's figures, day by day. */
export function homeTimeline(household: Household, indicators: readonly Indicator[]): Timeline {
  const timeline = new Map<Day, Counts>();
  let known = emptyCounts(indicators);
  for (const on of changeDays(household)) {
    const counts = countHousehold(household, indicators, on);
    const change = minus(counts, known);
    if (!isNothing(change)) timeline.set(on, change);
    known = counts;
  }
  return timeline;
}

/** What a village's rows add up to, day by day; the recount from which a rollup can always be made again. */
export function timelineOf(records: readonly CountedRecord[], indicators: readonly Indicator[]): Timeline {
  return sumTimelines([...householdsOf(records).map((home) => homeTimeline(home, indicators)), residueTimeline(records, indicators)]);
}

export function sumTimelines(all: Iterable<Timeline>): Timeline {
  const sum = new Map<Day, Counts>();
  for (const timeline of all) for (const [on, change] of timeline) sum.set(on, sum.has(on) ? addCounts(sum.get(on)!, change) : change);
  return sum;
}

/** What has to be added to `before` to make it `after`; days without a change left out. */
export function changeBetween(before: Timeline, after: Timeline): Timeline {
  const change = new Map(after);
  for (const [on, counts] of before) change.set(on, minus(change.get(on) ?? emptyCounts([]), counts));
  return new Map([...change].filter(([, counts]) => !isNothing(counts)));
}

/** What the erased still count for, day by day. */
function residueTimeline(records: readonly CountedRecord[], indicators: readonly Indicator[]): Timeline {
  const known = new Set<string>(indicators.map(({ id }) => id));
  return sumTimelines(
    residueDays(records).map(([on, { coverage, figures }]) => {
      const counted = Object.fromEntries(Object.entries(figures).filter(([id]) => known.has(id))) as Counts['figures'];
      return new Map([[on < firstDay ? firstDay : on, { coverage, figures: counted }]]);
    }),
  );
}

/** Every day on which a home's contribution may change, in order. */
export function changeDays({ answers, people, tally }: Pick<Household, 'answers' | 'people' | 'tally'>): Day[] {
  const days = new Set<Day>([firstDay]);
  const add = (on: Day): void => void (on > firstDay && days.add(on));
  const addAnswers = (given: AnswersByCode): void => {
    for (const { on, was } of Object.values(given)) {
      add(on);
      for (const before of was ?? []) add(before.on);
    }
  };
  addAnswers(answers);
  if (tally) add(tally.on);
  for (const person of people) {
    addAnswers(person.answers);
    if (person.birthYear !== undefined) add(sixteenthYear(person.birthYear));
  }
  return [...days].sort();
}

/** The first day of the year in which somebody born in `birthYear` counts as 16. */
export const sixteenthYear = (birthYear: number): Day => `${String(birthYear + adultAge).padStart(4, '0')}-01-01` as Day;
