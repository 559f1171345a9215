import { afterEach, expect, it, vi } from 'vitest';
import { nextTask, runInNextTask } from '../../../src/lib/next-task.ts';

afterEach(() => vi.restoreAllMocks());

it('runs work in later tasks, in order, each once, also when the page comes back in between', async () => {
  const ran: number[] = [];
  for (let i = 0; i < 5; i += 1) runInNextTask(() => void ran.push(i));
  expect(ran).toEqual([]);
  window.dispatchEvent(new Event('pageshow'));
  document.dispatchEvent(new Event('visibilitychange'));
  await nextTask();
  await nextTask();
  expect(ran).toEqual([0, 1, 2, 3, 4]);
});

it('runs what waits once the page is back, where the browser lost the messages of a page that it kept', async () => {
  // As WebKit does with a page that goes into the back-forward cache.
  const lost = vi.spyOn(MessagePort.prototype, 'postMessage').mockImplementation(() => undefined);
  const first = nextTask().then(() => 'first');
  const second = nextTask().then(() => 'second');
  expect(lost).toHaveBeenCalledTimes(2);
  lost.mockRestore();
  window.dispatchEvent(new Event('pageshow'));
  expect(await Promise.all([first, second])).toEqual(['first', 'second']);
});

it('goes on after work that throws', async () => {
  const failed = new Promise<unknown>((resolve) => {
    window.addEventListener(
      'error',
      (event) => {
        event.preventDefault();
        event.stopImmediatePropagation();
        resolve(event.error);
      },
      { once: true, capture: true },
    );
  });
  runInNextTask(() => {
    throw new RangeError('work');
  });
  const after = nextTask();
  expect(await failed).toBeInstanceOf(RangeError);
  await after;
});
