import type { AnswersByCode } from '../answer.ts';
import { evaluate } from '../condition.ts';
import type { Day } from '../day.ts';
import { isAdult } from '../person.ts';
import type { TallyFigure } from '../tally.ts';
import { isResident, type Household } from '../village.ts';
import type { Figure } from './count.ts';
import type { Indicator, IndicatorId } from './indicator.ts';

/** Which number of a tally answers which figure; of the others nothing is known. */
const answeredBy: Readonly<Partial<Record<IndicatorId, TallyFigure>>> = {
  T1: 'online',
  T2: 'digital',
  T4: 'account',
  T4residents: 'account',
  T5: 'eGovernment',
  T5residents: 'eGovernment',
};

export interface Tallied extends Readonly<Record<TallyFigure, number | null>> {
  readonly residents: number;
  readonly adults: number;
}

/**
 * The people of a home who are counted without a row. Who said no has their name on the list and is in here, never in
 * the rows; until somebody fills in the home's numbers nothing is known of them but that they live here.
 */
export function talliedIn({ people, tally }: Pick<Household, 'people' | 'tally'>, asOf: Day): Tallied {
  const listed = people.filter((person) => isResident(person) && person.inTally);
  const adults = listed.filter(({ birthYear }) => isAdult(birthYear, asOf)).length;
  const known = tally && tally.on <= asOf ? tally : undefined;
  const all = Math.max(adults, known?.adults ?? 0);
  return {
    residents: Math.max(listed.length, all, known?.residents ?? 0),
    adults: all,
    online: known?.online ?? null,
    account: known?.account ?? null,
    vneid: known?.vneid ?? null,
    digital: known?.digital ?? null,
    eGovernment: known?.eGovernment ?? null,
  };
}

const nobody: Figure = { met: 0, notMet: 0, unknown: 0, total: 0, apart: 0 };

/** What the tallied people of a home add to a figure. */
export function tallyFigure({ id, among, asks, met }: Indicator, home: AnswersByCode, tallied: Tallied): Figure {
  if (among === 'households') return nobody;
  const total = among === 'residents' ? tallied.residents : tallied.adults;
  if (asks === 'home') {
    // What the home has, everybody in it has.
    const truth = evaluate(met, home);
    return { ...nobody, met: truth === 'yes' ? total : 0, notMet: truth === 'no' ? total : 0, unknown: truth === 'unknown' ? total : 0, total };
  }
  const name = answeredBy[id];
  const number = name && tallied[name];
  // Under 16 are not asked and do not count as met.
  const children = total - tallied.adults;
  if (number === null || number === undefined) return { ...nobody, unknown: tallied.adults, notMet: children, total };
  // The numbers were given for the people in the tally; somebody who joined it since is not known.
  const counted = Math.min(number, tallied.adults);
  return { ...nobody, met: counted, notMet: total - counted, total };
}
