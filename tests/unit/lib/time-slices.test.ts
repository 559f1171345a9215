import { describe, expect, test } from 'vitest';
import { createPause, inOneSlice, inSteps } from '../../../src/lib/time-slices.ts';

/** A clock that moves by `each` ms with every step of the work. */
function work(steps: number, each: number) {
  let now = 0;
  function* run(): Generator<void, string> {
    for (let step = 0; step < steps; step += 1) {
      now += each;
      yield;
    }
    return 'done';
  }
  return { run: run(), now: () => now };
}

describe('work in steps', () => {
  test.each([
    [100, 1, 10],
    [100, 4, 33],
    [100, 30, 100],
    [3, 1, 0],
  ])('%i steps of %i ms pause %i times: by the clock, not by their number', async (steps, each, pauses) => {
    const { run, now } = work(steps, each);
    let paused = 0;
    const pause = createPause(() => Promise.resolve(void (paused += 1)), now);
    expect(await inSteps(run, pause)).toBe('done');
    expect(paused).toBe(pauses);
  });

  test('what takes a moment is there at once', () => {
    const { run, now } = work(9, 1);
    expect(inOneSlice(run, now)).toEqual({ value: 'done' });
  });

  test('what takes longer goes on where it stopped', () => {
    const { run, now } = work(25, 1);
    const found = Array.from({ length: 3 }, () => inOneSlice(run, now));
    expect(found).toEqual([undefined, undefined, { value: 'done' }]);
  });
});
