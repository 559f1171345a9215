import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  addCounts,
  countHousehold,
  countIndicators,
  emptyCounts,
  type Counts,
  type Figure,
} from '../../../../src/domain/indicator/count.ts';
import { indicators } from '../../../../src/domain/indicator/current.ts';
import { indicatorIds, type IndicatorId } from '../../../../src/domain/indicator/indicator.ts';
import { householdsOf, type CountedRecord } from '../../../../src/domain/people/village.ts';
import { someHousehold, someVillage } from '../arbitrary.ts';
import {
  day,
  aHousehold,
  refused,
  said,
  today,
  unknown,
  wholeHousehold,
  wholePerson,
  type PersonStory,
} from '../build.ts';

const count = (records: readonly CountedRecord[], asOf = today): Counts => countIndicators(records, indicators, asOf);
const figure = (which: IndicatorId, records: readonly CountedRecord[], asOf = today): Figure =>
  count(records, asOf).figures[which];
const met = (which: IndicatorId, answers: PersonStory['answers']): string => {
  const {
    met,
    notMet,
    unknown: open,
    apart,
  } = figure(which, aHousehold({ people: [{ ...(answers && { answers }) }] }));
  return `${['yes', 'no', 'unknown'][[met, notMet, open].indexOf(1)]}${apart ? ' apart' : ''}`;
};

/** Every kind of digital solution answered with no. */
const nothingBut = { P5: 'no', P6: 'paper', P7: 'no', P8: 'no', P9: 'no', P10: 'no', P12: 'no' };

