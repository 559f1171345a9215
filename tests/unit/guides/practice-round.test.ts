import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Guide } from '../../../src/domain/guide/guide.ts';
import { againOn, practiceRound, roundPlaceAt } from '../../../src/domain/guide/practice-round.ts';
import type { Day } from '../../../src/lib/day.ts';

const data = new URL('../../../src/domain/guide/data/', import.meta.url);
const guides = readdirSync(data, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => JSON.parse(readFileSync(new URL(`${name}/guide.json`, data), 'utf8')) as Guide);

test('a guide is practised again three days later, also over the end of a month', () => {
  expect(againOn('2026-11-29' as Day)).toBe('2026-12-02');
});

describe('the short round', () => {
  it.each(guides.map((guide) => [guide.id, guide] as const))(
    'of %s is one whole part, in which something is done by hand',
    (_, guide) => {
      const round = practiceRound(guide);
      const [first] = round;
      expect(round.some(({ step }) => step.gesture === 'tap' || step.gesture === 'type')).toBe(true);
      expect(round.map(({ step }) => step.id)).toEqual(first?.part.steps.map(({ id }) => id));
      expect(round.length).toBeGreaterThan(0);
      expect(round.length).toBeLessThanOrEqual(7);
    },
  );
});

describe('the address of a round', () => {
  test.each([
    ['#again', { kind: 'step', at: 1 }],
    ['#again-1', { kind: 'step', at: 1 }],
    ['#again-5', { kind: 'step', at: 5 }],
    ['#again-6', { kind: 'step', at: 1 }],
    ['#again-0', { kind: 'step', at: 1 }],
    ['#again-', { kind: 'step', at: 1 }],
    ['#again-done', { kind: 'done' }],
    ['#done', undefined],
    ['#step-2', undefined],
    ['#against', undefined],
    ['', undefined],
  ] as const)('%s', (hash, expected) => {
    expect(roundPlaceAt(hash, 5)).toEqual(expected);
  });

  it('leads to a step of the round, or its end, whatever stands there', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 7 }), (rest, steps) => {
        const place = roundPlaceAt(`#again-${rest}`, steps);
        expect(place?.kind === 'done' || (place && place.at >= 1 && place.at <= steps)).toBe(true);
      }),
    );
  });
});
