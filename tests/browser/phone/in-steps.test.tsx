import { useCallback } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { useInSteps } from '../../../src/phone/in-steps.ts';

/** Takes longer than a slice of time before it is done. */
function* slow(value: string): Generator<void, string> {
  for (let times = 0; times < 3; times += 1) {
    const begun = performance.now();
    while (performance.now() - begun < 15);
    yield;
  }
  return value;
}

// eslint-disable-next-line require-yield -- done at once
function* quick(value: string): Generator<void, string> {
  return value;
}

test('a value that was there at once stays until the next one is worked out', async () => {
  const shown: string[] = [];
  function Shown({ value, steps }: { value: string; steps: (value: string) => Generator<void, string> }) {
    const found = useInSteps(useCallback(() => steps(value), [steps, value]));
    shown.push(found?.value ?? 'nothing');
    return null;
  }
  const root = createRoot(document.createElement('div'));
  root.render(<Shown value="first" steps={quick} />);
  await expect.poll(() => shown.at(-1)).toBe('first');
  root.render(<Shown value="second" steps={slow} />);
  await expect.poll(() => shown.at(-1)).toBe('second');
  root.render(<Shown value="third" steps={slow} />);
  await expect.poll(() => shown.at(-1)).toBe('third');
  root.render(<Shown value="fourth" steps={quick} />);
  await expect.poll(() => shown.at(-1)).toBe('fourth');
  expect(new Set(shown)).toEqual(new Set(['first', 'second', 'third', 'fourth']));
  root.unmount();
});
