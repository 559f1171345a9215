import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { lineOf, type Area } from '../../../src/domain/access/area.ts';
import {
  actions,
  grantsFor,
  roleRules,
  roles,
  type Action,
  type Grant,
  type Role,
} from '../../../src/domain/access/roles.ts';
import { id } from './build.ts';

const [province, commune, village, neighbour, elsewhere] = [1, 2, 3, 4, 5].map(id) as [
  string,
  string,
  string,
  string,
  string,
];
const area = (which: string, kind: Area['kind'], parent?: string): Area => ({
  id: which,
  kind,
  prefix: '',
  name: 'x',
  aliases: [],
  ...(parent && { parent }),
});
const areasById = new Map(
  [
    area(province, 'province'),
    area(commune, 'commune', province),
    area(village, 'village', commune),
    area(neighbour, 'village', commune),
    area(elsewhere, 'village', id(9)),
  ].map((one) => [one.id, one]),
);
const line = (of: string): string[] => lineOf(of, areasById).map((one) => one.id);
const granted = (role: Role, where?: string): Grant => ({ id: id(77), role, ...(where && { area: where }) });

describe('who may do what where', () => {
  test.each<[Role, string | undefined, Action, string, boolean]>([
    ['member', village, 'syncRecords', village, true],
    ['member', village, 'syncRecords', neighbour, false],
    ['member', village, 'invite', village, false],
    ['lead', village, 'invite', village, true],
    ['lead', village, 'invite', neighbour, false],
    ['head', village, 'seeProgress', village, true],
    ['head', village, 'manageAreas', village, false],
    ['officer', commune, 'seeProgress', village, true],
    ['officer', commune, 'seeProgress', neighbour, true],
    ['officer', commune, 'seeProgress', elsewhere, false],
    ['officer', commune, 'manageAreas', commune, true],
    ['officer', commune, 'manageAreas', province, false],
    // Household rows are the village's: an officer sees counts.
    ['officer', commune, 'syncRecords', village, false],
    ['lead', village, 'judgeQuarantine', village, true],
    ['lead', village, 'judgeQuarantine', neighbour, false],
    ['member', village, 'seeQuarantine', village, false],
    ['officer', commune, 'seeQuarantine', village, true],
    ['officer', commune, 'judgeQuarantine', village, false],
    ['viewer', province, 'seeProgress', village, true],
    ['viewer', province, 'syncRecords', village, false],
    ['viewer', province, 'invite', village, false],
    ['admin', undefined, 'manageAreas', elsewhere, true],
    ['admin', undefined, 'syncRecords', village, false],
  ])('%s of %s: %s in %s is %s', (role, where, action, asked, expected) => {
    expect(grantsFor(action, [granted(role, where)], line(asked)).length > 0).toBe(expected);
  });

  it('without grants nobody may do anything', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...actions),
        fc.array(fc.constantFrom(province, commune, village)),
        (action, where) => {
          expect(grantsFor(action, [], where)).toEqual([]);
        },
      ),
    );
  });

  it('further grants only add', () => {
    const grant = fc.record({
      id: fc.constant(id(1)),
      role: fc.constantFrom(...roles),
      area: fc.constantFrom(province, commune, village, neighbour),
    });
    fc.assert(
      fc.property(fc.array(grant), grant, fc.constantFrom(...actions), (some, more, action) => {
        expect(grantsFor(action, [...some, more], line(village))).toEqual(
          expect.arrayContaining(grantsFor(action, some, line(village))),
        );
      }),
    );
  });
});

describe('the rules', () => {
  const width = { village: 0, commune: 1, province: 2, country: 3 } as const;
  const widest = (role: Role): number => Math.max(...roleRules[role].areas.map((kind) => width[kind]));

  it('nobody invites somebody wider than themselves', () => {
    for (const role of roles)
      for (const invited of roleRules[role].invites) expect(widest(invited)).toBeLessThanOrEqual(widest(role));
  });
  it('who invites may invite, and only they', () => {
    for (const role of roles) expect(roleRules[role].may.includes('invite')).toBe(roleRules[role].invites.length > 0);
  });
  it('only those of one village read its households', () => {
    for (const role of roles)
      if (roleRules[role].may.includes('syncRecords')) expect(roleRules[role].areas).toEqual(['village']);
  });
});

describe('the line of an area', () => {
  it('goes up to the province, nearest first', () => {
    expect(line(village)).toEqual([village, commune, province]);
  });
  it('stops at an unknown parent, is empty for an unknown area, and ends in a loop', () => {
    expect(line(elsewhere)).toEqual([elsewhere]);
    expect(line(id(99))).toEqual([]);
    const loop = new Map([area('a', 'commune', 'b'), area('b', 'commune', 'a')].map((one) => [one.id, one]));
    expect(lineOf('a', loop).map((one) => one.id)).toEqual(['a', 'b']);
  });
});
