import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, type Day } from '../../../../src/lib/day.ts';
import { ageBands, type Campaign } from '../../../../src/domain/campaign/campaign.ts';
import { campaignCases, countCampaign, meantOf, moreOf } from '../../../../src/domain/campaign/count.ts';
import { leftIn, leftInRecords } from '../../../../src/domain/campaign/meant.ts';
import {
  campaignTopics,
  indicatorOf,
  topicLetters,
  topicStateIn,
  topicStateOf,
} from '../../../../src/domain/campaign/topics.ts';
import { changeOf } from '../../../../src/domain/indicator/compare.ts';
import { questionnaire } from '../../../../src/domain/questionnaire/current.ts';
import { householdsOf, type CountedRecord } from '../../../../src/domain/people/village.ts';
import { createHouseholdIndex, type HouseholdEntry } from '../../../../src/domain/search/household-index.ts';
import { summaryOf } from '../../../../src/domain/search/record-summary.ts';
import { summarisedDayWork } from '../../../../src/domain/work/day-work.ts';
import { someAnswers, someVillage } from '../arbitrary.ts';
import { aHousehold, answersFrom, day, id, refused, said, today } from '../build.ts';

const aCampaign = (over: Partial<Campaign> = {}): Campaign => ({
  id: id(9000),
  area: id(9001),
  name: 'Tháng VNeID',
  topic: 'vneid',
  whom: {},
  from: day('2026-11-10'),
  until: day('2026-12-10'),
  share: 0.8,
  ...over,
});
const before = day('2026-11-01');

function entriesOf(records: readonly CountedRecord[]): readonly HouseholdEntry[] {
  const index = createHouseholdIndex();
  index.apply({
    gone: [],
    set: records.flatMap((record) => {
      const summary = summaryOf(record);
      return summary ? [{ summary, onlyHere: false }] : [];
    }),
  });
  const steps = index.settle();
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value.byAddress;
}
const workOf = (records: readonly CountedRecord[], campaigns: readonly Campaign[], on: Day = today) => {
  const steps = summarisedDayWork(entriesOf(records), on, campaigns);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
};

/** A person who opened no VNeID in October and opens it now. */
const learnt = { 'a.P3': said('opens', day('2026-11-15')), 'was.P3': [{ v: 'police', on: before }] };
const withFields = (rows: CountedRecord[], more: CountedRecord['fields']): CountedRecord[] =>
  rows.map((row) => (row.kind === 'person' ? { ...row, fields: { ...row.fields, ...more } } : row));

describe('who moved ahead, the same people compared', () => {
  test.each<[string, CountedRecord[], number, number]>([
    ['could not, and can', withFields(aHousehold({ people: [{}] }), learnt), 1, 0],
    [
      'could, and cannot any more',
      withFields(aHousehold({ people: [{}] }), {
        'a.P3': said('police', day('2026-11-15')),
        'was.P3': [{ v: 'opens', on: before }],
      }),
      0,
      1,
    ],
    ['was asked for the first time in the campaign', aHousehold({ people: [{ answers: { P3: 'opens' } }] }), 0, 0],
    ['could before', aHousehold({ people: [{ answers: { P3: said('opens', before) } }] }), 0, 0],
    ['has moved away', withFields(aHousehold({ people: [{ living: 'moved' }] }), learnt), 0, 0],
    ['is counted in the tally alone', withFields(aHousehold({ people: [{}] }), { ...learnt, inTally: true }), 0, 0],
  ])('%s', (_, records, progressed, fellBack) => {
    expect(countCampaign(aCampaign(), householdsOf(records), today)).toMatchObject({ progressed, fellBack });
  });

  it('counts as of its last day once it is over', () => {
    const records = withFields(aHousehold({ people: [{}] }), learnt);
    const over = aCampaign({ until: day('2026-11-14') });
    expect(countCampaign(over, householdsOf(records), today)).toMatchObject({
      now: { met: 0, notMet: 1 },
      progressed: 0,
    });
  });

  it('is the change of the figure, where a campaign means all and its topic can be about all', () => {
    const topics = campaignTopics.filter((topic) => topic !== 'etax' && topic !== 'publicServices');
    fc.assert(
      fc.property(someVillage, fc.constantFrom(...topics), (records, topic) => {
        const households = householdsOf(records);
        const { progressed, fellBack } = changeOf(households, indicatorOf(topic), day('2026-11-09'), today);
        const counted = countCampaign(aCampaign({ topic }), households, today);
        expect({ progressed: counted.progressed, fellBack: counted.fellBack }).toEqual({ progressed, fellBack });
      }),
    );
  });
});

