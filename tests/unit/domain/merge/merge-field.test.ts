import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Json } from '../../../../src/domain/record/json.ts';
import {
  correctedTime,
  mergeField,
  type FieldState,
  type IncomingValue,
  type MergeResult,
} from '../../../../src/domain/merge/merge-field.ts';

const held = (part: Partial<FieldState> = {}): FieldState => ({
  value: 'old',
  version: 5,
  device: 'm',
  op: 'op',
  time: 100,
  ...part,
});
const incoming = (part: Partial<IncomingValue> = {}): IncomingValue => ({
  value: 'new',
  base: 5,
  device: 'n',
  time: 200,
  ...part,
});

describe('the table', () => {
  test.each<[string, FieldState | undefined, IncomingValue, MergeResult]>([
    ['nothing there', undefined, incoming({ base: 'unseen' }), 'apply'],
    ['nothing there, even clearing applies', undefined, incoming({ value: null }), 'apply'],
    ['seen', held(), incoming(), 'apply'],
    ['seen, and it has not moved since much earlier', held({ version: 2 }), incoming({ base: 5 }), 'apply'],
    ['seen, the same again', held({ value: 'new' }), incoming(), 'noop'],
    ['newer, mine', held({ version: 9, device: 'n' }), incoming(), 'apply'],
    ['newer, mine, the same', held({ version: 9, device: 'n', value: 'new' }), incoming(), 'noop'],
    [
      'newer, mine, with a clock set back',
      held({ version: 9, device: 'n', time: 900 }),
      incoming({ time: 1 }),
      'apply',
    ],
    ['newer, mine, since a restore', held({ version: 9, device: 'n' }), incoming({ restoredUpTo: 8 }), 'apply'],
    ['newer, and a backup brought it', held({ version: 9, device: 'n' }), incoming({ restoredUpTo: 9 }), 'wins'],
    ['a backup brought it, and it was seen', held({ device: 'n' }), incoming({ restoredUpTo: 9 }), 'apply'],
    ['newer, another’s, the same value', held({ version: 9, value: 'new' }), incoming(), 'noop'],
    ['newer, another’s, I am later', held({ version: 9, time: 100 }), incoming({ time: 200 }), 'wins'],
    ['newer, another’s, I am earlier', held({ version: 9, time: 300 }), incoming({ time: 200 }), 'loses'],
    ['same time, greater device', held({ version: 9, time: 200, device: 'a' }), incoming({ device: 'b' }), 'wins'],
    ['same time, lesser device', held({ version: 9, time: 200, device: 'c' }), incoming({ device: 'b' }), 'loses'],
    ['never seen', held({ version: 1 }), incoming({ base: 'unseen' }), 'wins'],
    ['base 0 is never set: newer than that', held({ version: 1 }), incoming({ base: 0 }), 'wins'],
    [
      'another order of keys is the same value',
      held({ version: 9, value: { a: 1, b: 2 } }),
      incoming({ value: { b: 2, a: 1 } }),
      'noop',
    ],
    ['cleared is not the same as empty', held({ version: 9, value: '' }), incoming({ value: null }), 'wins'],
  ])('%s', (_, current, next, verdict) => {
    expect(mergeField(current, next)).toBe(verdict);
  });
});

/** What the field is after `next`; `time` and `device` are the writer's, as the server keeps them. */
const after = (current: FieldState, next: IncomingValue, version: number): FieldState =>
  ['apply', 'wins'].includes(mergeField(current, next))
    ? { value: next.value, version, device: next.device, op: 'op', time: next.time }
    : current;

describe('always', () => {
  const value: fc.Arbitrary<Json> = fc.constantFrom('x', 'y', 1, null, ['x'], { a: 1 });
  const write = fc.record({
    value,
    base: fc.constant('unseen' as const),
    device: fc.constantFrom('a', 'b', 'c', 'd'),
    time: fc.integer({ min: 0, max: 3 }),
  });

  it('clocks alone never make a conflict: who saw the current value applies, however old their clock', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), fc.integer(), (version, ahead, time) => {
        expect(['apply', 'noop']).toContain(mergeField(held({ version }), incoming({ base: version + ahead, time })));
      }),
    );
  });

  it('of two that did not know of each other exactly one wins, whichever came first', () => {
    fc.assert(
      fc.property(write, write, (a, b) => {
        fc.pre(a.device !== b.device);
        const first = (one: IncomingValue): FieldState => ({
          value: one.value,
          version: 1,
          device: one.device,
          op: 'op',
          time: one.time,
        });
        const [ab, ba] = [mergeField(first(a), b), mergeField(first(b), a)];
        expect([ab, ba].sort()).toEqual(ab === 'noop' ? ['noop', 'noop'] : ['loses', 'wins']);
      }),
    );
  });

  it('devices that write once each end at the same value in any order of arrival', () => {
    const once = fc.uniqueArray(write, { selector: ({ device }) => device, minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(
        once.chain((writes) =>
          fc.tuple(fc.constant(writes), fc.shuffledSubarray(writes, { minLength: writes.length })),
        ),
        ([writes, shuffled]) => {
          // Different values only: which of two equal values is kept does not show.
          fc.pre(new Set(writes.map((one) => JSON.stringify(one.value))).size === writes.length);
          const end = (order: readonly IncomingValue[]): Json => {
            const [head, ...rest] = order as [IncomingValue, ...IncomingValue[]];
            const start: FieldState = { value: head.value, version: 1, device: head.device, op: 'op', time: head.time };
            return rest.reduce((state, next, i) => after(state, next, i + 2), start).value;
          };
          expect(end(shuffled)).toEqual(end(writes));
        },
      ),
    );
  });

  it('the same operation judged again changes nothing', () => {
    fc.assert(
      fc.property(write, write, (first, again) => {
        const state = after(held({ version: 3 }), first, 4);
        const once = after(state, again, 5);
        expect(after(once, again, 6).value).toEqual(once.value);
      }),
    );
  });
});

describe('corrected time', () => {
  test.each([
    ['a right clock', [1000, 0, 1005, 0], 1000],
    ['an hour behind, offset known', [1000, 3600, 9000, 0], 4600],
    ['a year ahead: not after it was received', [99999, 0, 1005, 0], 1005],
    ['set back: not before this phone’s last', [10, 0, 1005, 900], 900],
    ['before 1970', [-50, 0, 1005, 0], 0],
  ] as const)('%s', (_, [wall, offset, received, last], expected) => {
    expect(correctedTime(wall, offset, received, last)).toBe(expected);
  });

  it('never runs backwards on one device and never ahead of the server', () => {
    const step = fc.tuple(fc.integer({ min: -1e15, max: 1e15 }), fc.integer({ min: -1e12, max: 1e12 }), fc.nat(1000));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let last = 0;
        let server = 1000;
        for (const [wall, offset, passed] of steps) {
          server += passed;
          const time = correctedTime(wall, offset, server, last);
          expect(time).toBeGreaterThanOrEqual(last);
          expect(time).toBeLessThanOrEqual(server);
          last = time;
        }
      }),
    );
  });
});