describe('who counts, one person at a time', () => {
  test.each<[IndicatorId, string, PersonStory['answers'], string]>([
    ['T1', 'online every day', { P2: 'daily' }, 'yes'],
    ['T1', 'online now and then', { P2: 'rarely' }, 'yes'],
    ['T1', 'not online', { P2: 'no' }, 'no'],
    ['T1', 'not asked', {}, 'unknown'],
    ['T1', 'Chưa rõ', { P2: unknown }, 'unknown'],
    ['T1', 'Không muốn trả lời', { P2: refused }, 'unknown'],
    ['T2', 'pays by themselves', { P5: 'self' }, 'yes'],
    ['T2', 'was shown and tapped themselves', { P6: 'guided' }, 'yes'],
    ['T2', 'looks up their tax', { P7: 'self' }, 'yes'],
    ['T2', 'opens the health insurance card', { P8: 'yes' }, 'yes'],
    ['T2', 'has the card’s app and never opened it', { ...nothingBut, P8: 'installed' }, 'no'],
    ['T2', 'opens the health book', { P9: 'yes' }, 'yes'],
    ['T2', 'rates the commune', { P10: 'yes' }, 'yes'],
    ['T2', 'never goes to the commune', { ...nothingBut, P10: 'notThere' }, 'no'],
    ['T2', 'orders goods', { P12: 'self' }, 'yes'],
    ['T2', 'others do it all', { ...nothingBut, P5: 'helped', P6: 'others', P7: 'helped', P12: 'helped' }, 'no'],
    ['T2', 'nothing to do with the State, pays cash', { ...nothingBut, P6: 'noErrand', P7: 'noTax' }, 'no'],
    ['T2', 'not, as far as asked', { P5: 'no', P6: 'paper' }, 'unknown'],
    [
      'T2',
      'asked under version 1, where health and buying were no questions',
      { P5: 'no', P6: 'paper', P7: 'no' },
      'unknown',
    ],
    ['T2', 'ticked for papers in the short form', { P6: 'byOwnHand' }, 'yes'],
    [
      'T2',
      'not ticked for anything',
      { P5: 'notSelf', P6: 'notSelf', P7: 'notSelf', P8: 'notSelf', P9: 'no', P10: 'no', P12: 'notSelf' },
      'no',
    ],
    ['vneid', 'registered at the police, never opened', { P3: 'cannotOpen' }, 'no'],
    ['vneid', 'opens it', { P3: 'opens' }, 'yes'],
    ['payment', 'with help', { P5: 'helped' }, 'no'],
    ['publicServices', 'shown how, tapped themselves', { P6: 'guided' }, 'yes'],
    ['etax', 'looks it up, asked under version 2', { P7: 'self' }, 'yes'],
    ['etax', 'has no tax', { P15: 'noTax' }, 'no'],
    ['healthCard', 'opens it', { P16: 'yes' }, 'yes'],
    ['healthRecord', 'does not', { P17: 'no' }, 'no'],
    ['satisfaction', 'rates', { P10: 'yes' }, 'yes'],
    ['buysOnline', 'orders', { P12: 'self' }, 'yes'],
    ['skillsConfirmedFrom18', 'confirmed', { P14: 'yes' }, 'yes'],
    ['T2plus', 'three kinds', { P5: 'self', P6: 'guided', P8: 'yes' }, 'yes'],
    ['T2plus', 'two kinds, nothing else', { ...nothingBut, P5: 'self', P12: 'self' }, 'no'],
    ['T2plus', 'two kinds, the rest not asked', { P5: 'self', P12: 'self' }, 'unknown'],
    [
      'T2plus',
      'everything',
      { P5: 'self', P6: 'self', P7: 'self', P8: 'yes', P9: 'yes', P10: 'yes', P12: 'self' },
      'yes',
    ],
    ['safety', 'safe in all three', { P11a: 'hangUp', P11b: 'ownStore', P11c: 'callBank' }, 'yes'],
    ['safety', 'reads out the code', { P11a: 'readCode', P11b: 'ownStore', P11c: 'callBank' }, 'no'],
    ['safety', 'asks first, then reads it out', { P11a: 'askThenRead' }, 'no'],
    ['safety', 'lets a child tap the link', { P11b: 'childTaps' }, 'no'],
    ['safety', 'two of three asked', { P11a: 'hangUp', P11b: 'ownStore' }, 'unknown'],
    ['smartphone', 'one of their own', { P1: 'own' }, 'yes'],
    ['smartphone', 'a shared one', { P1: 'shared' }, 'no'],
    ['smartphone', 'not ticked in the short form', { P1: 'notOwn' }, 'no'],
    ['signature', 'has one', { P13: 'yes' }, 'yes'],
    ['signature', 'has none', { P13: 'no' }, 'no'],
    ['skillsConfirmed', 'confirmed in VNeID', { P14: 'yes' }, 'yes'],
    ['T1', 'ticked in the short form', { P2: 'online' }, 'yes'],
    ['T5', 'VNeID not ticked', { P3: 'notYet', P6: 'byOwnHand' }, 'no'],
    ['T5', 'VNeID and papers ticked', { P3: 'opens', P6: 'byOwnHand', P7: 'notSelf' }, 'yes'],
    ['socialOnly', 'online, nothing else', { ...nothingBut, P2: 'daily', P6: 'paper' }, 'yes'],
    ['socialOnly', 'online and has opened the health book once', { ...nothingBut, P2: 'daily', P9: 'yes' }, 'no'],
    ['socialOnly', 'online and pays', { P2: 'daily', P5: 'self' }, 'no'],
    ['socialOnly', 'not online at all', { P2: 'no' }, 'no'],
    ['socialOnly', 'online, the rest not asked', { P2: 'daily' }, 'unknown'],
    ['T4', 'own account', { P4: 'yes' }, 'yes'],
    ['T4', 'none', { P4: 'no' }, 'no'],
    ['T5', 'VNeID and files by themselves', { P3: 'opens', P6: 'self', P7: 'no' }, 'yes'],
    ['T5', 'VNeID and tax', { P3: 'opens', P6: 'noErrand', P7: 'self' }, 'yes'],
    ['T5', 'VNeID, no errand, no tax: cannot be about them', { P3: 'opens', P6: 'noErrand', P7: 'noTax' }, 'no apart'],
    ['T5', 'no VNeID, no errand, no tax', { P3: 'none', P6: 'noErrand', P7: 'noTax' }, 'no apart'],
    ['T5', 'no errand but tax through others', { P3: 'opens', P6: 'noErrand', P7: 'helped' }, 'no'],
    ['T5', 'no VNeID settles it', { P3: 'cannotOpen' }, 'no'],
    ['T5', 'files but VNeID not asked', { P6: 'self' }, 'unknown'],
    [
      'T5',
      'no errand, seen doing it alone at a re-check',
      { P3: 'opens', P6: 'noErrand', P7: 'noTax', R6: 'alone' },
      'yes',
    ],
    ['T5', 'no errand, seen showing others eTax', { P3: 'opens', P6: 'noErrand', P7: 'noTax', R7: 'teaches' }, 'yes'],
    [
      'T5',
      'no errand, seen to need showing still',
      { P3: 'opens', P6: 'noErrand', P7: 'noTax', R6: 'guided' },
      'no apart',
    ],
    [
      'T5',
      'others file, seen to need showing still',
      { P3: 'opens', P6: 'others', P7: 'helped', R6: 'never', R7: 'guided' },
      'no',
    ],
    ['T5', 'others file, nobody has looked again: not seen is a no', { P3: 'opens', P6: 'others', P7: 'helped' }, 'no'],
    ['T5', 'seen alone, papers and tax not asked', { P3: 'opens', R6: 'alone' }, 'yes'],
    ['T5', 'seen to need showing, papers and tax not asked', { P3: 'opens', R6: 'guided' }, 'unknown'],
    ['T5', 'seen alone, cannot open VNeID', { P3: 'cannotOpen', R6: 'alone' }, 'no'],
    ['T2', 'seen at a re-check only: nothing done in 12 months', { ...nothingBut, R6: 'alone' }, 'no'],
  ])('%s, %s: %s → %s', (which, _, answers, expected) => {
    expect(met(which, answers)).toBe(expected);
  });
});

