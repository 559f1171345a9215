import { gapRules } from '../gaps/gap.ts';
import { countHousehold } from '../indicator/count.ts';
import { noFigure, type Figure } from '../indicator/counts.ts';
import { indicators } from '../indicator/current.ts';
import type { IndicatorId } from '../indicator/indicator.ts';
import { adultsOf, type Household, type Person } from '../people/village.ts';
import { codesIn, evaluate, type Truth } from '../questionnaire/condition.ts';
import { answersUntil } from '../record/answer.ts';
import type { Day } from '../../lib/day.ts';
import type { SourceId } from './checklist.ts';

/**
 * A criterion of a "gia đình số", as a figure about one household: the household has it, all its adults do, or one of
 * them. Words: `checklists:family.criterion.<id>` in locales/.
 */
export interface FamilyCriterion {
  readonly id: 'homePhone' | 'vneid' | 'publicServices';
  readonly who: 'household' | 'everyAdult' | 'oneAdult';
  readonly source: SourceId;
}

/**
 * What the newspaper tells of Ân Tường. It does not say how many of a family must have each: that everybody from 16
 * opens VNeID and one of them files papers online is this program's reading, and the screen says so.
 */
export const familyCriteria: readonly FamilyCriterion[] = [
  { id: 'homePhone', who: 'household', source: 'baoGiaLai2026' },
  { id: 'vneid', who: 'everyAdult', source: 'baoGiaLai2026' },
  { id: 'publicServices', who: 'oneAdult', source: 'baoGiaLai2026' },
];

export interface FilledFamilyCriterion {
  readonly criterion: FamilyCriterion;
  readonly state: 'met' | 'notMet' | 'unknown';
  /** The household's part of the village's figure: how many of its people. */
  readonly figure: Figure;
  /** Who still lacks it, with a row; only where the criterion is not met. */
  readonly missing: readonly Person[];
  /** What closes the gap; undefined: there is no guide for it. */
  readonly guide: string | undefined;
}

const counted = indicators.filter(({ id }) => familyCriteria.some((one) => one.id === id));
const indicatorOf = (id: IndicatorId) => counted.find((one) => one.id === id)!;

/** A household's checklist out of its own record; who is in a tally counts by its numbers. */
export function digitalFamily(household: Household, asOf: Day): FilledFamilyCriterion[] {
  const { figures } = countHousehold(household, counted, asOf);
  return familyCriteria.map((criterion) => {
    const figure = figures[criterion.id] ?? noFigure;
    const state = stateOf(criterion, figure);
    return {
      criterion,
      state,
      figure,
      missing: state === 'met' || criterion.who === 'household' ? [] : withoutIt(criterion.id, household, asOf),
      guide: guideFor(criterion.id),
    };
  });
}

function stateOf({ who }: FamilyCriterion, { met, notMet, total }: Figure): FilledFamilyCriterion['state'] {
  if (total === 0) return 'unknown';
  if (who === 'oneAdult') return met > 0 ? 'met' : notMet === total ? 'notMet' : 'unknown';
  return notMet > 0 ? 'notMet' : met === total ? 'met' : 'unknown';
}

const withoutIt = (id: IndicatorId, household: Household, asOf: Day): Person[] =>
  adultsOf(household, asOf).filter(
    ({ answers }) => evaluate(indicatorOf(id).met, answersUntil(answers, asOf)) === 'no',
  );

/** The guide of the gap that shows in the same answer. */
function guideFor(id: IndicatorId): string | undefined {
  const codes = codesIn(indicatorOf(id).met);
  const rule = gapRules.find(({ question, remedy }) => codes.includes(question) && 'guide' in remedy);
  return rule && 'guide' in rule.remedy ? rule.remedy.guide : undefined;
}

/** Does the household meet all of it? */
export function isDigitalFamily(filled: readonly FilledFamilyCriterion[]): Truth {
  if (filled.some(({ state }) => state === 'notMet')) return 'no';
  return filled.every(({ state }) => state === 'met') ? 'yes' : 'unknown';
}

/** How many households of a village meet all of it, as a figure about households. */
export function countDigitalFamilies(households: Iterable<Household>, asOf: Day): Figure {
  const sum = { met: 0, notMet: 0, unknown: 0, total: 0 };
  for (const household of households) {
    const truth = isDigitalFamily(digitalFamily(household, asOf));
    sum[truth === 'yes' ? 'met' : truth === 'no' ? 'notMet' : 'unknown']++;
    sum.total++;
  }
  return { ...noFigure, ...sum };
}
