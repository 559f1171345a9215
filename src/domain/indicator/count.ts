import { answersUntil, type AnswersByCode } from '../answer.ts';
import { evaluate } from '../condition.ts';
import type { Day } from '../day.ts';
import { isAdult } from '../person.ts';
import { adultsOf, householdsOf, isResident, type CountedRecord, type Household, type Person } from '../village.ts';
import { isSurveyed } from '../survey-state.ts';
import { addCounts, addFigures, emptyCounts, none, type Counts, type Figure } from './counts.ts';
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
  const residents = rowsIn(household);
  const tallied = talliedIn(household, asOf);
  const figures: Partial<Record<IndicatorId, Figure>> = {};
  for (const indicator of indicators) {
    const inRows = casesIn(indicator, home, residents, asOf).map(({ answers }) => judge(indicator, answers));
    figures[indicator.id] = sumFigures([...inRows, tallyFigure(indicator, home, tallied)]);
  }
  return {
    coverage: {
      households: 1,
      surveyed: isSurveyed(household, asOf) ? 1 : 0,
      residents: residents.length + tallied.residents,
      adults: adultsOf(household, asOf).length + tallied.adults,
    },
    figures: figures as Record<IndicatorId, Figure>,
  };
}

/** One case of a figure: a person with a row, or a home. */
export interface CountedCase {
  /** Undefined where the figure is about homes. */
  readonly person: Person | undefined;
  /** Those that decide; undefined for a resident too young to be asked, who counts as a no. */
  readonly answers: AnswersByCode | undefined;
}

/** Residents who have a row of their own. */
export const rowsIn = ({ people }: Household): Person[] => people.filter((person) => isResident(person) && !person.inTally);

/** Whom a figure is about in a home. @param home its answers until `asOf` @param residents `rowsIn` of it */
export function casesIn(indicator: Indicator, home: AnswersByCode, residents: readonly Person[], asOf: Day): CountedCase[] {
  if (indicator.among === 'households') return [{ person: undefined, answers: home }];
  return residents
    .filter((person) => indicator.among === 'residents' || isAdult(person.birthYear, asOf))
    .map((person) => {
      if (indicator.asks === 'home') return { person, answers: home };
      return { person, answers: isAdult(person.birthYear, asOf) ? answersUntil(person.answers, asOf) : undefined };
    });
}

export function judge(indicator: Indicator, answers: AnswersByCode | undefined): Figure {
  if (!answers) return { ...none, notMet: 1, total: 1 };
  const truth = evaluate(indicator.met, answers);
  const apart = indicator.apart && truth !== 'yes' && evaluate(indicator.apart, answers) === 'yes' ? 1 : 0;
  return { met: truth === 'yes' ? 1 : 0, notMet: truth === 'no' ? 1 : 0, unknown: truth === 'unknown' ? 1 : 0, total: 1, apart };
}

const sumFigures = (parts: readonly Figure[]): Figure => parts.reduce(addFigures, none);
