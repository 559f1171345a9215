import { activityEvents } from '../activity/activity-events.ts';
import { combineActivity, noActivity, type Activity } from '../activity/activity.ts';
import type { AnswersByCode } from '../record/answer.ts';
import type { Day } from '../../lib/day.ts';
import { householdsOf, type CountedRecord, type Household } from '../people/village.ts';
import { addCounts, emptyCounts, isNothing, minus, withActivity, type Counts } from './counts.ts';
import { countHousehold } from './count.ts';
import { firstDay } from './first-day.ts';
import type { Indicator } from './indicator.ts';
import { residueDays } from './residue.ts';

/**
 * By how much figures change on each day from which something holds: an answer's day, a 15th, 16th or 18th birthday.
 * Days before `firstDay` count as that day. Both a village's list of people and its list of households are today's: who
 * moved away is in no day, and who is new is in all, so that the figures of two days speak of the same people.
 */
export type Timeline = ReadonlyMap<Day, Counts>;

export { firstDay };

/** What a household adds to its village's figures, day by day. */
export function householdTimeline(household: Household, indicators: readonly Indicator[]): Timeline {
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
  return sumTimelines([
    ...householdsOf(records).map((household) => householdTimeline(household, indicators)),
    activityTimeline(records),
    residueTimeline(records, indicators),
  ]);
}

/** What a village's team did, day by day. */
function activityTimeline(records: readonly CountedRecord[]): Timeline {
  const byDay = new Map<Day, Activity>();
  for (const { on, activity } of activityEvents(records)) {
    const day = on < firstDay ? firstDay : on;
    byDay.set(day, combineActivity(byDay.get(day) ?? noActivity, activity, 1));
  }
  return new Map([...byDay].map(([on, activity]) => [on, { ...emptyCounts([]), ...withActivity(activity) }]));
}

export function sumTimelines(all: Iterable<Timeline>): Timeline {
  const sum = new Map<Day, Counts>();
  for (const timeline of all)
    for (const [on, change] of timeline) sum.set(on, sum.has(on) ? addCounts(sum.get(on)!, change) : change);
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
    residueDays(records).map(([on, { figures, ...rest }]) => {
      const counted = Object.fromEntries(Object.entries(figures).filter(([id]) => known.has(id))) as Counts['figures'];
      return new Map([[on < firstDay ? firstDay : on, { ...rest, figures: counted }]]);
    }),
  );
}

/** Every day on which what these records count for may change, in order. */
export const changeDaysIn = (records: readonly CountedRecord[]): Day[] =>
  [
    ...new Set([
      ...householdsOf(records).flatMap(changeDays),
      ...activityEvents(records).map(({ on }) => (on < firstDay ? firstDay : on)),
    ]),
  ].sort();

/** Every day on which a household's contribution to the figures may change, in order. */
function changeDays({ answers, people, tally }: Pick<Household, 'answers' | 'people' | 'tally'>): Day[] {
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
    if (person.birthYear !== undefined) for (const age of countedAges) add(firstDayAt(age, person.birthYear));
  }
  return [...days].sort();
}

/** At these ages somebody joins those whom a figure is about. */
const countedAges = [15, 16, 18] as const;

/** The first day of the year in which somebody born in `birthYear` counts as being of this age. */
const firstDayAt = (age: number, birthYear: number): Day => `${String(birthYear + age).padStart(4, '0')}-01-01` as Day;
