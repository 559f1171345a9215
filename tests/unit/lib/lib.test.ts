import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { assert, unreachable } from '../../../src/lib/assert.ts';
import { systemClock, systemRandom } from '../../../src/lib/clock.ts';
import { bytesToUuid, createIds, isUuid, uuidv7 } from '../../../src/lib/ids.ts';
import { err, ok } from '../../../src/lib/result.ts';

describe('ids', () => {
  it('are UUIDv7 as RFC 9562 appendix A.6 shows it', () => {
    // There: 2022-02-22T19:22:22Z, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F (variant bits added).
    const noise = new Uint8Array([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidv7(0x017f22e279b0, noise)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  const noise = fc.uint8Array({ minLength: 10, maxLength: 10 });
  const millis = fc.integer({ min: 0, max: 2 ** 48 - 1 });

  it('are canonical, of version 7 and the RFC variant, whatever the noise', () => {
    fc.assert(
      fc.property(millis, noise, (at, bytes) => {
        const id = uuidv7(at, bytes);
        expect(isUuid(id)).toBe(true);
        expect(id[14]).toBe('7');
        expect('89ab').toContain(id[19]);
      }),
    );
  });

  it('carry their time and sort by it', () => {
    fc.assert(
      fc.property(millis, millis, noise, noise, (a, b, x, y) => {
        const [first, second] = [uuidv7(a, x), uuidv7(b, y)];
        expect(parseInt(first.replaceAll('-', '').slice(0, 12), 16)).toBe(a);
        if (a < b) expect(first < second).toBe(true);
      }),
    );
  });

  it('differ by noise within one millisecond', () => {
    let calls = 0;
    const next = createIds(
      { now: () => 1_800_000_000_000 },
      { bytes: (length) => new Uint8Array(length).fill(++calls) },
    );
    expect(new Set([next(), next(), next()]).size).toBe(3);
  });

  it('use the clock and noise they are given, and nothing else', () => {
    const make = (): string => createIds({ now: () => 42 }, { bytes: (length) => new Uint8Array(length) })();
    expect(make()).toBe(make());
    expect(make()).toBe('00000000-002a-7000-8000-000000000000');
  });

  test.each([
    ['017f22e2-79b0-7cc3-98c4-dc0c0c07398f', true],
    ['017F22E2-79B0-7CC3-98C4-DC0C0C07398F', false],
    ['017f22e279b07cc398c4dc0c0c07398f', false],
    ['', false],
    [7, false],
    [undefined, false],
  ])('%s is one: %s', (value, expected) => {
    expect(isUuid(value)).toBe(expected);
  });

  it('come from bytes in order', () => {
    expect(bytesToUuid(Uint8Array.from({ length: 16 }, (_, i) => i))).toBe('00010203-0405-0607-0809-0a0b0c0d0e0f');
  });
});

describe('assert', () => {
  it('throws with its message when the condition does not hold', () => {
    expect(() => assert(0, 'a bug')).toThrow('Assertion failed: a bug');
    expect(() => assert('x', 'fine')).not.toThrow();
  });
  it('unreachable names what got there', () => {
    expect(() => unreachable('new kind' as never)).toThrow('"new kind"');
  });
});

describe('result', () => {
  it('is a value or an error', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 });
    expect(err('full')).toEqual({ ok: false, error: 'full' });
  });
});

describe('the system’s clock and randomness', () => {
  it('tell Unix milliseconds', () => {
    // Between 2020 and 2100: seconds or microseconds would be far off.
    expect(systemClock.now()).toBeGreaterThan(Date.UTC(2020));
    expect(systemClock.now()).toBeLessThan(Date.UTC(2100));
  });
  it('give as many bytes as asked, not the same twice', () => {
    expect(systemRandom.bytes(0)).toHaveLength(0);
    const [a, b] = [systemRandom.bytes(32), systemRandom.bytes(32)];
    expect(a).toHaveLength(32);
    expect(Array.from(a)).not.toEqual(Array.from(b));
  });
});
