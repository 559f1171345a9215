import { activityUntil } from '../activity/activity-events.ts';
import { answersUntil, type AnswersByCode } from '../record/answer.ts';
import { codesIn, evaluate, type Condition, type Truth } from '../questionnaire/condition.ts';
import { standingAnswer } from '../questionnaire/former-codes.ts';
import type { Day } from '../../lib/day.ts';
import { isAdult, isOfAge } from '../people/person.ts';
import {
  adultsOf,
  householdsOf,
  isResident,
  type CountedRecord,
  type Household,
  type Person,
} from '../people/village.ts';
import { isSurveyed } from '../gaps/survey-state.ts';
import { addCounts, emptyCounts, withActivity, type Counts, type Figure } from './counts.ts';
import type { Indicator, IndicatorId } from './indicator.ts';
import { talliedIn, tallyFigure } from './tallied.ts';
import { countResidue } from './residue.ts';

export { addCounts, emptyCounts, type Counts, type Coverage, type Figure } from './counts.ts';

/**
 * Every figure on phone, server and export comes from here, and what the team did.
 *
 * @param records one village's rows, any order; deleted ones are ignored
 * @param asOf age and answers are judged on this day: answers given later do not count yet
 */
export function countIndicators(records: Iterable<CountedRecord>, indicators: readonly Indicator[], asOf: Day): Counts {
  const all = [...records];
  const left = countResidue(all, asOf);
  const figures = Object.fromEntries(
    indicators.flatMap(({ id }) => (left.figures[id] ? [[id, left.figures[id]]] : [])),
  ) as Counts['figures'];
  return addCounts(countLive(all, indicators, asOf), { ...left, figures });
}

/** The figures of those who are there: what the erased left behind is not in it. */
export function countLive(records: Iterable<CountedRecord>, indicators: readonly Indicator[], asOf: Day): Counts {
  const all = [...records];
  let counts = emptyCounts(indicators);
  for (const household of householdsOf(all)) counts = addCounts(counts, countHousehold(household, indicators, asOf));
  return { ...counts, ...withActivity(activityUntil(all, asOf)) };
}

/**
 * One household's contribution; a village is the sum of its households, so rollups can subtract the old and add the
 * new.
 */
export function countHousehold(household: Household, indicators: readonly Indicator[], asOf: Day): Counts {
  const householdAnswers = answersUntil(household.answers, asOf);
  const rows = rowsIn(household, asOf);
  const tallied = talliedIn(household, asOf);
  const figures: Partial<Record<IndicatorId, Figure>> = {};
  for (const indicator of indicators) {
    // Who is in a tally answered nothing that is in the rows.
    const sum: Sum = { ...tallyFigure(indicator, householdAnswers, tallied), proxy: 0 };
    for (const { answers } of casesIn(indicator, householdAnswers, rows, asOf)) addCase(sum, indicator, answers);
    figures[indicator.id] = sum;
  }
  return {
    coverage: {
      households: 1,
      surveyed: isSurveyed(household, asOf) ? 1 : 0,
      residents: rows.length + tallied.residents,
      adults: adultsOf(household, asOf).length + tallied.adults,
      clusters: { [household.cluster]: 1 },
    },
    figures: figures as Record<IndicatorId, Figure>,
  };
}

/** A resident who has a row, on a day. */
export interface ResidentRow {
  readonly person: Person;
  readonly isAdult: boolean;
  /** What they had answered by then. */
  readonly answers: AnswersByCode;
}

/** Residents who have a row of their own. */
export const rowsIn = ({ people }: Pick<Household, 'people'>, asOf: Day): ResidentRow[] =>
  people
    .filter((person) => isResident(person) && !person.inTally)
    .map((person) => ({
      person,
      isAdult: isAdult(person.birthYear, asOf),
      answers: answersUntil(person.answers, asOf),
    }));

/** One case of a figure: a person with a row, or a household. */
export interface CountedCase {
  /** Undefined where the figure is about households. */
  readonly person: Person | undefined;
  /** Those that decide; undefined for a resident too young to be asked, who counts as a no. */
  readonly answers: AnswersByCode | undefined;
}

const notAsked: AnswersByCode = {};

/** Whom a figure is about in a household. @param household its answers until the day of the rows */
export function casesIn(
  { among, asks }: Indicator,
  householdAnswers: AnswersByCode,
  rows: readonly ResidentRow[],
  asOf: Day,
): CountedCase[] {
  if (among === 'households') return [{ person: undefined, answers: householdAnswers }];
  const cases: CountedCase[] = [];
  for (const { person, isAdult, answers } of rows) {
    if (among === 'adults' && !isAdult) continue;
    if (among === 'from15' && !isOfAge(person.birthYear, 15, asOf)) continue;
    if (among === 'from18' && !isOfAge(person.birthYear, 18, asOf)) continue;
    const told = isAdult ? answers : among === 'from15' ? notAsked : undefined;
    cases.push({ person, answers: asks === 'household' ? householdAnswers : told });
  }
  return cases;
}

type Sum = { -readonly [Part in keyof Figure]-?: number };

/** Adds one case to a figure. */
function addCase(sum: Sum, { met, apart }: Indicator, answers: AnswersByCode | undefined): void {
  sum.total++;
  if (!answers) return void sum.notMet++;
  const { truth, isToldByOthers } = judged(met, answers);
  if (truth === 'yes') sum.met++;
  else if (truth === 'no') sum.notMet++;
  else sum.unknown++;
  if (apart && truth !== 'yes' && evaluate(apart, answers) === 'yes') sum.apart++;
  if (truth !== 'unknown' && isToldByOthers) sum.proxy++;
}

interface Judged {
  readonly truth: Truth;
  /** Somebody else gave an answer that the condition reads. */
  readonly isToldByOthers: boolean;
}

// Answers are never changed, only replaced. A household is counted on every day on which it changes, most of these are
// birthdays, and several figures share a condition.
const judgedBefore = new WeakMap<AnswersByCode, Map<Condition, Judged>>();
const codesOf = new WeakMap<Condition, readonly string[]>();

function judged(condition: Condition, answers: AnswersByCode): Judged {
  let known = judgedBefore.get(answers);
  if (!known) judgedBefore.set(answers, (known = new Map<Condition, Judged>()));
  let found = known.get(condition);
  if (!found) {
    let codes = codesOf.get(condition);
    if (!codes) codesOf.set(condition, (codes = codesIn(condition)));
    const isToldByOthers = codes.some((code) => {
      const given = standingAnswer(code, answers);
      return given?.by === 'proxy' && 'v' in given;
    });
    known.set(condition, (found = { truth: evaluate(condition, answers), isToldByOthers }));
  }
  return found;
}
