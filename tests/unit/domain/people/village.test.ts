import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { answersOf } from '../../../../src/domain/record/answer.ts';
import { isAdult } from '../../../../src/domain/people/person.ts';
import { adultsOf, householdsOf, personOf } from '../../../../src/domain/people/village.ts';
import { someVillage } from '../arbitrary.ts';
import { aHousehold, id, said, today } from '../build.ts';

describe('a village out of its rows', () => {
  it('puts people into their households in the order they were added, whatever order the rows come in', () => {
    const rows = aHousehold({ id: id(100), people: [{ id: id(103) }, { id: id(101) }, { id: id(102) }] });
    const expected = [id(101), id(102), id(103)];
    for (const order of [rows, [...rows].reverse()]) {
      expect(householdsOf(order)[0]?.people.map((person) => person.id)).toEqual(expected);
    }
  });

  it('leaves out people whose aHousehold is not there (yet), and takes them in when it comes', () => {
    const rows = aHousehold({ people: [{}] });
    expect(householdsOf(rows.slice(1))).toEqual([]);
    expect(householdsOf(rows)[0]?.people).toHaveLength(1);
  });

  it('leaves out what was deleted: a person, or a household with everybody in it', () => {
    expect(householdsOf(aHousehold({ people: [{ deleted: true }, {}] }))[0]?.people).toHaveLength(1);
    expect(householdsOf(aHousehold({ deleted: true, people: [{}] }))).toEqual([]);
  });

  it('reads fields of another shape as not said, and keeps going', () => {
    const [household] = householdsOf([
      {
        id: id(1),
        kind: 'household',
        fields: { headName: 7, address: null, outcome: 'later', hardship: 'yes', responsible: false },
      },
      { id: id(2), kind: 'person', fields: { household: id(1), name: ['?'], birthYear: '1980', living: 'moon' } },
    ]);
    expect(household).toMatchObject({
      headName: '',
      address: '',
      cluster: '',
      outcome: undefined,
      hardship: false,
      responsible: undefined,
    });
    expect(household?.people[0]).toMatchObject({ name: '', birthYear: undefined, living: 'here' });
  });

  it('ignores rows that are neither aHousehold nor person', () => {
    const others = (['tally', 'visit', 'session', 'consent', 'conflict'] as const).map((kind, i) => ({
      id: id(500 + i),
      kind,
      fields: {},
    }));
    expect(householdsOf([...others, ...aHousehold()])).toHaveLength(1);
  });

  it('is the same for any order of the rows', () => {
    fc.assert(
      fc.property(someVillage, fc.nat(), (rows, turn) => {
        const cut = rows.length ? turn % rows.length : 0;
        const turned = [...rows.slice(cut), ...rows.slice(0, cut)];
        const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
        expect(householdsOf(turned).sort(byId)).toEqual(householdsOf(rows).sort(byId));
      }),
    );
  });
});

describe('adults', () => {
  test.each([
    [2010, '2026-01-01', true],
    [2010, '2025-12-31', false],
    [2011, '2026-12-31', false],
    [1940, '2026-11-22', true],
    [null, '2026-11-22', true],
    [undefined, '2026-11-22', true],
  ])('born %s, on %s: %s', (born, on, expected) => {
    expect(isAdult(born, on as typeof today)).toBe(expected);
  });

  test.each([
    ['here', 1],
    ['away', 0],
    ['moved', 0],
    ['died', 0],
  ] as const)('who is %s counts %i', (living, count) => {
    const [household] = householdsOf(aHousehold({ people: [{ living }] }));
    expect(adultsOf(household!, today)).toHaveLength(count);
  });
});

describe('answers among fields', () => {
  it('are those under a., by code; what does not parse is left out', () => {
    const fields = {
      name: 'Người',
      'a.P2': said('daily'),
      'a.P3': { v: 'opens' },
      'a.P4': null,
      'a.P5': 'self',
      'a.P6': { ...said('self'), extra: 1 },
      a: said('x'),
    };
    expect(answersOf(fields)).toEqual({ P2: said('daily') });
  });

  it('cannot be smuggled in as what every object inherits', () => {
    const person = personOf({ id: id(1), kind: 'person', fields: { 'a.__proto__': said('daily') } });
    expect(Object.getPrototypeOf(person.answers)).toBe(Object.prototype);
    expect(person.answers['v']).toBeUndefined();
  });
});