describe('among whom', () => {
  const family = (answers: PersonStory['answers']): PersonStory[] => [
    { ...(answers && { answers }) },
    { born: 2015 },
    { living: 'away' },
    { living: 'died' },
  ];

  it('adults: residents of 16 or over; who works away, moved or died is not counted', () => {
    expect(figure('T4', aHousehold({ people: family({ P4: 'yes' }) }))).toEqual({
      met: 1,
      notMet: 0,
      unknown: 0,
      total: 1,
      apart: 0,
      proxy: 0,
    });
  });

  it('residents: children are not asked and do not meet what is asked of a person', () => {
    expect(figure('T4residents', aHousehold({ people: family({ P4: 'yes' }) }))).toEqual({
      met: 1,
      notMet: 1,
      unknown: 0,
      total: 2,
      apart: 0,
      proxy: 0,
    });
  });

  it('residents: what the household has, everybody in it has', () => {
    expect(figure('T1residents', aHousehold({ answers: { H1: 'yes' }, people: family({}) }))).toMatchObject({
      met: 2,
      total: 2,
    });
    expect(figure('T1residents', aHousehold({ answers: { H1: 'sometimes' }, people: family({}) }))).toMatchObject({
      notMet: 2,
      total: 2,
    });
    expect(figure('T1residents', aHousehold({ people: family({}) }))).toMatchObject({ unknown: 2, total: 2 });
  });

  it('from 15 and from 18 years: by the birth year, who is 15 is not asked and not known', () => {
    const rows = aHousehold({
      people: [2011, 2010, 2009, 2008, null].map((born) => ({ born, answers: { P4: 'yes', P1: 'own' } })),
    });
    expect(figure('T4from15', rows)).toMatchObject({ met: 4, unknown: 1, total: 5 });
    expect(figure('T4', rows)).toMatchObject({ met: 4, unknown: 0, total: 4 });
    expect(figure('T4from18', rows)).toMatchObject({ met: 2, unknown: 0, total: 2 });
    expect(figure('smartphoneFrom18', rows)).toMatchObject({ met: 2, total: 2 });
    expect(figure('T4from15', rows, day('2027-01-01'))).toMatchObject({ met: 5, unknown: 0, total: 5 });
  });

  it('whom others answered for is counted apart, of those who are known', () => {
    const told = { v: 'yes', by: 'proxy', on: today, q: 3 } as const;
    const rows = aHousehold({
      people: [
        { answers: { P4: told } },
        { answers: { P4: 'no' } },
        { answers: { P4: { na: 'unknown', by: 'proxy', on: today, q: 3 } } },
        { answers: { P5: 'self', P17: told } },
      ],
    });
    expect(figure('T4', rows)).toMatchObject({ met: 1, notMet: 1, unknown: 2, proxy: 1 });
    expect(figure('T2', rows)).toMatchObject({ met: 1, unknown: 3, proxy: 1 });
    expect(figure('payment', rows)).toMatchObject({ met: 1, proxy: 0 });
  });

  it('households: with a phone that gets online, in the Zalo group, selling online', () => {
    const rows = [
      ...aHousehold({ answers: { H4: 1, H6: 'yes', H7: ['live', 'post'] } }),
      ...aHousehold({ answers: { H4: 0, H6: 'no', H7: ['no'] } }),
      ...aHousehold(),
    ];
    for (const which of ['homePhone', 'zaloGroup', 'sellsOnline'] as const)
      expect(figure(which, rows)).toMatchObject({ met: 1, notMet: 1, unknown: 1, total: 3 });
  });

  it('households: one each, with or without people', () => {
    expect(
      figure('T3subscribed', [
        ...aHousehold({ answers: { H2: 'yes' } }),
        ...aHousehold({ answers: { H2: 'no' }, people: [{}, {}] }),
        ...aHousehold(),
      ]),
    ).toEqual({
      met: 1,
      notMet: 1,
      unknown: 1,
      total: 3,
      apart: 0,
      proxy: 0,
    });
  });
});

