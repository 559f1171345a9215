import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Answer } from '../../../../src/domain/record/answer.ts';
import { dayWork } from '../../../../src/domain/work/day-work.ts';
import { workReasons, type Work } from '../../../../src/domain/work/why-visit.ts';
import { todaysWork } from '../../../../src/domain/work/todays-work.ts';
import type { Fields } from '../../../../src/domain/record/record.ts';
import { surveyState } from '../../../../src/domain/gaps/survey-state.ts';
import { recheckDay, visitsOf } from '../../../../src/domain/visits/visit.ts';
import { householdsOf, type CountedRecord } from '../../../../src/domain/people/village.ts';
import { someHousehold } from '../arbitrary.ts';
import {
  day,
  aHousehold,
  id,
  said,
  today,
  unknown,
  wholeHousehold,
  wholePerson,
  type HouseholdStory,
} from '../build.ts';

const socialOnly = {
  ...wholePerson,
  H8: 'none',
  P2: 'daily',
  P5: 'no',
  P6: 'paper',
  P15: 'no',
  P16: 'no',
  P17: 'no',
  P10: 'no',
  P12: 'no',
};
const able = { ...wholePerson, H8: 'none' };
const earlier = (na: { na: 'unknown' | 'refused' }): Answer => ({ ...na, by: 'self', on: day('2026-11-02'), q: 1 });
const onlyNa = (na: { na: 'unknown' | 'refused' }) =>
  Object.fromEntries(Object.keys(able).map((code) => [code, earlier(na)]));
const done = (people: NonNullable<HouseholdStory['people']>, over: HouseholdStory = {}): HouseholdStory => ({
  answers: wholeHousehold,
  people,
  ...over,
});

const withFields = (rows: CountedRecord[], more: Fields): CountedRecord[] => [
  { ...rows[0]!, fields: { ...rows[0]!.fields, ...more } },
  ...rows.slice(1),
];
const shownTo = (person: string, household: string, on = day('2026-11-01'), over: Fields = {}): CountedRecord => ({
  id: id(7000 + Number(on.slice(8))),
  kind: 'visit',
  fields: {
    household,
    person,
    guide: 'vneid',
    how: 'finished',
    confidence: 'guided',
    on,
    by: id(9),
    recheckOn: recheckDay(on),
    ...over,
  },
});
const work = (rows: readonly CountedRecord[]): Work[] => dayWork(householdsOf(rows), visitsOf(rows), today);
const reasons = (rows: readonly CountedRecord[]): string[] => work(rows).flatMap((one) => one.reasons);

describe('why a household is listed', () => {
  test.each<[string, CountedRecord[], string[]]>([
    ['nobody asked yet', aHousehold({ people: [{}] }), ['survey']],
    ['half asked', aHousehold({ answers: { H1: 'yes' }, people: [{}] }), ['finishSurvey']],
    ['asked, everybody manages', aHousehold(done([{ answers: able }])), []],
    ['online, but nothing else', aHousehold(done([{ answers: socialOnly }])), ['coach']],
    ['wished to be shown something', aHousehold(done([{ answers: { ...able, H8: 'vneid' } }])), ['coach']],
    [
      'could say of nothing more than that it is not known',
      aHousehold(done([{ answers: onlyNa({ na: 'unknown' }) }])),
      ['askAgain'],
    ],
    [
      'a household of which nothing is known',
      aHousehold({
        answers: Object.fromEntries(Object.keys(wholeHousehold).map((code) => [code, earlier({ na: 'unknown' })])),
        people: [{ answers: able }],
      }),
      ['askAgain'],
    ],
    [
      'could not say today',
      aHousehold(done([{ answers: Object.fromEntries(Object.keys(able).map((code) => [code, unknown])) }])),
      [],
    ],
    ['would rather not say', aHousehold(done([{ answers: onlyNa({ na: 'refused' }) }])), []],
    ['refused, no day: left in peace', aHousehold({ outcome: 'refused', people: [{}] }), []],
    ['away, no day: try again', aHousehold({ outcome: 'away', people: [{}] }), ['survey']],
    [
      'away, the day is tomorrow',
      withFields(aHousehold({ outcome: 'away', people: [{}] }), { returnOn: '2026-11-23' }),
      [],
    ],
    [
      'away, the day is today',
      withFields(aHousehold({ outcome: 'away', people: [{}] }), { returnOn: today }),
      ['promised', 'survey'],
    ],
    [
      'refused, but said to come back; overdue',
      withFields(aHousehold({ outcome: 'refused', people: [{}] }), { returnOn: '2026-11-10' }),
      ['promised', 'survey'],
    ],
    [
      'came back as promised',
      withFields(aHousehold(done([{ answers: able }], { outcome: 'away' })), { returnOn: today }),
      [],
    ],
  ])('%s', (_, rows, expected) => {
    expect(reasons(rows)).toEqual(expected);
  });

  it('a re-check that is due, and who was just shown something is not listed to be shown more', () => {
    const rows = aHousehold(done([{ id: id(21), answers: socialOnly }], { id: id(20) }));
    expect(reasons([...rows, shownTo(id(21), id(20))])).toEqual(['recheck']);
    expect(reasons([...rows, shownTo(id(21), id(20), day('2026-11-20'))])).toEqual([]);
    expect(reasons([...rows, shownTo(id(21), id(20), day('2026-11-01'), { recheckedOn: today })])).toEqual(['coach']);
  });

  it('a wish is done once it was shown', () => {
    const rows = aHousehold(
      done([{ id: id(51), answers: { ...able, H8: said('vneid', day('2026-10-30')) } }], { id: id(50) }),
    );
    expect(reasons(rows)).toEqual(['coach']);
    expect(reasons([...rows, shownTo(id(51), id(50), day('2026-11-01'), { recheckedOn: today })])).toEqual([]);
  });

  it('who moved away is not looked at again', () => {
    const rows = aHousehold(done([{ id: id(31), living: 'moved', answers: able }, { answers: able }], { id: id(30) }));
    expect(reasons([...rows, shownTo(id(31), id(30))])).toEqual([]);
  });
});

