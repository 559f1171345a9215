import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { activityUntil } from '../../../../src/domain/activity/activity-events.ts';
import { activityBetween, servicesIn, sumActivity, type Activity } from '../../../../src/domain/activity/activity.ts';
import { otherServices, withoutSmallServices } from '../../../../src/domain/activity/small-services.ts';
import { workLog } from '../../../../src/domain/activity/work-log.ts';
import type { CountedRecord } from '../../../../src/domain/people/village.ts';
import type { Fields } from '../../../../src/domain/record/record.ts';
import { aHousehold, day, id, said } from '../build.ts';

const [house, other, an, binh, chi, member, colleague] = [1, 2, 11, 12, 13, 91, 92].map((n) => id(900 + n)) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
let made = 0;
const row = (kind: CountedRecord['kind'], fields: Fields): CountedRecord => ({ id: id(5000 + ++made), kind, fields });
const visit = (person: string | null, guide: string, on: string, more: Fields = {}): CountedRecord =>
  row('visit', { household: house, person, guide, how: 'finished', on, by: member, ...more });
const session = (topic: string, on: string, heads: number, by = member): CountedRecord =>
  row('session', { topic, on, heads, by });
const until = (records: readonly CountedRecord[], on = '2026-12-31'): Activity => activityUntil(records, day(on));

describe('what a team did', () => {
  test.each<[string, readonly CountedRecord[], Activity]>([
    ['nothing', [], {}],
    [
      'a group session',
      [session('vneid', '2026-11-02', 12)],
      { sessions: 1, heads: 12, 'sessions:vneid': 1, 'heads:vneid': 12 },
    ],
    ['a session to which nobody came', [session('vneid', '2026-11-02', 0)], { sessions: 1, 'sessions:vneid': 1 }],
    [
      'somebody shown two guides: one person, one person of each service',
      [visit(an, 'vneid', '2026-11-02'), visit(an, 'etax', '2026-11-03')],
      { visits: 2, people: 1, 'visits:vneid': 1, 'people:vneid': 1, 'visits:etax': 1, 'people:etax': 1 },
    ],
    [
      'shown the same guide again: a visit more, nobody new',
      [visit(an, 'vneid', '2026-11-02'), visit(an, 'vneid', '2026-11-20')],
      { visits: 2, people: 1, 'visits:vneid': 2, 'people:vneid': 1 },
    ],
    [
      'without a name: each time somebody',
      [visit(null, 'vneid', '2026-11-02'), visit(null, 'vneid', '2026-11-02')],
      { visits: 2, people: 2, 'visits:vneid': 2, 'people:vneid': 2 },
    ],
    ['a visit that was deleted', [visit(an, 'vneid', '2026-11-02', { $deleted: true })], {}],
    [
      'a re-check that fell due and was done',
      [visit(an, 'vneid', '2026-11-02', { recheckOn: '2026-11-16', recheckedOn: '2026-11-20' })],
      { visits: 1, people: 1, 'visits:vneid': 1, 'people:vneid': 1, rechecksDue: 1, rechecks: 1 },
    ],
    [
      'a re-check that is not due: shown again before',
      [
        visit(an, 'vneid', '2026-11-02', { recheckOn: '2026-11-16' }),
        visit(an, 'vneid', '2026-11-10', { recheckOn: '2027-01-24' }),
      ],
      { visits: 2, people: 1, 'visits:vneid': 2, 'people:vneid': 1 },
    ],
  ])('%s', (_, records, expected) => {
    expect(until(records)).toEqual(expected);
  });

  const proposal = (raisedOn: string, more: Fields = {}): CountedRecord =>
    row('proposal', { household: house, category: 'signal', raisedOn, by: member, ...more });
  test.each<[string, readonly CountedRecord[], Activity]>([
    ['a proposal that waits', [proposal('2026-11-02')], { proposals: 1 }],
    [
      'one of the whole village, answered',
      [proposal('2026-11-02', { household: null, answeredOn: '2026-11-20', answeredBy: 'commune', answer: 'Sẽ có' })],
      { proposals: 1, answered: 1 },
    ],
    [
      'one answered later',
      [proposal('2026-11-02', { answeredOn: '2027-01-05', answeredBy: 'village' })],
      { proposals: 1 },
    ],
    ['one that was taken back', [proposal('2026-11-02', { $deleted: true })], {}],
  ])('%s', (_, records, expected) => {
    expect(until(records)).toEqual(expected);
  });

  const away = (returnOn: string, more: Partial<Parameters<typeof aHousehold>[0]> = {}): CountedRecord[] =>
    aHousehold({ id: house, outcome: 'away', ...more }).map((one) =>
      one.kind === 'household' ? { ...one, fields: { ...one.fields, returnOn } } : one,
    );
  test.each<[string, readonly CountedRecord[], Activity]>([
    ['a day promised that has come', away('2026-11-20'), { promised: 1 }],
    ['a day that is still ahead', away('2027-01-02'), {}],
    [
      'kept: asked on that day or later',
      away('2026-11-20', { people: [{ answers: { P2: said('no', day('2026-11-22')) } }] }),
      { promised: 1, kept: 1 },
    ],
    [
      'not kept: asked before it',
      away('2026-11-20', { people: [{ answers: { P2: said('no', day('2026-11-19')) } }] }),
      { promised: 1 },
    ],
    [
      'kept: shown something there',
      [...away('2026-11-20'), visit(null, 'vneid', '2026-11-25')],
      { promised: 1, kept: 1, visits: 1, people: 1, 'visits:vneid': 1, 'people:vneid': 1 },
    ],
    ['the household was removed', away('2026-11-20', { deleted: true }), {}],
  ])('%s', (_, records, expected) => {
    expect(until(records)).toEqual(expected);
  });

  it('of a period: what is more on its last day than before its first', () => {
    const records = [
      session('vneid', '2026-10-20', 9),
      session('vneid', '2026-11-20', 4),
      visit(an, 'vneid', '2026-11-21'),
    ];
    expect(activityBetween(until(records, '2026-11-14'), until(records, '2026-12-14'))).toEqual({
      sessions: 1,
      heads: 4,
      'sessions:vneid': 1,
      'heads:vneid': 4,
      visits: 1,
      people: 1,
      'visits:vneid': 1,
      'people:vneid': 1,
    });
  });

  it('is the sum of households and sessions, in any order: rollups may add and subtract', () => {
    const of = fc.constantFrom(house, other);
    const someVisit = fc
      .record({
        household: of,
        person: fc.constantFrom(an, binh, chi, null),
        guide: fc.constantFrom('vneid', 'etax'),
        on: fc.constantFrom('2026-11-02', '2026-11-10', '2026-11-20'),
        recheckOn: fc.constantFrom('2026-11-16', null),
      })
      .map(({ household, person, guide, on, recheckOn }) => visit(person, guide, on, { household, recheckOn }));
    fc.assert(
      fc.property(fc.array(someVisit, { maxLength: 12 }), fc.nat(40), (visits, heads) => {
        const all = [...visits, session('vneid', '2026-11-10', heads)];
        const parts = [house, other].map((one) => visits.filter(({ fields }) => fields['household'] === one));
        expect(sumActivity([...parts, all.slice(-1)].map((part) => until(part)))).toEqual(until(all));
        expect(until([...all].reverse())).toEqual(until(all));
      }),
    );
  });
});

