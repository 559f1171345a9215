import { answersUntil, type AnswersByCode } from '../answer.ts';
import { evaluate } from '../condition.ts';
import type { Day } from '../day.ts';
import { isAdult } from '../person.ts';
import { adultsOf, householdsOf, isResident, type CountedRecord, type Household } from '../village.ts';
import { isSurveyed } from '../survey-state.ts';
import type { Indicator, IndicatorId } from './indicator.ts';
import { talliedIn, tallyFigure } from './tallied.ts';

/** How many of `total` meet the condition. What is neither met nor not met is unknown: that is what the bounds show. */
export interface Figure {
  readonly met: number;
  readonly notMet: number;
  readonly unknown: number;
  readonly total: number;
  /** Among all of the above, those the figure cannot be about. */
  readonly apart: number;
}

export interface Coverage {
  readonly households: number;
  readonly surveyed: number;
  readonly residents: number;
  readonly adults: number;
}

export interface Counts {
  readonly coverage: Coverage;
  readonly figures: Readonly<Record<IndicatorId, Figure>>;
}

/**
 * Every figure on phone, server and export comes from here.
 *
 * @param records one village's rows, any order; deleted ones are ignored
 * @param asOf age and answers are judged on this day: answers given later do not count yet
 */
export function countIndicators(records: Iterable<CountedRecord>, indicators: readonly Indicator[], asOf: Day): Counts {
  let counts = emptyCounts(indicators);
  for (const household of householdsOf(records)) counts = addCounts(counts, countHousehold(household, indicators, asOf));
  return counts;
}

/** One home's contribution; a village is the sum of its homes, so rollups can subtract the old and add the new. */
export function countHousehold(household: Household, indicators: readonly Indicator[], asOf: Day): Counts {
  const home = answersUntil(household.answers, asOf);
  const residents = household.people.filter((person) => isResident(person) && !person.inTally);
  const tallied = talliedIn(household, asOf);
  const figures: Partial<Record<IndicatorId, Figure>> = {};
  for (const indicator of indicators) {
    const inRows = casesOf(indicator, home, residents, asOf).map((answers) => judge(indicator, answers));
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

/** The answers of each counted case; undefined for a resident too young to be asked. */
function casesOf(indicator: Indicator, home: AnswersByCode, residents: Household['people'], asOf: Day): (AnswersByCode | undefined)[] {
  if (indicator.among === 'households') return [home];
  return residents
    .filter((person) => indicator.among === 'residents' || isAdult(person.birthYear, asOf))
    .map((person) => {
      if (indicator.asks === 'home') return home;
      return isAdult(person.birthYear, asOf) ? answersUntil(person.answers, asOf) : undefined;
    });
}

const none: Figure = { met: 0, notMet: 0, unknown: 0, total: 0, apart: 0 };

export function judge(indicator: Indicator, answers: AnswersByCode | undefined): Figure {
  if (!answers) return { ...none, notMet: 1, total: 1 };
  const truth = evaluate(indicator.met, answers);
  const apart = indicator.apart && truth !== 'yes' && evaluate(indicator.apart, answers) === 'yes' ? 1 : 0;
  return { met: truth === 'yes' ? 1 : 0, notMet: truth === 'no' ? 1 : 0, unknown: truth === 'unknown' ? 1 : 0, total: 1, apart };
}

const addFigures = (a: Figure, b: Figure): Figure => ({
  met: a.met + b.met,
  notMet: a.notMet + b.notMet,
  unknown: a.unknown + b.unknown,
  total: a.total + b.total,
  apart: a.apart + b.apart,
});

const sumFigures = (parts: readonly Figure[]): Figure => parts.reduce(addFigures, none);

export function emptyCounts(indicators: readonly Indicator[]): Counts {
  return {
    coverage: { households: 0, surveyed: 0, residents: 0, adults: 0 },
    figures: Object.fromEntries(indicators.map(({ id }) => [id, none])) as Record<IndicatorId, Figure>,
  };
}

export function addCounts(a: Counts, b: Counts): Counts {
  const ids = Object.keys({ ...a.figures, ...b.figures }) as IndicatorId[];
  return {
    coverage: {
      households: a.coverage.households + b.coverage.households,
      surveyed: a.coverage.surveyed + b.coverage.surveyed,
      residents: a.coverage.residents + b.coverage.residents,
      adults: a.coverage.adults + b.coverage.adults,
    },
    figures: Object.fromEntries(ids.map((id) => [id, addFigures(a.figures[id] ?? none, b.figures[id] ?? none)])) as Counts['figures'],
  };
}
