import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { addDays, dayOf, isDay, yearOf } from '../../../src/lib/day.ts';
import { day } from '../domain/build.ts';

test.each([
  ['2026-11-22', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-02-31', false],
  ['2026-04-31', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-1-2', false],
  ['22/11/2026', false],
  ['2026-11-22T00:00:00Z', false],
  ['', false],
  [20261122, false],
  [null, false],
])('%s a day? %s', (value, expected) => {
  expect(isDay(value)).toBe(expected);
});

test.each([
  ['2026-11-21T16:59:59.999Z', '2026-11-21'],
  ['2026-11-21T17:00:00.000Z', '2026-11-22'], // midnight in Vietnam
  ['2026-12-31T17:00:00.000Z', '2027-01-01'],
  ['1970-01-01T00:00:00.000Z', '1970-01-01'],
])('at %s it is %s in Vietnam', (instant, expected) => {
  expect(dayOf(Date.parse(instant))).toBe(expected);
});

test.each([
  ['2026-11-22', 14, '2026-12-06'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2024-03-01', -1, '2024-02-29'],
  ['2026-11-22', 0, '2026-11-22'],
])('%s and %i days is %s', (from, days, expected) => {
  expect(addDays(day(from), days)).toBe(expected);
});

const instants = fc.integer({ min: Date.UTC(1980), max: Date.UTC(2090) });

it('goes there and back', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: -3000, max: 3000 }), (millis, days) => {
      const from = dayOf(millis);
      expect(isDay(from)).toBe(true);
      expect(addDays(addDays(from, days), -days)).toBe(from);
    }),
  );
});

it('sorts as text in time order', () => {
  fc.assert(
    fc.property(instants, instants, (a, b) => {
      if (a <= b) expect(dayOf(a) <= dayOf(b)).toBe(true);
    }),
  );
});

it('knows its year', () => {
  expect(yearOf(day('2026-11-22'))).toBe(2026);
});
