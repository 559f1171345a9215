import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Day } from '../../../../src/lib/day.ts';
import { endOf, inOrder, isShown, type Announcement } from '../../../../src/domain/village/announcement.ts';
import { hostOf, linkIn, linkProblem } from '../../../../src/domain/village/links.ts';
import { isPhoneNumber, phoneIn, spokenPhone } from '../../../../src/domain/village/phone-numbers.ts';
import { isSlug, slugOf } from '../../../../src/domain/village/slug.ts';
import { infoEntry, infoFor, type StoredInfo } from '../../../../src/domain/village/village-info.ts';

describe('a link on the page of a village', () => {
  it.each([
    ['https://zalo.me/0900000001', undefined],
    ['https://zalo.me/g/abcdef123', undefined],
    ['https://oa.zalo.me/home?x=1', undefined],
    ['https://dichvucong.daklak.gov.vn/danh-gia', undefined],
    ['http://zalo.me/0900000001', 'noLink'],
    ['javascript:alert(1)', 'noLink'],
    ['https://zalo.me@evil.example/', 'noLink'],
    ['https://zalo.me:8443/', 'noLink'],
    ['https://zalo.me/a b', 'noLink'],
    ['https://zalo.me/"onclick', 'noLink'],
    ['https://zálo.me/', 'noLink'],
    ['https://xn--zlo-5na.me/', 'otherHost'],
    ['https://zalo.me.evil.example/', 'otherHost'],
    ['https://evilzalo.me/', 'otherHost'],
    ['https://gov.vn.example/', 'otherHost'],
    ['https://bit.ly/3abc', 'otherHost'],
    [`https://zalo.me/${'a'.repeat(300)}`, 'noLink'],
  ])('%s: %s', (link, problem) => expect(linkProblem(link)).toBe(problem));

  it.each([
    [' Zalo.me/0900000001 ', 'https://zalo.me/0900000001'],
    ['HTTPS://ZALO.ME/g/AbC', 'https://zalo.me/g/AbC'],
    ['http://zalo.me/x', 'http://zalo.me/x'],
    ['nhóm của thôn', 'nhóm của thôn'],
  ])('typed as "%s" is %s', (typed, link) => expect(linkIn(typed)).toBe(link));

  it('has the host that a browser goes to, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string().map((text) => `https://zalo.me${text}`),
        ),
        (text) => {
          const link = linkIn(text);
          const host = hostOf(link);
          if (linkProblem(link) === undefined) expect(new URL(link).host).toBe(host);
        },
      ),
    );
  });
});

it.each([
  ['0905 123 456', '0905123456', true],
  ['+84 905.123.456', '0905123456', true],
  ['(0262) 3812-345', '02623812345', true],
  ['113', '113', true],
  ['1800 1166', '18001166', true],
  ['12345', '12345', false],
  ['không có', 'khôngcó', false],
])('the number "%s" is %s', (typed, digits, valid) => {
  expect(phoneIn(typed)).toBe(digits);
  expect(isPhoneNumber(digits)).toBe(valid);
});

it.each([
  ['0905123456', '0905 123 456'],
  ['02623812345', '0262 381 2345'],
  ['113', '113'],
])('%s is read as %s, and is the same number', (digits, spoken) => {
  expect(spokenPhone(digits)).toBe(spoken);
  expect(phoneIn(spoken)).toBe(digits);
});

it.each([
  [['thôn Tân Đông', 'xã Ea Knuếc'], 'thon-tan-dong-xa-ea-knuec'],
  [['buôn Kniêr', 'xã Tân Tiến'], 'buon-knier-xa-tan-tien'],
  [['buôn Ƀuôr', ''], 'buon-uor'],
  [['!!!'], 'thon'],
])('the address of %s ends with %s', (names, slug) => {
  expect(slugOf(...names)).toBe(slug);
  expect(isSlug(slug)).toBe(true);
});

it('an address is always one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(isSlug(slugOf(name))).toBe(true);
    }),
  );
});

describe('what holds for a village', () => {
  const [village, commune] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'];
  const police = (area: string, value: string | null): StoredInfo => ({
    kind: 'info',
    part: 'policePhone',
    value,
    area,
    version: 1,
  });
  const person = (area: string, part: string, role: 'head' | 'member' | 'officer'): StoredInfo => ({
    kind: 'person',
    part,
    value: { name: role, role, phone: '0900000001', agreed: '2026-11-01' as Day },
    area,
    version: 1,
  });

  it('is its own, else what the commune tells', () => {
    const parts = (...entries: StoredInfo[]) => infoFor([village, commune], entries).parts;
    expect(parts(police(commune, '113'))).toEqual({ policePhone: '113' });
    expect(parts(police(commune, '113'), police(village, '0900000004'))).toEqual({ policePhone: '0900000004' });
    expect(parts(police(commune, '113'), police(village, null))).toEqual({ policePhone: '113' });
    expect(parts(police('00000000-0000-7000-8000-000000000003', '113'))).toEqual({});
  });

  it('names the head first and the commune’s people last', () => {
    const people = infoFor(
      [village, commune],
      [
        person(commune, '00000000-0000-7000-8000-000000000011', 'officer'),
        person(village, '00000000-0000-7000-8000-000000000012', 'member'),
        person(village, '00000000-0000-7000-8000-000000000013', 'head'),
      ],
    ).people;
    expect(people.map(({ role }) => role)).toEqual(['head', 'member', 'officer']);
  });

  it('takes no person without a consent, and no number or link that is none', () => {
    const part = '00000000-0000-7000-8000-000000000011';
    const told = { name: 'Mẫu', role: 'head', phone: '0900000001' };
    expect(v.is(infoEntry, { kind: 'person', part, value: { ...told, agreed: '2026-11-01' } })).toBe(true);
    expect(v.is(infoEntry, { kind: 'person', part, value: told })).toBe(false);
    expect(v.is(infoEntry, { kind: 'info', part: 'policePhone', value: 'gọi tôi' })).toBe(false);
    expect(v.is(infoEntry, { kind: 'info', part: 'zaloPage', value: 'https://bit.ly/x' })).toBe(false);
    expect(v.is(infoEntry, { kind: 'info', part: 'password', value: 'x' })).toBe(false);
  });
});

describe('announcements', () => {
  const today = '2026-11-22' as Day;
  const of = (id: string, changes: Partial<Announcement>): Announcement => ({
    id,
    area: id,
    kind: 'other',
    title: id,
    text: id,
    until: '2026-12-01' as Day,
    ...changes,
  });

  it('end by themselves after their last day', () => {
    expect(isShown({ until: today }, today)).toBe(true);
    expect(isShown({ until: '2026-11-21' as Day }, today)).toBe(false);
    expect(endOf('2026-11-28' as Day, today)).toBe('2026-11-28');
    expect(endOf(undefined, today)).toBe('2026-12-06');
  });

  it('show scams first, then what has a day, the nearest first', () => {
    const order = inOrder([
      of('d', {}),
      of('c', { kind: 'deadline', on: '2026-11-30' as Day }),
      of('b', { kind: 'session', on: '2026-11-25' as Day }),
      of('a', { kind: 'scam' }),
    ]).map(({ id }) => id);
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });
});
