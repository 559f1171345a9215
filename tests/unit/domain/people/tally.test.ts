import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { countIndicators, type Counts } from '../../../../src/domain/indicator/count.ts';
import { indicators } from '../../../../src/domain/indicator/current.ts';
import type { Fields } from '../../../../src/domain/record/record.ts';
import { tallyProblem } from '../../../../src/domain/people/tally.ts';
import type { CountedRecord } from '../../../../src/domain/people/village.ts';
import { aHousehold, id, today } from '../build.ts';

const house = id(900_001);
const tally = (numbers: Fields, of = house, own = id(900_002)): CountedRecord => ({
  id: own,
  kind: 'tally',
  fields: { household: of, on: today, ...numbers },
});
const count = (records: readonly CountedRecord[]): Counts => countIndicators(records, indicators, today);

describe('a household that gives counts only', () => {
  const rows = [
    ...aHousehold({ id: house, answers: { H1: 'yes', H2: 'no', H4: 2 } }),
    tally({ residents: 5, adults: 3, online: 2, account: 1, digital: 1, eGovernment: 0 }),
  ];

  it('is counted as its numbers say', () => {
    const { coverage, figures } = count(rows);
    expect(coverage).toMatchObject({ households: 1, surveyed: 1, residents: 5, adults: 3 });
    expect(figures.T1).toEqual({ met: 2, notMet: 1, unknown: 0, total: 3, apart: 0, proxy: 0 });
    expect(figures.T2).toMatchObject({ met: 1, notMet: 2, total: 3 });
    expect(figures.T4residents).toMatchObject({ met: 1, notMet: 4, total: 5 });
    expect(figures.T5).toMatchObject({ met: 0, notMet: 3, total: 3 });
    expect(figures.T1residents).toMatchObject({ met: 5, total: 5 });
    expect(figures.T3subscribed).toMatchObject({ notMet: 1, total: 1 });
  });

  it('says how many open VNeID', () => {
    expect(
      count([...aHousehold({ id: house }), tally({ residents: 3, adults: 3, vneid: 1 })]).figures.vneid,
    ).toMatchObject({
      met: 1,
      notMet: 2,
      total: 3,
    });
  });

  it('of what has no number nothing is known', () => {
    expect(count(rows).figures.safety).toEqual({ met: 0, notMet: 0, unknown: 3, total: 3, apart: 0, proxy: 0 });
    expect(count([...aHousehold({ id: house }), tally({ residents: 2, adults: 2 })]).figures.T1).toMatchObject({
      unknown: 2,
      total: 2,
    });
  });

  it('of two made offline the later one counts, in any order', () => {
    const two = [...rows, tally({ residents: 2, adults: 2, online: 0 }, house, id(900_003))];
    expect(count(two).figures.T1).toMatchObject({ met: 0, notMet: 2, total: 2 });
    expect(count([...two].reverse())).toEqual(count(two));
  });

  it('without its household is counted nowhere', () => {
    expect(count([tally({ residents: 5, adults: 3, online: 2 })]).coverage.residents).toBe(0);
  });
});

describe('rows and tally', () => {
  const said = { P2: 'daily' };
  const people = (inTally: boolean): CountedRecord[] =>
    aHousehold({ id: house, people: [{ answers: said }, { answers: said }] }).map((row, at) =>
      at === 2 ? { ...row, fields: { ...row.fields, inTally } } : row,
    );

  it('an adult who said no is in the tally and not in the rows, their old answers too', () => {
    expect(count(people(false)).figures.T1).toMatchObject({ met: 2, total: 2 });
    expect(count(people(true)).figures.T1).toMatchObject({ met: 1, unknown: 1, total: 2 });
    expect(count([...people(true), tally({ residents: 1, adults: 1, online: 0 })]).figures.T1).toMatchObject({
      met: 1,
      notMet: 1,
      total: 2,
    });
    expect(count(people(true)).coverage).toMatchObject({ residents: 2, adults: 2 });
  });

  it('each person is counted once, whatever the numbers', () => {
    const number = fc.option(fc.integer({ min: 0, max: 9 }), { nil: null });
    const numbers = fc.record({
      residents: number,
      adults: number,
      online: number,
      account: number,
      vneid: number,
      digital: number,
      eGovernment: number,
    });
    fc.assert(
      fc.property(numbers, fc.boolean(), (given, inTally) => {
        const { coverage, figures } = count([...people(inTally), tally(given)]);
        for (const indicator of indicators) {
          const { met, notMet, unknown, total } = figures[indicator.id];
          expect(met + notMet + unknown).toBe(total);
          expect(Math.min(met, notMet, unknown)).toBeGreaterThanOrEqual(0);
          const { adults, residents, households } = coverage;
          const [from15, from18] = [figures.T4from15.total, figures.T4from18.total];
          expect(total).toBe({ adults, residents, households, from15, from18 }[indicator.among]);
          expect(from18 <= adults && adults <= from15 && from15 <= residents).toBe(true);
        }
        expect(coverage.adults).toBeLessThanOrEqual(coverage.residents);
      }),
    );
  });
});

test.each([
  [{ residents: 5, adults: 3, online: 3 }, undefined],
  [{ residents: 5, adults: 0 }, 'adultsNeeded'],
  [{ residents: 2, adults: 3 }, 'moreAdultsThanResidents'],
  [{ residents: 5, adults: 3, online: 4 }, 'moreThanAdults'],
  [{ residents: 5, adults: 3, eGovernment: 4 }, 'moreThanAdults'],
])('%o: %s', (numbers, problem) => {
  const all = { online: null, account: null, vneid: null, digital: null, eGovernment: null, ...numbers };
  expect(tallyProblem(all)?.problem).toBe(problem);
});
