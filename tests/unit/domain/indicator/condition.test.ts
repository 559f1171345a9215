import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Condition, Truth } from '../../../../src/domain/questionnaire/condition.ts';
import { codesIn, evaluate } from '../../../../src/domain/questionnaire/condition.ts';
import { someAnswersOfABC, someCondition } from '../arbitrary.ts';
import { refused, said, unknown } from '../build.ts';

const A: Condition = { answer: 'A', in: ['x'] };
const B: Condition = { answer: 'B', in: ['x'] };
const meaning = { yes: said('x'), no: said('y'), unknown };
const truths = ['yes', 'no', 'unknown'] as const;

test.each([
  ['nothing said', undefined, 'unknown'],
  ['"Chưa rõ"', unknown, 'unknown'],
  ['"Không muốn trả lời"', refused, 'unknown'],
  ['a named option', said('x'), 'yes'],
  ['another option', said('y'), 'no'],
  ['several, one of them named', said(['y', 'x']), 'yes'],
  ['several, none named', said(['y', 'z']), 'no'],
  ['none of several', said([]), 'no'],
])('%s is %s', (_, given, expected) => {
  expect(evaluate(A, given ? { A: given } : {})).toBe(expected);
});

test.each([
  [0, 'no'],
  [1, 'yes'],
  [30, 'yes'],
] as const)('"at least 1" of %i is %s', (count, expected) => {
  expect(evaluate({ answer: 'A', atLeast: 1 }, { A: said(count) })).toBe(expected);
});

it('cannot compare words with a number: unknown, never an error', () => {
  expect(evaluate({ answer: 'A', atLeast: 1 }, { A: said('x') })).toBe('unknown');
  expect(evaluate({ answer: 'A', in: ['3'] }, { A: said(3) })).toBe('yes');
});

describe("Kleene's tables", () => {
  const and: Record<Truth, Record<Truth, Truth>> = {
    yes: { yes: 'yes', no: 'no', unknown: 'unknown' },
    no: { yes: 'no', no: 'no', unknown: 'no' },
    unknown: { yes: 'unknown', no: 'no', unknown: 'unknown' },
  };
  const or: Record<Truth, Record<Truth, Truth>> = {
    yes: { yes: 'yes', no: 'yes', unknown: 'yes' },
    no: { yes: 'yes', no: 'no', unknown: 'unknown' },
    unknown: { yes: 'yes', no: 'unknown', unknown: 'unknown' },
  };
  const pairs = truths.flatMap((a) => truths.map((b) => [a, b] as const));
  test.each(pairs)('%s and/or %s', (a, b) => {
    const answers = { A: meaning[a], B: meaning[b] };
    expect(evaluate({ all: [A, B] }, answers)).toBe(and[a][b]);
    expect(evaluate({ any: [A, B] }, answers)).toBe(or[a][b]);
  });
  const triples = truths.flatMap((a) => truths.flatMap((b) => truths.map((c) => [a, b, c] as const)));
  test.each(triples)('at least two of %s, %s, %s', (...three) => {
    const answers = Object.fromEntries(three.map((one, at) => ['ABC'[at]!, meaning[one]]));
    const of = (['A', 'B', 'C'] as const).map((answer): Condition => ({ answer, in: ['x'] }));
    const yes = three.filter((one) => one === 'yes').length;
    const open = three.filter((one) => one === 'unknown').length;
    expect(evaluate({ least: 2, of }, answers)).toBe(yes >= 2 ? 'yes' : yes + open < 2 ? 'no' : 'unknown');
    // Any is at least one, all is at least all of them.
    expect(evaluate({ least: 1, of }, answers)).toBe(evaluate({ any: of }, answers));
    expect(evaluate({ least: 3, of }, answers)).toBe(evaluate({ all: of }, answers));
  });
  it('holds of nothing: all of none, not any of none', () => {
    expect(evaluate({ all: [] }, {})).toBe('yes');
    expect(evaluate({ any: [] }, {})).toBe('no');
  });
});

describe('always', () => {
  it('obeys De Morgan', () => {
    fc.assert(
      fc.property(someCondition, someCondition, someAnswersOfABC, (a, b, answers) => {
        expect(evaluate({ not: { all: [a, b] } }, answers)).toBe(evaluate({ any: [{ not: a }, { not: b }] }, answers));
        expect(evaluate({ not: { not: a } }, answers)).toBe(evaluate(a, answers));
      }),
    );
  });

  // This is what makes the bounds bounds: asking more can only narrow them.
  it('a further answer settles what was unknown and turns over nothing that was settled', () => {
    fc.assert(
      fc.property(someCondition, someAnswersOfABC, someAnswersOfABC, (condition, before, more) => {
        const settledBefore = Object.fromEntries(Object.entries(before).filter(([, given]) => !('na' in given)));
        const truth = evaluate(condition, settledBefore);
        if (truth !== 'unknown') expect(evaluate(condition, { ...more, ...settledBefore })).toBe(truth);
      }),
    );
  });

  it('reads only the questions it names', () => {
    fc.assert(
      fc.property(someCondition, someAnswersOfABC, (condition, answers) => {
        const named = codesIn(condition);
        const only = Object.fromEntries(Object.entries(answers).filter(([code]) => named.includes(code)));
        expect(evaluate(condition, only)).toBe(evaluate(condition, answers));
      }),
    );
  });
});
