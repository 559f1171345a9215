import { expect, test } from 'vitest';
import type { Area } from '../../../src/domain/access/area.ts';
import type { Grant, Role } from '../../../src/domain/access/roles.ts';
import { firstRole, villageHere } from '../../../src/app/session/first-role.ts';

const id = (n: number): string => `01900000-0000-7000-8000-00000000000${n}`;
const province: Area = { id: id(1), kind: 'province', prefix: 'tỉnh', name: 'Thử', aliases: [] };
const commune: Area = { id: id(2), kind: 'commune', prefix: 'xã', name: 'Thử', aliases: [], parent: province.id };
const village: Area = { id: id(3), kind: 'village', prefix: 'thôn', name: 'Thử', aliases: [], parent: commune.id };
const areas = [province, commune, village];
const grant = (role: Role, area?: string): Grant => ({ id: id(9), role, ...(area !== undefined && { area }) });

test.each<[Role[], Role | undefined]>([
  [['member'], 'member'],
  [['member', 'head'], 'head'],
  [['lead', 'member'], 'lead'],
  [['head', 'officer'], 'officer'],
  [[], undefined],
])('who is %s starts as %s', (roles, first) => {
  expect(firstRole({ grants: roles.map((role) => grant(role, village.id)) })).toBe(first);
});

test('the village on the phone is one whose records may be synced', () => {
  expect(villageHere({ grants: [grant('member', village.id)], areas })).toBe(village);
  expect(villageHere({ grants: [grant('officer', commune.id)], areas })).toBeUndefined();
});
