import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { someMessage } from './arbitrary.ts';
import { messages } from './messages.ts';

const names = Object.keys(messages) as (keyof typeof messages)[];
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
// Left out on the way, filled in on arrival.
const filledIn: Partial<Record<keyof typeof messages, object>> = { pullQuery: { version: 0, id: '', held: 0 } };

describe.each(names)('%s', (name) => {
  const schema: v.GenericSchema = messages[name];
  const some = someMessage[name] as fc.Arbitrary<unknown>;

  it('comes out as it went in', () => {
    fc.assert(
      fc.property(some, (message) => {
        const expected = { ...filledIn[name], ...(overTheWire(message) as object) };
        expect(v.parse(schema, overTheWire(message))).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('is read by an older app when a newer one adds something', () => {
    fc.assert(
      fc.property(some, (message) => {
        expect(v.is(schema, { ...(overTheWire(message) as object), addedLater: { at: 1 } })).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test.each([[null], [[]], ['text'], [7], [{}]])('is not %o', (value) => {
    expect(v.is(schema, value)).toBe(false);
  });

  it('reads anything without throwing', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(typeof v.safeParse(schema, value).success).toBe('boolean');
      }),
      { numRuns: 50 },
    );
  });
});
