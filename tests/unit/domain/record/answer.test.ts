import fc from 'fast-check';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { answer, isAnswer } from '../../../../src/domain/record/answer.ts';

/** Each part fits, or just does not. */
const parts = {
  v: fc.oneof(
    fc.constantFrom('yes', '', 2, -0, Number.NaN, Infinity, null, true, 'x'.repeat(500), 'x'.repeat(501), {}),
    fc.array(fc.constantFrom('shop', 'live', 3, 'x'.repeat(40), 'x'.repeat(41)), { maxLength: 31 }),
  ),
  na: fc.constantFrom('unknown', 'refused', 'yes', null),
  by: fc.constantFrom('self', 'proxy', 'other', null),
  on: fc.constantFrom(
    '2026-11-22',
    '2026-02-28',
    '2026-02-29',
    '2028-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-1-1',
    20261122,
  ),
  q: fc.constantFrom(1, 2, 0, 1.5, '1', null),
  more: fc.constantFrom(1, undefined),
};
const almost = fc.record(parts, { requiredKeys: [] });
const whole = fc.oneof(
  fc.record({ v: parts.v, by: parts.by, on: parts.on, q: parts.q }),
  fc.record({ na: parts.na, by: parts.by, on: parts.on, q: parts.q }),
);

it('knows an answer as its schema does', () => {
  fc.assert(
    fc.property(
      fc.oneof(almost, whole, fc.jsonValue()),
      (value) => void expect([value, isAnswer(value)]).toEqual([value, v.is(answer, value)]),
    ),
    { numRuns: 3000 },
  );
});
