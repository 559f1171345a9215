import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMillis } from '../../../src/sync/network/backoff.ts';
import { seeded } from '../../support/seeded.ts';

const fiveMinutes = 5 * 60_000;
const seed = fc.integer({ min: 0, max: 2 ** 31 });

describe('the backoff', () => {
  it('lies between half and all of a doubling ceiling of at most five minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), seed, (failures, from) => {
        const ceiling = Math.min(fiveMinutes, 2_000 * 2 ** Math.min(failures - 1, 30));
        const millis = backoffMillis(failures, seeded(from));
        expect(millis).toBeGreaterThanOrEqual(ceiling / 2);
        expect(millis).toBeLessThanOrEqual(ceiling);
      }),
    );
  });

  it('never comes earlier than the server said, nor more than a fifth later when that is longer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 3600 }),
        seed,
        (failures, seconds, from) => {
          const millis = backoffMillis(failures, seeded(from), seconds);
          expect(millis).toBeGreaterThanOrEqual(seconds * 1000);
          expect(millis).toBeLessThanOrEqual(Math.max(fiveMinutes, seconds * 1200 + 1));
        },
      ),
    );
  });

  it('does not let a careless header silence a phone for days', () => {
    expect(backoffMillis(1, seeded(1), 999_999)).toBeLessThanOrEqual(72 * 60_000);
    expect(backoffMillis(1, seeded(1), 0)).toBeLessThanOrEqual(2_000);
  });

  it('spreads phones that fail together', () => {
    const waits = new Set(Array.from({ length: 50 }, (_, i) => backoffMillis(4, seeded(i))));
    expect(waits.size).toBeGreaterThan(45);
  });
});