describe('coverage', () => {
  const full = { answers: wholePerson };
  test.each<[string, Parameters<typeof aHousehold>[0], number]>([
    ['everything asked of everybody', { answers: wholeHousehold, people: [full, full] }, 1],
    ['one adult left', { answers: wholeHousehold, people: [full, {}] }, 0],
    ['the aHousehold left', { people: [full] }, 0],
    ['nobody listed: nobody was asked', { answers: wholeHousehold }, 0],
    ['children need no answers', { answers: wholeHousehold, people: [full, { born: 2020 }] }, 1],
    ['who works away needs none', { answers: wholeHousehold, people: [full, { living: 'away' }] }, 1],
    [
      'only who works away is listed',
      { answers: wholeHousehold, people: [{ living: 'away', answers: wholePerson }] },
      0,
    ],
    ['a refused answer is an answer', { answers: { ...wholeHousehold, H2: refused }, people: [full] }, 1],
    [
      '"Chưa rõ" is an answer for this round',
      { answers: wholeHousehold, people: [{ answers: { ...wholePerson, P3: unknown } }] },
      1,
    ],
    ['the aHousehold refused', { outcome: 'refused' }, 0],
  ])('%s', (_, story, surveyed) => {
    expect(count(aHousehold(story)).coverage).toMatchObject({ households: 1, surveyed });
  });
});

describe('as of a day', () => {
  const rows = aHousehold({
    answers: wholeHousehold,
    people: [
      { answers: { ...wholePerson, P4: said('yes', day('2026-12-24')) } },
      { born: 2011, answers: { P4: said('yes', day('2026-11-01')) } },
    ],
  });

  it('answers given later do not count yet', () => {
    expect(figure('T4', rows, day('2026-12-23'))).toMatchObject({ met: 0, unknown: 1, total: 1 });
    expect(figure('T4', rows, day('2026-12-24'))).toMatchObject({ met: 1, unknown: 0, total: 1 });
  });

  it('who turns 16 is counted from 1 January on', () => {
    expect(count(rows, day('2026-12-31')).coverage.adults).toBe(1);
    expect(count(rows, day('2027-01-01')).coverage.adults).toBe(2);
    expect(figure('T4', rows, day('2027-01-01'))).toMatchObject({ met: 2, total: 2 });
  });
});