describe('whom a campaign means', () => {
  test.each<[string, Campaign['whom'], CountedRecord[], number]>([
    ['everybody of 16 or over', {}, aHousehold({ people: [{ born: 1950 }, { born: 2015 }, { born: null }] }), 2],
    [
      '60 and over, in the year it begins',
      { ages: 'from60' },
      aHousehold({ people: [{ born: 1966 }, { born: 1967 }, { born: null }] }),
      1,
    ],
    ['35 to 59', { ages: '35to59' }, aHousehold({ people: [{ born: 1967 }, { born: 1991 }, { born: 1992 }] }), 2],
    ['16 to 34', { ages: '16to34' }, aHousehold({ people: [{ born: 1992 }, { born: 2010 }, { born: 2011 }] }), 2],
    ['homes to be helped first', { hardship: true }, aHousehold({ hardship: true, people: [{}, {}] }), 2],
    ['no other home then', { hardship: true }, aHousehold({ people: [{}] }), 0],
    [
      'a cluster, whatever its spelling',
      { clusters: ['xóm  chợ'] },
      aHousehold({ people: [{}] }).map((row) =>
        row.kind === 'household' ? { ...row, fields: { ...row.fields, cluster: 'Xóm Chợ' } } : row,
      ),
      1,
    ],
    ['no other cluster', { clusters: ['Ven suối'] }, aHousehold({ people: [{}] }), 0],
  ])('%s', (_, whom, records, expected) => {
    const { now } = countCampaign(aCampaign({ whom }), householdsOf(records), today);
    expect(meantOf(now)).toBe(expected);
  });

  it('means nobody for tax who pays none', () => {
    const records = aHousehold({ people: [{ answers: { P15: 'noTax' } }, { answers: { P15: 'no' } }] });
    expect(meantOf(countCampaign(aCampaign({ topic: 'etax' }), householdsOf(records), today).now)).toBe(1);
  });

  it('of households: those with somebody of that age', () => {
    const campaign = aCampaign({ topic: 'homePhone', whom: { ages: 'from60' } });
    const records = [...aHousehold({ people: [{ born: 1950 }] }), ...aHousehold({ people: [{ born: 1990 }] })];
    const cases = campaignCases(campaign, householdsOf(records), today);
    expect(cases.map(({ person }) => person)).toEqual([undefined]);
  });
});

const someCampaign: fc.Arbitrary<Campaign> = fc
  .record({
    topic: fc.constantFrom(...campaignTopics),
    ages: fc.option(fc.constantFrom(...ageBands), { nil: undefined }),
    hardship: fc.option(fc.constant(true as const), { nil: undefined }),
    length: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ topic, ages, hardship, length }) =>
    aCampaign({
      topic,
      whom: { ...(ages && { ages }), ...(hardship && { hardship }) },
      until: addDays(day('2026-11-20'), length),
    }),
  );