describe('services, for readers above the village', () => {
  const helped = (people: Readonly<Record<string, number>>): Activity =>
    sumActivity(
      Object.entries(people).map(([service, count]) => ({
        visits: count,
        people: count,
        [`visits:${service}`]: count,
        [`people:${service}`]: count,
      })),
    );
  const lines = (activity: Activity) =>
    Object.fromEntries(servicesIn(withoutSmallServices(activity)).map(({ service, people }) => [service, people]));
  test.each<[string, Activity, Record<string, number>]>([
    ['none small', helped({ vneid: 9, etax: 5 }), { vneid: 9, etax: 5 }],
    ['small ones together', helped({ vneid: 9, etax: 3, bhyt: 2 }), { vneid: 9, [otherServices]: 5 }],
    [
      'too few together: with the next larger',
      helped({ vneid: 9, etax: 6, bhyt: 1 }),
      { vneid: 9, [otherServices]: 7 },
    ],
    ['a small one alone', helped({ vneid: 2 }), { [otherServices]: 2 }],
  ])('%s', (_, activity, expected) => {
    expect(lines(activity)).toEqual(expected);
  });
  it('keeps the totals, and no service of fewer than five beside another', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 9 })), (people) => {
        const [activity, shown] = [helped(people), withoutSmallServices(helped(people))];
        expect([shown['visits'], shown['people']]).toEqual([activity['visits'], activity['people']]);
        const services = servicesIn(shown);
        expect(services.reduce((sum, line) => sum + line.people, 0)).toBe(activity['people'] ?? 0);
        if (services.length > 1) for (const line of services) expect(line.people).toBeGreaterThanOrEqual(5);
      }),
    );
  });
});

describe('the log of members and days', () => {
  const period = { from: day('2026-11-15'), until: day('2026-12-14') };
  it('has a line for each member and day, and nobody who was helped', () => {
    const consent = (household: string, person: string, on: string, about = 'answers'): CountedRecord =>
      row('consent', {
        household,
        person,
        about,
        text: 1,
        outcome: 'yes',
        how: 'spoken',
        saidBy: person,
        on,
        collector: member,
      });
    const lines = workLog(
      [
        ...aHousehold({ id: house }),
        consent(house, an, '2026-11-20'),
        consent(house, binh, '2026-11-20'),
        consent(other, chi, '2026-11-20'),
        consent(other, chi, '2026-11-20', 'hardship'),
        visit(an, 'vneid', '2026-11-20', { recheckedOn: '2026-12-05', recheckedBy: colleague }),
        visit(an, 'etax', '2026-11-20'),
        session('vneid', '2026-12-05', 14, colleague),
        visit(an, 'vneid', '2026-11-14'),
        visit(an, 'vneid', '2026-12-15'),
      ],
      period,
    );
    const none = { asked: 0, visits: 0, rechecks: 0, sessions: 0, heads: 0 };
    expect(lines).toEqual([
      { ...none, on: '2026-11-20', member, asked: 2, visits: 2, services: ['etax', 'vneid'] },
      { ...none, on: '2026-12-05', member: colleague, rechecks: 1, sessions: 1, heads: 14, services: ['vneid'] },
    ]);
    expect(JSON.stringify(lines)).not.toContain(an);
  });
});
