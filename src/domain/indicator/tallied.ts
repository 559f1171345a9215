import type { AnswersByCode } from '../record/answer.ts';
import { evaluate } from '../questionnaire/condition.ts';
import type { Day } from '../../lib/day.ts';
import { isAdult, isOfAge } from '../people/person.ts';
import type { TallyFigure } from '../people/tally.ts';
import { isResident, type Household } from '../people/village.ts';
import { noFigure, type Figure } from './counts.ts';
import type { Indicator, IndicatorId } from './indicator.ts';

/** Which number of a tally answers which figure; of the others nothing is known. */
const answeredBy: Readonly<Partial<Record<IndicatorId, TallyFigure>>> = {
  T1: 'online',
  T2: 'digital',
  T4: 'account',
  T4residents: 'account',
  T4from15: 'account',
  T4from18: 'account',
  vneid: 'vneid',
  T5: 'eGovernment',
  T5residents: 'eGovernment',
};

export interface Tallied extends Readonly<Record<TallyFigure, number | null>> {
  readonly residents: number;
  readonly adults: number;
  /** As the adults, and those on the list who are 15. */
  readonly from15: number;
  /** As the adults, less those on the list who are 16 or 17: whose age is not listed counts as 18 or over. */
  readonly from18: number;
}

/**
 * The people of a household who are counted without a row. Who said no has their name on the list and is in here, never
 * in the rows; until somebody fills in the household's numbers nothing is known of them but that they live here.
 */
export function talliedIn({ people, tally }: Pick<Household, 'people' | 'tally'>, asOf: Day): Tallied {
  const listed = people.filter((person) => isResident(person) && person.inTally);
  const adults = listed.filter(({ birthYear }) => isAdult(birthYear, asOf)).length;
  const listedFrom = (age: number): number => listed.filter(({ birthYear }) => isOfAge(birthYear, age, asOf)).length;
  const known = tally && tally.on <= asOf ? tally : undefined;
  const all = Math.max(adults, known?.adults ?? 0);
  const from15 = all + listedFrom(15) - adults;
  return {
    residents: Math.max(listed.length, from15, known?.residents ?? 0),
    adults: all,
    from15,
    from18: all - (adults - listedFrom(18)),
    online: known?.online ?? null,
    account: known?.account ?? null,
    vneid: known?.vneid ?? null,
    digital: known?.digital ?? null,
    eGovernment: known?.eGovernment ?? null,
  };
}

/** What the tallied people of a household add to a figure. */
export function tallyFigure({ id, among, asks, met }: Indicator, household: AnswersByCode, tallied: Tallied): Figure {
  if (among === 'households') return noFigure;
  const total = tallied[among];
  if (asks === 'household') {
    // What the household has, everybody in it has.
    const truth = evaluate(met, household);
    return {
      ...noFigure,
      met: truth === 'yes' ? total : 0,
      notMet: truth === 'no' ? total : 0,
      unknown: truth === 'unknown' ? total : 0,
      total,
    };
  }
  const name = answeredBy[id];
  const number = name && tallied[name];
  const asked = Math.min(total, tallied.adults);
  // Under 16 are not asked: they do not count as met, or of a figure from 15 years are not known.
  const young = total - asked;
  const [notMet, unknown] = among === 'from15' ? [0, young] : [young, 0];
  if (number === null || number === undefined) return { ...noFigure, unknown: asked + unknown, notMet, total };
  // The numbers were given for the people in the tally; somebody who joined it since is not known.
  const counted = Math.min(number, asked);
  return { ...noFigure, met: counted, notMet: asked - counted + notMet, unknown, total };
}