describe('edges', () => {
  const nothing = { met: 0, notMet: 0, unknown: 0, total: 0, apart: 0, proxy: 0 };
  it('an empty village has every figure, all zero', () => {
    expect(count([])).toEqual(emptyCounts(indicators));
    expect(Object.keys(count([]).figures).sort()).toEqual([...indicatorIds].sort());
    expect(figure('T5', [])).toEqual(nothing);
  });
  it('a village where nobody would say anything is unknown throughout', () => {
    const silent = Object.fromEntries(Object.keys(wholePerson).map((code) => [code, refused]));
    const { T1, T2, T4, T5, socialOnly } = count(
      aHousehold({ people: [{ answers: silent }, { answers: silent }] }),
    ).figures;
    for (const each of [T1, T2, T4, T5, socialOnly]) expect(each).toEqual({ ...nothing, unknown: 2, total: 2 });
  });
});

/** How many each figure is about: those of other ages are the same people in each of their figures. */
const populationOf = (figures: Counts['figures'], { adults, residents, households }: Counts['coverage']) => ({
  adults,
  residents,
  households,
  from15: figures.T4from15.total,
  from18: figures.T4from18.total,
});

describe('always', () => {
  it('every case is met, not met or unknown; apart is among those not met', () => {
    fc.assert(
      fc.property(someVillage, (rows) => {
        const { figures, coverage } = count(rows);
        for (const indicator of indicators) {
          const { met, notMet, unknown: open, total, apart, proxy } = figures[indicator.id];
          expect(met + notMet + open).toBe(total);
          expect(apart).toBeLessThanOrEqual(notMet);
          expect(proxy).toBeLessThanOrEqual(met + notMet);
          expect(total).toBe(populationOf(figures, coverage)[indicator.among]);
        }
        expect(coverage.surveyed).toBeLessThanOrEqual(coverage.households);
        expect(coverage.adults).toBeLessThanOrEqual(coverage.residents);
      }),
    );
  });

  it('a village is the sum of its households, in any order: rollups may add and subtract', () => {
    fc.assert(
      fc.property(fc.array(someHousehold, { maxLength: 8 }), (households) => {
        const sum = households.map((rows) => count(rows)).reduce(addCounts, emptyCounts(indicators));
        expect(count(households.flat())).toEqual(sum);
        expect(count(households.flat().reverse())).toEqual(sum);
        const byHousehold = householdsOf(households.flat()).map((one) => countHousehold(one, indicators, today));
        expect(byHousehold.reduce(addCounts, emptyCounts(indicators))).toEqual(sum);
      }),
    );
  });

  it('among all residents nobody more meets it than among adults', () => {
    fc.assert(
      fc.property(someVillage, (rows) => {
        const { figures } = count(rows);
        expect(figures.T4residents.met).toBe(figures.T4.met);
        expect(figures.T5residents.met).toBe(figures.T5.met);
        expect(figures.T4residents.total).toBeGreaterThanOrEqual(figures.T4.total);
      }),
    );
  });

  it('who is 18 is 16, who is 16 is 15, and all of them live here', () => {
    fc.assert(
      fc.property(someVillage, (rows) => {
        const { figures, coverage } = count(rows);
        expect(figures.T4from18.total).toBeLessThanOrEqual(coverage.adults);
        expect(figures.T4from15.total).toBeGreaterThanOrEqual(coverage.adults);
        expect(figures.T4from15.total).toBeLessThanOrEqual(coverage.residents);
        expect(figures.T4from15.met).toBe(figures.T4.met);
        expect(figures.T4from18.met).toBeLessThanOrEqual(figures.T4.met);
      }),
    );
  });

  it('nobody is both in "chỉ dùng mạng xã hội" and in T2, and all of them are in T1', () => {
    fc.assert(
      fc.property(someVillage, (rows) => {
        const { T1, T2, socialOnly } = count(rows).figures;
        expect(socialOnly.met + T2.met).toBeLessThanOrEqual(T2.total);
        expect(socialOnly.met).toBeLessThanOrEqual(T1.met);
      }),
    );
  });
});
