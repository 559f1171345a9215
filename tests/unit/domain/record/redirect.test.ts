import { describe, expect, it } from 'vitest';
import { mergedInto, canonicalIdOf, unite } from '../../../../src/domain/record/redirect.ts';
import { id, refused, said, day, unknown } from '../build.ts';

describe('two records that are one', () => {
  it.each([
    ['nothing said of the other', 'Nhà 1', undefined, 'keep'],
    ['taken away on the other', 'Nhà 1', null, 'keep'],
    ['nothing said of this one', undefined, 'Nhà 2', 'take'],
    ['taken away on this one', null, 'Nhà 2', 'take'],
    ['the same', 'Nhà 1', 'Nhà 1', 'keep'],
    ['another', 'Nhà 1', 'Nhà 2', 'clash'],
    ['the same answer, another day', said('own'), said('own', day('2026-03-01')), 'keep'],
    ['another answer', said('own'), said('none'), 'clash'],
    ['known after all', unknown, said('none'), 'take'],
    ['not known there', said('none'), unknown, 'keep'],
    ['refused there', said('none'), refused, 'clash'],
  ])('%s', (_, stays, goes, result) => {
    expect(unite(stays, goes)).toBe(result);
  });

  const names = (targets: Readonly<Record<string, string>>) => (one: string) => targets[one];

  it('are followed to the last of a chain, and a circle ends at the same one from everywhere', () => {
    expect(canonicalIdOf('b', names({ b: 'a', a: 'c' }))).toBe('c');
    expect(canonicalIdOf('a', names({}))).toBe('a');
    for (const from of ['a', 'b', 'c']) expect(canonicalIdOf(from, names({ a: 'b', b: 'a', c: 'a' }))).toBe('a');
  });

  it('are only households and people', () => {
    expect(mergedInto({ kind: 'household', fields: { mergedInto: id(1) } })).toBe(id(1));
    expect(mergedInto({ kind: 'household', fields: { mergedInto: null } })).toBeUndefined();
    expect(mergedInto({ kind: 'visit', fields: { mergedInto: id(1) } })).toBeUndefined();
  });
});
