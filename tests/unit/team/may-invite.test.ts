import { describe, expect, it, test } from 'vitest';
import type { Area } from '../../../src/domain/access/area.ts';
import type { Role } from '../../../src/domain/access/roles.ts';
import { areasNamed } from '../../../src/features/team/area-names.ts';
import {
  addableKinds,
  invitableAreas,
  invitableRoles,
  possibleParents,
  type Standing,
} from '../../../src/features/team/people/may-invite.ts';

const area = (id: string, kind: Area['kind'], name: string, parent?: string): Area => ({
  id,
  kind,
  prefix: '',
  name,
  aliases: [],
  ...(parent && { parent }),
});
const areas = [
  area('p', 'province', 'Đắk Lắk'),
  area('c1', 'commune', 'Ea Knuếc', 'p'),
  area('c2', 'commune', 'Tân Tiến', 'p'),
  area('v1', 'village', 'Tân Đông', 'c1'),
  area('v2', 'village', 'Tân Lập', 'c1'),
  area('v3', 'village', 'Kniêr', 'c2'),
];
const as = (role: Role, where?: string, known = areas): Standing => ({
  grants: [{ id: 'g', role, ...(where && { area: where }) }],
  areas: known,
});
const ids = (of: readonly Area[]): string[] => of.map(({ id }) => id);

test.each<[Role, string | undefined, Role[]]>([
  ['member', 'v1', []],
  ['lead', 'v1', ['member']],
  ['head', 'v1', ['member', 'lead']],
  ['officer', 'c1', ['member', 'lead', 'head']],
  ['viewer', 'p', []],
  ['admin', undefined, ['member', 'lead', 'head', 'officer', 'viewer', 'admin']],
])('a %s of %s may invite %j', (role, where, expected) => {
  expect(invitableRoles(as(role, where))).toEqual(expected);
});

test.each<[Role, string | undefined, Role, string[]]>([
  ['lead', 'v1', 'member', ['v1']],
  ['lead', 'v1', 'head', []],
  ['officer', 'c1', 'lead', ['v1', 'v2']],
  ['officer', 'c1', 'officer', []],
  ['admin', undefined, 'head', ['v3', 'v1', 'v2']],
  ['admin', undefined, 'officer', ['c1', 'c2']],
  ['admin', undefined, 'viewer', ['p']],
  // An admin's place is the whole country: no area to choose.
  ['admin', undefined, 'admin', []],
])('a %s of %s may invite a %s to %j', (role, where, invited, expected) => {
  expect(ids(invitableAreas(as(role, where), invited))).toEqual(expected);
});

it('two grants count together, each for its own', () => {
  const both: Standing = { grants: [...as('lead', 'v1').grants, ...as('head', 'v3').grants], areas };
  expect(ids(invitableAreas(both, 'member'))).toEqual(['v3', 'v1']);
  expect(ids(invitableAreas(both, 'lead'))).toEqual(['v3']);
});

describe('adding areas', () => {
  test.each<[Role, string | undefined, string[]]>([
    ['lead', 'v1', []],
    ['viewer', 'p', []],
    ['officer', 'c1', ['village']],
    ['admin', undefined, ['village', 'commune', 'province']],
  ])('a %s of %s may add %j', (role, where, expected) => {
    expect(addableKinds(as(role, where))).toEqual(expected);
  });

  it('in an empty country an admin begins with a province', () => {
    expect(addableKinds(as('admin', undefined, []))).toEqual(['province']);
  });

  it('below one’s own only', () => {
    expect(ids(possibleParents(as('officer', 'c1'), 'village'))).toEqual(['c1']);
    expect(ids(possibleParents(as('officer', 'c1'), 'commune'))).toEqual([]);
    expect(ids(possibleParents(as('admin'), 'commune'))).toEqual(['p']);
    expect(ids(possibleParents(as('admin'), 'province'))).toEqual([]);
  });
});

test.each([
  ['tan dong', ['v1']],
  ['TÂN', ['c2', 'v1', 'v2']],
  ['dak', ['p']],
  ['', ids(areas)],
])('"%s" finds %j', (typed, expected) => {
  expect(ids(areasNamed(typed, areas))).toEqual(expected);
});
