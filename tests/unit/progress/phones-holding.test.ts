import { expect, it } from 'vitest';
import type { Area } from '../../../src/domain/access/area.ts';
import type { TeamPerson } from '../../../src/protocol/accounts/team.ts';
import { phonesHolding } from '../../../src/features/progress/villages/phones-holding.ts';

const village = (id: string, name: string): Area => ({
  id,
  kind: 'village',
  prefix: 'thôn',
  name,
  aliases: [],
  parent: 'c1',
});
const areas = [village('v1', 'Tân Đông'), village('v2', 'Tân Bình')];
type Phone = { readonly id: string; readonly forms: number; readonly oldest?: number; readonly lastContact?: number };
const person = (name: string, where: readonly string[], phones: readonly Phone[]): TeamPerson => ({
  account: name,
  name,
  grants: where.map((area) => ({ id: `${name} ${area}`, role: 'member', area, mayWithdraw: false })),
  phones: phones.map(({ id, forms, oldest, lastContact = 100 }) => ({
    id,
    since: 1,
    lastContact,
    unsent: { forms, ...(oldest === undefined ? {} : { oldest }) },
    mayWithdraw: false,
  })),
  mayInviteAgain: false,
});

it('lists phones that hold forms, whose and where, the longest waiting first', () => {
  const people = [
    person(
      'Mẫu Thị Na',
      ['v1'],
      [
        { id: 'p1', forms: 3, oldest: 50 },
        { id: 'p2', forms: 0 },
      ],
    ),
    person('Mẫu Văn Tư', ['v1', 'v2'], [{ id: 'p3', forms: 1, oldest: 20 }]),
    person('Mẫu Văn Cũ', ['gone'], [{ id: 'p4', forms: 2, lastContact: 30 }]),
  ];
  expect(phonesHolding({ people }, areas)).toEqual([
    {
      id: 'p3',
      name: 'Mẫu Văn Tư',
      where: 'Thôn Tân Đông, Thôn Tân Bình',
      forms: 1,
      oldest: 20,
      lastContact: 100,
      left: false,
    },
    { id: 'p4', name: 'Mẫu Văn Cũ', where: '', forms: 2, oldest: undefined, lastContact: 30, left: false },
    { id: 'p1', name: 'Mẫu Thị Na', where: 'Thôn Tân Đông', forms: 3, oldest: 50, lastContact: 100, left: false },
  ]);
});

it('has the phones that were taken out of the team while they held forms', () => {
  const na = person('Mẫu Thị Na', ['v1'], [{ id: 'p1', forms: 0 }]);
  const [gone] = person('', [], [{ id: 'p9', forms: 4, oldest: 10 }]).phones;
  expect(phonesHolding({ people: [{ ...na, left: [gone!] }] }, areas)).toEqual([
    { id: 'p9', name: 'Mẫu Thị Na', where: 'Thôn Tân Đông', forms: 4, oldest: 10, lastContact: 100, left: true },
  ]);
});
