import { expect, it } from 'vitest';
import { openWishes, teamWork } from '../../../../src/domain/report/team-work.ts';
import { findHouseholds, type HouseholdQuery } from '../../../../src/domain/search/find-households.ts';
import { createHouseholdIndex } from '../../../../src/domain/search/household-index.ts';
import { summaryOf } from '../../../../src/domain/search/record-summary.ts';
import { sessionsOf } from '../../../../src/domain/visits/session.ts';
import { visitsOf } from '../../../../src/domain/visits/visit.ts';
import { aidOf } from '../../../../src/domain/work/aid.ts';
import { householdsOf, type CountedRecord } from '../../../../src/domain/people/village.ts';
import { day, aHousehold, id, said, today, wholeHousehold, wholePerson } from '../build.ts';

const wishes = (guide: string) => ({ answers: { ...wholePerson, H8: said(guide, day('2026-11-01')) } });
const session = (n: number, on: string, heads: number): CountedRecord => ({
  id: id(9000 + n),
  kind: 'session',
  fields: { on, topic: 'vneid', heads, partners: [], wishes: [], note: null, by: id(9) },
});
const of = (rows: readonly CountedRecord[]) =>
  teamWork(
    { households: householdsOf(rows), visits: visitsOf(rows), sessions: sessionsOf(rows), aid: aidOf(rows) },
    today,
    day('2026-11-15'),
  );

it('counts the households that were helped in the period, each once and without a name', () => {
  const given = (n: number, household: string, on: string): CountedRecord => ({
    id: id(9500 + n),
    kind: 'aid',
    fields: { household, what: 'sim', giver: 'Viettel', on, by: id(9) },
  });
  const rows = [
    given(1, id(1), '2026-11-16'),
    given(2, id(1), '2026-11-20'),
    given(3, id(2), '2026-11-17'),
    given(4, id(3), '2026-11-14'),
  ];
  expect(of(rows).aidedHouseholds).toBe(2);
});

it('tells what people ask for, most asked first, until they are shown it', () => {
  const asking = aHousehold({
    id: id(1),
    answers: wholeHousehold,
    people: [
      { ...wishes('vneid'), id: id(2) },
      wishes('vneid'),
      wishes('etax-mobile'),
      wishes('none'),
      { ...wishes('vneid'), living: 'moved' },
      { ...wishes('vneid'), born: 2015 },
    ],
  });
  expect(of(asking)).toMatchObject({
    requests: [
      { guide: 'vneid', people: 2 },
      { guide: 'etax-mobile', people: 1 },
    ],
    requestHouseholds: 1,
  });
  const shown: CountedRecord = {
    id: id(3),
    kind: 'visit',
    fields: {
      household: id(1),
      person: id(2),
      guide: 'vneid',
      how: 'finished',
      confidence: 'guided',
      on: '2026-11-05',
      by: id(9),
      recheckOn: '2026-11-19',
    },
  };
  expect(of([...asking, shown]).requests).toEqual([
    { guide: 'etax-mobile', people: 1 },
    { guide: 'vneid', people: 1 },
  ]);
});

it('tells the households nobody was found in until they are asked, and who works far away', () => {
  const rows = [
    aHousehold({ outcome: 'away', people: [{}] }),
    aHousehold({ outcome: 'away', answers: wholeHousehold, people: [{ answers: wholePerson }] }),
    aHousehold({ outcome: 'refused', people: [{ living: 'away' }, { living: 'away' }, { living: 'died' }] }),
  ].flat();
  expect(of(rows)).toMatchObject({ absentHouseholds: 1, awayPeople: 2, awayHouseholds: 1 });
});

it('counts as many households as the list that a count leads to finds', () => {
  const rows = [
    aHousehold({ outcome: 'away', people: [{}] }),
    aHousehold({ outcome: 'away', answers: wholeHousehold, people: [wishes('none')] }),
    aHousehold({ outcome: 'refused', people: [{ living: 'away' }, { living: 'away' }, wishes('vneid')] }),
    aHousehold({ answers: wholeHousehold, people: [wishes('vneid'), wishes('etax-mobile'), { living: 'away' }] }),
    aHousehold({ answers: wholeHousehold, people: [wishes('none'), { ...wishes('vneid'), living: 'died' }] }),
  ].flat();
  const index = createHouseholdIndex();
  index.apply({ set: rows.map((row) => ({ summary: summaryOf(row)!, onlyHere: false })), gone: [] });
  const settling = index.settle();
  let step = settling.next();
  while (!step.done) step = settling.next();
  const { byAddress } = step.value;
  const found = (query: Omit<HouseholdQuery, 'text'>): number =>
    findHouseholds(byAddress, { text: '', ...query }, today).length;
  const { requestHouseholds, absentHouseholds, awayHouseholds } = of(rows);
  const listed = {
    requestHouseholds: found({ among: new Set(openWishes(householdsOf(rows), [], today).keys()) }),
    absentHouseholds: found({ gap: 'away' }),
    awayHouseholds: found({ gap: 'awayPeople' }),
  };
  expect(listed).toEqual({ requestHouseholds, absentHouseholds, awayHouseholds });
  expect(listed).toEqual({ requestHouseholds: 2, absentHouseholds: 1, awayHouseholds: 2 });
});

it('tells the sessions of this period', () => {
  expect(
    of([session(1, '2026-11-14', 50), session(2, '2026-11-15', 12), session(3, today, 8), session(4, '2026-11-23', 30)])
      .sessions,
  ).toEqual({ held: 2, heads: 20 });
});

it('of an empty village is nothing', () =>
  expect(of([])).toEqual({
    requests: [],
    requestHouseholds: 0,
    absentHouseholds: 0,
    awayPeople: 0,
    awayHouseholds: 0,
    sessions: { held: 0, heads: 0 },
    aidedHouseholds: 0,
  }));
