import { describe, expect, it } from 'vitest';
import type { Guide } from '../../../src/domain/guide/guide.ts';
import { isShown, notTried, tap } from '../../../src/domain/guide/practice.ts';
import { spotsOf } from '../../../src/domain/guide/spots.ts';
import { stepAt, stepsOf } from '../../../src/domain/guide/steps.ts';

const guides = Object.values(
  import.meta.glob<Guide>('../../../src/domain/guide/data/*/guide.json', { eager: true, import: 'default' }),
);
const numbered = stepsOf(guides[0]!);
const manyPlaces = guides
  .flatMap((guide) => stepsOf(guide))
  .find(({ step }) => step.screen.parts.flatMap(spotsOf).length > 2)!.step;
const wrong = manyPlaces.screen.parts.flatMap(spotsOf).find(({ id }) => id !== manyPlaces.target)!;

describe('practising', () => {
  it.each(guides.map((guide) => [guide.id, guide] as const))(
    '%s is walked to its end: every other place is a miss, the target is found',
    (_, guide) => {
      const steps = stepsOf(guide);
      for (const [index, { step, number }] of steps.entries()) {
        expect(stepAt(steps, `#step-${index + 1}`)?.number).toBe(number);
        for (const { id, label } of step.screen.parts.flatMap(spotsOf).filter((spot) => spot.id !== step.target)) {
          expect(tap(step, notTried, id)).toEqual({ kind: 'missed', misses: 1, label });
        }
        expect(tap(step, notTried, step.target)).toEqual({ kind: 'found', misses: 0 });
      }
    },
  );

  it('marks the place after two misses, and a tap after the right one changes nothing', () => {
    const once = tap(manyPlaces, notTried, wrong.id);
    expect(isShown(once)).toBe(false);
    const twice = tap(manyPlaces, once, wrong.id);
    expect(isShown(twice)).toBe(true);
    const found = tap(manyPlaces, twice, manyPlaces.target);
    expect(found).toEqual({ kind: 'found', misses: 2 });
    expect(tap(manyPlaces, found, wrong.id)).toBe(found);
  });

  it('ignores a place that is not on the screen, and begins at the first step when the address names none', () => {
    expect(tap(manyPlaces, notTried, 'nowhere')).toBe(notTried);
    for (const hash of ['', '#step-999', '#step-0', '#guide']) expect(stepAt(numbered, hash)?.number).toBe(1);
  });
});
