import { expect, it } from 'vitest';
import { openWishes, teamWork } from '../../../src/domain/report/team-work.ts';
import { findHomes, type HomeQuery } from '../../../src/domain/find-homes.ts';
import { createHomeIndex } from '../../../src/domain/home-index.ts';
import { summaryOf } from '../../../src/domain/record-summary.ts';
import { sessionsOf } from '../../../src/domain/session.ts';
import { visitsOf } from '../../../src/domain/visit.ts';
import { householdsOf, type CountedRecord } from '../../../src/domain/village.ts';
import { day, home, id, said, today, wholeHome, wholePerson } from './build.ts';

const wishes = (guide: string) => ({ answers: { ...wholePerson, H8: said(guide, day('2026-11-01')) } });
const session = (n: number, on: string, heads: number): CountedRecord => ({ id: id(9000 + n), kind: 'session', fields: { on, topic: 'vneid', heads, partners: [], wishes: [], note: null, by: id(9) } });
const of = (rows: readonly CountedRecord[]) => teamWork({ households: householdsOf(rows), visits: visitsOf(rows), sessions: sessionsOf(rows) }, today, day('2026-11-15'));

it('tells what people ask for, most asked first, until they are shown it', () => {
  const asking = home({ id: id(1), answers: wholeHome, people: [{ ...wishes('vneid'), id: id(2) }, wishes('vneid'), wishes('etax-mobile'), wishes('none'), { ...wishes('vneid'), living: 'moved' }, { ...wishes('vneid'), born: 2015 }] });
  expect(of(asking)).toMatchObject({ requests: [{ guide: 'vneid', people: 2 }, { guide: 'etax-mobile', people: 1 }], requestHomes: 1 });
  const shown: CountedRecord = { id: id(3), kind: 'visit', fields: { household: id(1), person: id(2), guide: 'vneid', how: 'finished', confidence: 'guided', on: '2026-11-05', by: id(9), recheckOn: '2026-11-19' } };
  expect(of([...asking, shown]).requests).toEqual([{ guide: 'etax-mobile', people: 1 }, { guide: 'vneid', people: 1 }]);
});

it('tells the homes nobody was found in until they are asked, and who works far away', () => {
  const rows = [home({ outcome: 'away', people: [{}] }), home({ outcome: 'away', answers: wholeHome, people: [{ answers: wholePerson }] }), home({ outcome: 'refused', people: [{ living: 'away' }, { living: 'away' }, { living: 'died' }] })].flat();
  expect(of(rows)).toMatchObject({ absentHomes: 1, awayPeople: 2, awayHomes: 1 });
});

it('counts as many homes as the list that a count leads to finds', () => {
  const rows = [
    home({ outcome: 'away', people: [{}] }),
    home({ outcome: 'away', answers: wholeHome, people: [wishes('none')] }),
    home({ outcome: 'refused', people: [{ living: 'away' }, { living: 'away' }, wishes('vneid')] }),
    home({ answers: wholeHome, people: [wishes('vneid'), wishes('etax-mobile'), { living: 'away' }] }),
    home({ answers: wholeHome, people: [wishes('none'), { ...wishes('vneid'), living: 'died' }] }),
  ].flat();
  const index = createHomeIndex();
  index.apply({ set: rows.map((row) => ({ summary: summaryOf(row)!, onlyHere: false })), gone: [] });
  const settling = index.settle();
  let step = settling.next();
  while (!step.done) step = settling.next();
  const { byPlace } = step.value;
  const found = (query: Omit<HomeQuery, 'text'>): number => findHomes(byPlace, { text: '', ...query }, today).length;
  const { requestHomes, absentHomes, awayHomes } = of(rows);
  const listed = { requestHomes: found({ among: new Set(openWishes(householdsOf(rows), [], today).keys()) }), absentHomes: found({ gap: 'away' }), awayHomes: found({ gap: 'awayPeople' }) };
  expect(listed).toEqual({ requestHomes, absentHomes, awayHomes });
  expect(listed).toEqual({ requestHomes: 2, absentHomes: 1, awayHomes: 2 });
});

it('tells the sessions of this period', () => {
  expect(of([session(1, '2026-11-14', 50), session(2, '2026-11-15', 12), session(3, today, 8), session(4, '2026-11-23', 30)]).sessions).toEqual({ held: 2, heads: 20 });
});

it('of an empty village is nothing', () => expect(of([])).toEqual({ requests: [], requestHomes: 0, absentHomes: 0, awayPeople: 0, awayHomes: 0, sessions: { held: 0, heads: 0 } }));
