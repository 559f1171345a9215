import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import {
  codeAlphabet,
  codeLength,
  joinFragment,
  lookRequest,
  normalizeCode,
  renewText,
  tokenInFragment,
} from '../../../src/protocol/accounts/join.ts';
import { operation } from '../../../src/protocol/operation.ts';
import { laterOutcomes, outcomeKinds } from '../../../src/protocol/outcome.ts';
import { statusOf } from '../../../src/protocol/problem.ts';
import { digestText } from '../../../src/protocol/pull.ts';
import { pushLimits, pushRequest } from '../../../src/protocol/push.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '../../../src/protocol/version.ts';

const id = (n: number): string => `01930000-0000-7000-8000-${String(n).padStart(12, '0')}`;

describe('an operation', () => {
  const good = {
    opId: id(1),
    seq: 1,
    group: id(2),
    record: id(3),
    kind: 'person',
    village: id(4),
    base: { name: 0 },
    set: { name: 'x' },
    wallTime: -5,
    clockOffset: 7,
    schemaVersion: 1,
  };
  test.each<[string, object, boolean]>([
    ['as it should be', {}, true],
    ['deleting', { base: { $deleted: 4 }, set: { $deleted: true } }, true],
    ['on top of an unconfirmed one', { base: { name: id(9) } }, true],
    ['seq 0', { seq: 0 }, false],
    ['half a seq', { seq: 1.5 }, false],
    ['beyond exact numbers', { seq: 2 ** 53 }, false],
    ['another kind', { kind: 'house' }, false],
    ['a base below zero', { base: { name: -1 } }, false],
    ['a name no field has', { set: { 'my name': 1 } }, false],
    ['text too long', { set: { name: 'x'.repeat(2001) } }, false],
    ['text no database stores', { set: { name: 'a\u0000' } }, false],
    ['too deep', { set: { name: [[[[[1]]]]] } }, false],
    ['settles too many', { settles: Array.from({ length: 51 }, (_, n) => id(n)) }, false],
    ['an id in capitals', { opId: '01930000-0000-7000-8000-00000000ABCD' }, false],
    ['an id that is none', { opId: '../../etc' }, false],
    ['no wall time', { wallTime: undefined }, false],
  ])('%s', (_, part, expected) => {
    expect(v.is(operation, { ...good, ...part })).toBe(expected);
  });
});

describe('a push', () => {
  const push = (entries: unknown): object => ({ protocol: PROTOCOL_VERSION, firstSeq: 1, entries });
  test.each<[string, unknown, boolean]>([
    ['one entry', [{}], true],
    ['an opaque entry', ['sealed'], true],
    ['as many as allowed', Array.from({ length: pushLimits.operations }, () => ({})), true],
    ['one more', Array.from({ length: pushLimits.operations + 1 }, () => ({})), false],
    ['none', [], false],
    ['not a list', {}, false],
  ])('%s', (_, entries, expected) => {
    expect(v.is(pushRequest, push(entries))).toBe(expected);
  });
});

describe('an invitation', () => {
  const token = 'abcDEF0123456789_-abcDEF01234567';
  it('travels in the fragment', () => {
    expect(tokenInFragment(joinFragment(token))).toBe(token);
  });
  test.each([
    [''],
    ['#'],
    ['#t='],
    ['#t=short'],
    [`#t=${token}&x=1`],
    [`#t=${token} `],
    [`?t=${token}`],
    [`#t=${'x'.repeat(65)}`],
  ])('is not in "%s"', (fragment) => {
    expect(tokenInFragment(fragment)).toBeUndefined();
  });

  test.each([
    ['23456789', '23456789'],
    ['abcd-efgh', 'ABCDEFGH'],
    [' ab cd ef gh ', 'ABCDEFGH'],
  ])('the code typed "%s" is %s', (typed, expected) => {
    expect(normalizeCode(typed)).toBe(expected);
    expect(v.parse(lookRequest, { invitation: { code: typed } })).toEqual({ invitation: { code: expected } });
  });
  test.each([['ABCDEFG'], ['ABCDEFGHJ'], ['ABCDEFG0'], ['ABCDEFGI'], ['ABCDEFGU'], ['']])(
    '"%s" is no code',
    (typed) => {
      expect(v.is(lookRequest, { invitation: { code: typed } })).toBe(false);
    },
  );
  it('the alphabet has no letter twice and none that is read as another', () => {
    expect(new Set(codeAlphabet).size).toBe(codeAlphabet.length);
    for (const lookalike of '01OILUV') expect(codeAlphabet).not.toContain(lookalike);
    // Guessing one of a million open invitations must stay hopeless.
    expect(codeAlphabet.length ** codeLength).toBeGreaterThan(4e11);
  });
  it('a renewal names its enrolment, so that a signature is good for no other', () => {
    expect(renewText('a', 'challenge')).not.toBe(renewText('b', 'challenge'));
  });
});

describe('outcomes', () => {
  it('only move forward: none can come back to where it was', () => {
    const reach = (from: (typeof outcomeKinds)[number], seen: string[] = []): string[] =>
      laterOutcomes[from].flatMap((next) => [next, ...(seen.includes(next) ? [] : reach(next, [...seen, next]))]);
    for (const kind of outcomeKinds) expect(reach(kind)).not.toContain(kind);
  });
  it('all end in erasure', () => {
    for (const kind of outcomeKinds) if (kind !== 'erased') expect(laterOutcomes[kind]).toContain('erased');
    expect(laterOutcomes.erased).toEqual([]);
  });
});

it('every problem has a status that says whose fault it is', () => {
  for (const status of Object.values(statusOf)) expect(status).toBeGreaterThanOrEqual(400);
  expect(
    Object.entries(statusOf)
      .filter(([, status]) => status >= 500)
      .map(([code]) => code),
  ).toEqual(['retry']);
});

describe('the digest', () => {
  const rows = [
    { id: id(2), version: 7 },
    { id: id(1), version: 9 },
  ];
  it('is the same for any order, and does not reorder what it is given', () => {
    expect(digestText(rows)).toBe(`${id(1)}:9\n${id(2)}:7\n`);
    expect(digestText([...rows].reverse())).toBe(digestText(rows));
    expect(rows[0]?.version).toBe(7);
  });
  it('of nothing is empty', () => {
    expect(digestText([])).toBe('');
  });
});

it('versions are whole numbers from 1', () => {
  for (const version of [PROTOCOL_VERSION, SCHEMA_VERSION])
    expect(Number.isInteger(version) && version >= 1).toBe(true);
});
