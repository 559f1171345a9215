import { describe, expect, it, test } from 'vitest';
import { misfitIn } from '../../../../src/domain/merge/fields.ts';
import { recentVisits } from '../../../../src/domain/visits/recent-visits.ts';
import type { Fields } from '../../../../src/domain/record/record.ts';
import { sessionsOf } from '../../../../src/domain/visits/session.ts';
import { latestVisits, openVisits, recheckDay, visitsOf, visitState } from '../../../../src/domain/visits/visit.ts';
import { day, id } from '../build.ts';

const shown = day('2026-11-01');
const fields = (over: Fields = {}): Fields => ({
  household: id(1),
  person: id(2),
  guide: 'vneid',
  how: 'partly',
  confidence: 'guided',
  on: shown,
  by: id(9),
  recheckOn: recheckDay(shown),
  ...over,
});
const visit = (over: Fields = {}, at = 100) => ({ id: id(at), kind: 'visit' as const, fields: fields(over) });
const only = (over: Fields = {}) => visitsOf([visit(over)])[0]!;

describe('a visit', () => {
  it('is looked at again two weeks later, and not before', () => {
    expect(recheckDay(shown)).toBe('2026-11-15');
    expect([day('2026-11-14'), day('2026-11-15'), day('2026-12-30')].map((today) => visitState(only(), today))).toEqual(
      ['shown', 'due', 'due'],
    );
  });

  it('a day written too early does not make it sooner', () => {
    expect(visitState(only({ recheckOn: day('2026-11-02') }), day('2026-11-14'))).toBe('shown');
  });

  it('is over once looked at, and where nobody is named', () => {
    expect(visitState(only({ recheckedOn: day('2026-11-16') }), day('2026-11-20'))).toBe('over');
    expect(visitState(only({ person: null }), day('2026-11-20'))).toBe('over');
  });

  it('the same guide shown again starts anew; another guide is another visit', () => {
    const visits = visitsOf([
      visit({}, 1),
      visit({ on: day('2026-11-10'), recheckOn: day('2026-11-24') }, 2),
      visit({ guide: 'vssid' }, 3),
    ]);
    expect(latestVisits(visits).map((one) => one.id)).toEqual([id(3), id(2)]);
    expect(openVisits(visits, day('2026-11-16')).map((one) => visitState(one, day('2026-11-16')))).toEqual([
      'due',
      'shown',
    ]);
  });

  it('deleted or of an unknown shape: left out', () => {
    expect(
      visitsOf([visit({ $deleted: true }), visit({ how: 'somehow' }), { id: id(4), kind: 'person', fields: {} }]),
    ).toEqual([]);
  });
});

test.each<[Fields, string | undefined]>([
  [fields(), undefined],
  [{ recheckedOn: day('2026-11-16'), recheckHow: 'seen', recheckConfidence: 'alone', recheckedBy: id(9) }, undefined],
  [{ guide: 'Not A Guide' }, 'guide'],
  [{ recheckHow: 'guessed' }, 'recheckHow'],
  [{ on: '2026-02-31' }, 'on'],
])('of these fields %o the server refuses: %s', (set, misfit) => {
  expect(misfitIn('visit', set)).toBe(misfit);
});

test.each([
  ['two days later', '2026-11-03', ['P3'], [100]],
  ['due and not looked at', '2026-11-20', ['P3', 'P4'], [100]],
  ['another question', '2026-11-03', ['P4'], []],
])('who was shown VNeID is told of where it is answered, %s', (_, today, codes, expected) => {
  const visits = visitsOf([visit(), visit({ person: id(3) }, 101), visit({ person: null }, 102)]);
  expect(recentVisits(visits, [id(2)], codes, day(today)).map((one) => one.id)).toEqual(expected.map(id));
});

test('a person who was re-checked, or is shown a guide anew, is listed once at most', () => {
  const looked = { recheckedOn: day('2026-11-16') };
  expect(recentVisits(visitsOf([visit(looked)]), [id(2)], ['P3'], day('2026-11-20'))).toEqual([]);
  expect(
    recentVisits(
      visitsOf([visit(looked, 1), visit({ on: day('2026-11-18') }, 2)]),
      [id(2)],
      ['P3'],
      day('2026-11-20'),
    ).map((one) => one.id),
  ).toEqual([id(2)]);
});

describe('a group session', () => {
  const session = (over: Fields, at: number) => ({
    id: id(at),
    kind: 'session' as const,
    fields: {
      on: shown,
      topic: 'vneid',
      heads: 12,
      partners: ['vnpt'],
      wishes: ['vssid'],
      note: null,
      by: id(9),
      ...over,
    },
  });

  it('newest first; what this version does not know of it is left out, the session is not', () => {
    const list = sessionsOf([
      session({}, 1),
      session({ on: day('2026-11-20'), partners: ['vnpt', 'starlink'] }, 2),
      session({ heads: -1 }, 3),
      session({ $deleted: true }, 4),
    ]);
    expect(list.map(({ id: at, partners }) => [at, partners])).toEqual([
      [id(2), ['vnpt']],
      [id(1), ['vnpt']],
    ]);
  });

  it('holds no name: nothing in it points at a person', () => {
    expect(misfitIn('session', { heads: 2001 })).toBe('heads');
    expect(misfitIn('session', { note: 'x'.repeat(501) })).toBe('note');
    expect(misfitIn('session', { partners: ['nobody'] })).toBe('partners');
  });
});
