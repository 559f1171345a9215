import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { answer } from '../../../../src/domain/record/answer.ts';
import { fullName, titleName } from '../../../../src/domain/access/area.ts';
import { misfitIn } from '../../../../src/domain/merge/fields.ts';
import type { Json } from '../../../../src/domain/record/json.ts';
import {
  fieldName,
  fields,
  isDeleted,
  recordKinds,
  type Fields,
  type RecordKind,
} from '../../../../src/domain/record/record.ts';
import { id, refused, said, today } from '../build.ts';

describe('what does not fit', () => {
  test.each<[RecordKind, Fields, string | undefined]>([
    ['household', { headName: 'Y Demo', hardship: false, outcome: null }, undefined],
    ['household', { headName: 'x'.repeat(201) }, 'headName'],
    ['household', { outcome: 'later' }, 'outcome'],
    ['household', { responsible: 'Lan' }, 'responsible'],
    ['household', { responsible: null }, undefined],
    ['person', { household: id(1), name: 'H’Demo', birthYear: 1980, sex: null, living: 'away' }, undefined],
    ['person', { household: null }, 'household'],
    ['person', { birthYear: 1899 }, 'birthYear'],
    ['person', { birthYear: 1980.5 }, 'birthYear'],
    ['person', { birthYear: '1980' }, 'birthYear'],
    ['person', { living: 'nowhere' }, 'living'],
    ['person', { 'a.P2': said('daily') }, undefined],
    ['person', { 'a.P2': refused }, undefined],
    ['person', { 'a.P2': null }, undefined],
    ['person', { 'a.P2': 'daily' }, 'a.P2'],
    ['person', { 'a.P2': { v: 'daily', by: 'self', on: '2026-02-31', q: 1 } }, 'a.P2'],
    ['household', { $deleted: true }, undefined],
    ['household', { $deleted: 1 }, '$deleted'],
    ['tally', { residents: 'many' }, 'residents'],
    ['visit', { residents: 'many' }, undefined],
  ])('%s %o: %s', (kind, set, expected) => {
    expect(misfitIn(kind, set)).toBe(expected);
  });

  it('lets pass what a newer phone may know', () => {
    const name = fc.stringMatching(/^z[A-Za-z0-9]{0,20}$/);
    fc.assert(
      fc.property(fc.constantFrom(...recordKinds), name, fc.jsonValue(), (kind, field, value) => {
        expect(misfitIn(kind, { [field]: value as Json })).toBeUndefined();
      }),
    );
  });

  it('does not take what every object inherits for a known field', () => {
    expect(misfitIn('household', { constructor: 'x', toString: 1, valueOf: null })).toBeUndefined();
  });
});

describe('an answer', () => {
  test.each<[string, unknown, boolean]>([
    ['a choice', said('daily'), true],
    ['a number', said(3), true],
    ['several', said(['a', 'b']), true],
    ['no answer', refused, true],
    ['both a value and none', { ...said('x'), na: 'unknown' }, false],
    ['neither', { by: 'self', on: today, q: 1 }, false],
    ['another reason', { na: 'later', by: 'self', on: today, q: 1 }, false],
    ['by nobody', { v: 'x', on: today, q: 1 }, false],
    ['version 0', { ...said('x'), q: 0 }, false],
    ['too long', said('x'.repeat(501)), false],
    ['too many', said(Array.from({ length: 31 }, () => 'x')), false],
    ['not a finite number', said(Infinity), false],
  ])('%s: %s', (_, value, expected) => {
    expect(v.is(answer, value)).toBe(expected);
  });
});

describe('field names', () => {
  test.each([
    ['headName', true],
    ['a.P11a', true],
    ['$deleted', true],
    ['$other', false],
    ['_x', false],
    ['9a', false],
    ['', false],
    ['a b', false],
    ['tên', false],
    ['x'.repeat(64), true],
    ['x'.repeat(65), false],
    ['__proto__', false],
  ])('%s: %s', (name, expected) => {
    expect(v.is(fieldName, name)).toBe(expected);
  });

  it('a name no field can have makes the fields unreadable', () => {
    expect(v.is(fields, { headName: 'x' })).toBe(true);
    expect(v.is(fields, { 'head name': 'x' })).toBe(false);
  });
});

test.each([
  [{ $deleted: true }, true],
  [{ $deleted: false }, false],
  [{ $deleted: 'true' }, false],
  [{}, false],
])('%o is deleted: %s', (of, expected) => {
  expect(isDeleted({ fields: of })).toBe(expected);
});

test.each([
  ['thôn', 'Tân Đông', 'thôn Tân Đông', 'Thôn Tân Đông'],
  ['đặc khu', 'Phú Quý', 'đặc khu Phú Quý', 'Đặc khu Phú Quý'],
  ['', 'Đắk Lắk', 'Đắk Lắk', 'Đắk Lắk'],
])('%s + %s is called %s, and %s where a line begins', (prefix, name, within, first) => {
  expect(fullName({ prefix, name })).toBe(within);
  expect(titleName({ prefix, name })).toBe(first);
});