describe('in which order', () => {
  const recheck = [
    ...aHousehold(done([{ id: id(41), answers: able }], { id: id(40), address: 'C' })),
    shownTo(id(41), id(40)),
  ];
  const promised = withFields(aHousehold({ outcome: 'away', address: 'P', people: [{}] }), { returnOn: '2026-11-20' });
  const older = withFields(aHousehold({ outcome: 'refused', address: 'O', people: [{}] }), { returnOn: '2026-11-02' });

  it('a word given, then asking, then looking again, then showing', () => {
    const rows = [
      ...aHousehold(done([{ answers: socialOnly }])),
      ...recheck,
      ...aHousehold({ people: [{}] }),
      ...aHousehold({ answers: { H1: 'yes' } }),
      ...promised,
      ...older,
    ];
    expect(work(rows).map((one) => one.reasons[0])).toEqual([
      'promised',
      'promised',
      'finishSurvey',
      'survey',
      'recheck',
      'coach',
    ]);
    expect(
      work(rows)
        .map(({ household }) => household.address)
        .slice(0, 2),
    ).toEqual(['O', 'P']);
  });

  it('to show: who only uses social media first, households in hardship first among them', () => {
    const wish = done([{ answers: { ...able, H8: 'vneid' } }], { address: 'W', hardship: true });
    const rows = [
      ...aHousehold(wish),
      ...aHousehold(done([{ answers: socialOnly }], { address: 'S' })),
      ...aHousehold(done([{ answers: socialOnly }], { address: 'H', hardship: true })),
    ];
    expect(work(rows).map(({ household }) => household.address)).toEqual(['H', 'S', 'W']);
  });
});

describe('a day', () => {
  const one = (reason: Work['reasons'][0], n: number) => ({ reasons: [reason], n });

  it('keeps every promise, and a place for a re-check and for showing', () => {
    const list = [
      one('survey', 1),
      one('survey', 2),
      one('survey', 3),
      one('survey', 4),
      one('recheck', 5),
      one('coach', 6),
    ];
    expect(todaysWork(list, 4).map(({ n }) => n)).toEqual([1, 2, 5, 6]);
    const promises = [1, 2, 3, 4, 5].map((n) => one('promised', n));
    expect(todaysWork([...promises, ...list], 4)).toEqual(promises);
  });
});

const someReturn = fc.constantFrom('2026-11-01', today, '2026-11-23', null);
const someWork: fc.Arbitrary<CountedRecord[]> = fc
  .array(fc.tuple(someHousehold, someReturn, fc.option(fc.constantFrom(day('2026-11-01'), day('2026-11-20')))), {
    maxLength: 7,
  })
  .map((households) =>
    households.flatMap(([rows, returnOn, shown], i) => {
      const [first] = rows;
      const person = rows.find(({ kind }) => kind === 'person');
      const visit = shown && person && first ? [{ ...shownTo(person.id, first.id, shown), id: id(8000 + i) }] : [];
      return [...(first ? withFields(rows, { returnOn }) : rows), ...visit];
    }),
  );

it('holds for any village: ranked, each household once, nobody pressed or forgotten, the same on every phone', () => {
  fc.assert(
    fc.property(someWork, fc.integer({ min: 0, max: 5 }), fc.infiniteStream(fc.nat()), (rows, most, dice) => {
      const households = householdsOf(rows);
      const visits = visitsOf(rows);
      const list = dayWork(households, visits, today);
      const ids = list.map(({ household }) => household.id);
      expect(new Set(ids).size).toBe(ids.length);
      const ranks = list.map((one) => workReasons.indexOf(one.reasons[0]!));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      for (const household of households) {
        const { outcome, returnOn } = household;
        const isLeft =
          (outcome === 'refused' && returnOn === undefined) ||
          (outcome !== undefined && returnOn !== undefined && returnOn > today);
        if (isLeft) expect(ids).not.toContain(household.id);
        else if (surveyState(household, today) !== 'done') expect(ids).toContain(household.id);
      }
      const order = households
        .map((household) => [dice.next().value, household] as const)
        .sort(([a], [b]) => a - b)
        .map(([, household]) => household);
      expect(dayWork(order, visits, today).map(({ household }) => household.id)).toEqual(ids);
      const chosen = todaysWork(list, most);
      expect(chosen).toEqual(list.filter((work) => chosen.includes(work)));
      const promises = list.filter((work) => work.reasons[0] === 'promised');
      expect(chosen).toEqual(expect.arrayContaining(promises));
      expect(chosen.length).toBe(Math.max(promises.length, Math.min(most, list.length)));
    }),
  );
});

it('an answer dated later (a phone whose clock runs ahead) does not list anybody yet', () => {
  const later = Object.fromEntries(
    Object.entries(socialOnly).map(([code, value]) => [code, said(value, day('2026-12-24'))]),
  );
  expect(reasons(aHousehold({ people: [{ answers: later }] }))).toEqual(['survey']);
});