describe('of any village', () => {
  it('the same people stand in both columns, and the difference is told by how they changed', () => {
    fc.assert(
      fc.property(someVillage, someCampaign, (records, campaign) => {
        const count = countCampaign(campaign, householdsOf(records), today);
        expect(meantOf(count.start)).toBe(meantOf(count.now));
        expect(count.progressed).toBeLessThanOrEqual(Math.min(count.start.notMet, count.now.met));
        expect(count.fellBack).toBeLessThanOrEqual(Math.min(count.start.met, count.now.notMet));
        expect(moreOf(count)).toBeLessThanOrEqual(count.now.met);
      }),
    );
  });

  it('meaning fewer never counts more', () => {
    fc.assert(
      fc.property(someVillage, someCampaign, (records, campaign) => {
        const households = householdsOf(records);
        const all = countCampaign({ ...campaign, whom: {} }, households, today);
        const some = countCampaign(campaign, households, today);
        for (const cell of ['met', 'notMet', 'unknown'] as const)
          expect(some.now[cell]).toBeLessThanOrEqual(all.now[cell]);
      }),
    );
  });

  it('the summaries leave the households whose records have somebody without it or not asked', () => {
    fc.assert(
      fc.property(someVillage, someCampaign, (records, campaign) => {
        // Summaries are of today: answers that a phone dates later count there already.
        const on = day('2026-12-31');
        const running = { ...campaign, until: on };
        const households = householdsOf(records);
        const answersOf = new Map(
          households.flatMap((one) => [
            [one.id, one.answers] as const,
            ...one.people.map((person) => [person.id, person.answers] as const),
          ]),
        );
        const expected = campaignCases(running, households, on)
          .filter(({ person, household }) =>
            ['lacks', 'ask'].includes(topicStateOf(campaign.topic, answersOf.get(person ?? household.id)!)),
          )
          .map(({ household }) => household.id);
        const whole = households.filter((one) => leftInRecords(running, one, on) !== undefined);
        expect(whole.map((one) => one.id).sort()).toEqual([...new Set(expected)].sort());
        const left = entriesOf(records).filter((entry) => leftIn(running, entry, on) !== undefined);
        expect(left.map((entry) => entry.id).sort()).toEqual([...new Set(expected)].sort());
      }),
    );
  });

  it('a text of letters keeps the state of every topic', () => {
    fc.assert(
      fc.property(someAnswers(questionnaire.person), someAnswers(questionnaire.household), (person, household) => {
        for (const topic of campaignTopics) {
          const of = indicatorOf(topic).among === 'households' ? 'household' : 'person';
          const answers = answersFrom(of === 'household' ? household : person);
          expect(topicStateIn(topic, topicLetters(of, answers))).toBe(topicStateOf(topic, answers));
        }
      }),
    );
    expect(topicLetters('person', {})).toBe('');
  });
});

describe('in the order of the day', () => {
  const lacking = aHousehold({ id: id(8001), address: 'Số 9', people: [{ answers: { P3: 'police' } }] });
  const able = aHousehold({ id: id(8002), address: 'Số 1', people: [{ answers: { P3: said('opens', before) } }] });
  const all = [...lacking, ...able];
  const order = (campaigns: readonly Campaign[], records = all) =>
    workOf(records, campaigns).map(({ household, reasons }) => [household.id, reasons[0]]);

  it('a household of the campaign comes before others, with the campaign as the first reason', () => {
    expect(order([])).toEqual([
      [id(8002), 'finishSurvey'],
      [id(8001), 'finishSurvey'],
    ]);
    expect(order([aCampaign()])).toEqual([
      [id(8001), 'campaign'],
      [id(8002), 'finishSurvey'],
    ]);
  });

  it('after a day that was promised', () => {
    const promised = able.map((row) =>
      row.kind === 'household' ? { ...row, fields: { ...row.fields, outcome: 'away', returnOn: today } } : row,
    );
    expect(order([aCampaign()], [...lacking, ...promised]).map(([, reason]) => reason)).toEqual([
      'promised',
      'campaign',
    ]);
  });

  it('not where nobody wants to be asked, nor for who would not say', () => {
    const inPeace = lacking.map((row) =>
      row.kind === 'household' ? { ...row, fields: { ...row.fields, outcome: 'refused' } } : row,
    );
    const silent = aHousehold({ people: [{ answers: { P3: refused } }] });
    expect(order([aCampaign()], [...inPeace, ...silent]).map(([, reason]) => reason)).toEqual(['finishSurvey']);
  });

  it('not while the person has a guide to try', () => {
    const person = lacking.find(({ kind }) => kind === 'person')!;
    const visit: CountedRecord = {
      id: id(8100),
      kind: 'visit',
      fields: {
        household: id(8001),
        person: person.id,
        guide: 'vneid',
        how: 'finished',
        confidence: 'guided',
        on: day('2026-11-20'),
        by: id(9),
        recheckOn: day('2026-12-04'),
      },
    };
    expect(order([aCampaign()], [...lacking, visit])).toEqual([[id(8001), 'finishSurvey']]);
  });
});
