import { answersUntil, type AnswersByCode } from '../answer.ts';
import { evaluate } from '../condition.ts';
import type { Day } from '../day.ts';
import { isAdult } from '../person.ts';
import { adultsOf, householdsOf, isResident, type CountedRecord, type Household, type Person } from '../village.ts';
import { isSurveyed } from '../survey-state.ts';
import { addCounts, emptyCounts, type Counts, type Figure } from './counts.ts';
import type { Indicator, IndicatorId } from './indicator.ts';
import { talliedIn, tallyFigure } from './tallied.ts';
import { countResidue } from './residue.ts';

export { addCounts, emptyCounts, type Counts, type Coverage, type Figure } from './counts.ts';

/**
 * Every figure on phone, server and export comes from here.
 *
 * @param records one village's rows, any order; deleted ones are ignored
 * @param asOf age and answers are judged on this day: answers given later do not count yet
 */
export function countIndicators(records: Iterable<CountedRecord>, indicators: readonly Indicator[], asOf: Day): Counts {
  const all = [...records];
  const left = countResidue(all, asOf);
  const figures = Object.fromEntries(indicators.flatMap(({ id }) => (left.figures[id] ? [[id, left.figures[id]]] : []))) as Counts['figures'];
  return addCounts(countLive(all, indicators, asOf), { coverage: left.coverage, figures });
}

/** The figures of those who are there: what the erased left behind is not in it. */
export function countLive(records: Iterable<CountedRecord>, indicators: readonly Indicator[], asOf: Day): Counts {
  let counts = emptyCounts(indicators);
  for (const household of householdsOf(records)) counts = addCounts(counts, countHousehold(household, indicators, asOf));
  return counts;
}

/** One home's contribution; a village is the sum of its homes, so rollups can subtract the old and add the new. */
export function countHousehold(household: Household, indicators: readonly Indicator[], asOf: Day): Counts {
  const home = answersUntil(household.answers, asOf);
  const rows = rowsIn(household, asOf);
  const tallied = talliedIn(household, asOf);
  const figures: Partial<Record<IndicatorId, Figure>> = {};
  for (const indicator of indicators) {
    const sum: Sum = { ...tallyFigure(indicator, home, tallied) };
    for (const { answers } of casesIn(indicator, home, rows)) judge(sum, indicator, answers);
    figures[indicator.id] = sum;
  }
  return {
    coverage: {
      households: 1,
      surveyed: isSurveyed(household, asOf) ? 1 : 0,
      residents: rows.length + tallied.residents,
      adults: adultsOf(household, asOf).length + tallied.adults,
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
    .map((person) => ({ person, isAdult: isAdult(person.birthYear, asOf), answers: answersUntil(person.answers, asOf) }));

/** One case of a figure: a person with a row, or a home. */
export interface CountedCase {
  /** Undefined where the figure is about homes. */
  readonly person: Person | undefined;
  /** Those that decide; undefined for a resident too young to be asked, who counts as a no. */
  readonly answers: AnswersByCode | undefined;
}

/** Whom a figure is about in a home. @param home its answers until the day of the rows */
export function casesIn({ among, asks }: Indicator, home: AnswersByCode, rows: readonly ResidentRow[]): CountedCase[] {
  if (among === 'households') return [{ person: undefined, answers: home }];
  const cases: CountedCase[] = [];
  for (const { person, isAdult, answers } of rows) {
    if (among === 'adults' && !isAdult) continue;
    cases.push({ person, answers: asks === 'home' ? home : isAdult ? answers : undefined });
  }
  return cases;
}

type Sum = { -readonly [Part in keyof Figure]: number };

/** Adds one case to a figure. */
function judge(sum: Sum, { met, apart }: Indicator, answers: AnswersByCode | undefined): void {
  sum.total++;
  const truth = answers ? evaluate(met, answers) : 'no';
  if (truth === 'yes') sum.met++;
  else if (truth === 'no') sum.notMet++;
  else sum.unknown++;
  if (answers && apart && truth !== 'yes' && evaluate(apart, answers) === 'yes') sum.apart++;
}
