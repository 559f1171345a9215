import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isBoundedJson, sameJson, type Json } from '../../../../src/domain/record/json.ts';

describe('sameJson', () => {
  test.each<[string, Json | undefined, Json | undefined, boolean]>([
    ['key order does not matter', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
    ['list order does', [1, 2], [2, 1], false],
    ['a shorter list differs', [1], [1, 1], false],
    ['an empty list is not an empty object', [], {}, false],
    ['cleared is not absent', null, undefined, false],
    ['absent equals absent', undefined, undefined, true],
    ['null is not an object', null, {}, false],
    ['a number is not its text', 1, '1', false],
    ['false is not 0', false, 0, false],
    ['deep difference', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, false],
    ['a missing key is not a null one', { a: null }, { b: null }, false],
    // Own keys only: what every object inherits is no value of anybody's.
    ['inherited names are not keys', JSON.parse('{"__proto__":{}}') as Json, { b: 1 }, false],
    ['inherited names are not keys, the other way', { b: 1 }, JSON.parse('{"__proto__":{}}') as Json, false],
  ])('%s', (_, a, b, expected) => {
    expect(sameJson(a, b)).toBe(expected);
    expect(sameJson(b, a)).toBe(expected);
  });

  it('says what a canonical text would say', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(sameJson(a as Json, JSON.parse(JSON.stringify(a)) as Json)).toBe(true);
        expect(sameJson(a as Json, b as Json)).toBe(canonical(a) === canonical(b));
      }),
    );
  });
});

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}

describe('isBoundedJson', () => {
  test.each<[string, unknown, boolean]>([
    ['text', 'Buôn Kniêr', true],
    ['text at the limit', 'x'.repeat(10), true],
    ['text beyond it', 'x'.repeat(11), false],
    ['U+0000, which jsonb refuses', 'a\u0000b', false],
    ['half of a surrogate pair, which jsonb refuses', 'a\ud83d', false],
    ['the other half', '\ude00a', false],
    ['a whole pair', '\u{1F33F}', true],
    ['a key with half a pair', { '\ud83d': 1 }, false],
    ['null', null, true],
    ['a whole number', 3, true],
    ['not a number', NaN, false],
    ['infinity', Infinity, false],
    ['undefined', undefined, false],
    ['a function', () => 1, false],
    ['a bigint', 1n, false],
    ['four levels', [[[[1]]]], true],
    ['five levels', [[[[[1]]]]], false],
    ['undefined within', { a: undefined }, false],
    ['a key called __proto__', JSON.parse('{"__proto__":1}'), false],
    ['a key of 64 letters', { ['k'.repeat(64)]: 1 }, true],
    ['a key of 65', { ['k'.repeat(65)]: 1 }, false],
    ['200 parts', Array.from({ length: 200 }, () => 1), true],
    ['201 parts', Array.from({ length: 201 }, () => 1), false],
  ])('%s', (_, value, expected) => {
    expect(isBoundedJson(value, 10)).toBe(expected);
  });

  it('what it lets through comes back the same from text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        if (!isBoundedJson(value, 2000)) return;
        expect(sameJson(value, JSON.parse(JSON.stringify(value)) as Json)).toBe(true);
      }),
    );
  });
});
