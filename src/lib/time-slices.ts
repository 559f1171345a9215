/** ms of work before the page may draw: a fifth of the 50 ms that a task may take. */
const slice = 10;

interface Monotonic {
  readonly performance: { now(): number };
}
// The pure rooms compile against no runtime's library, so the global's shape is stated here.
const { performance } = globalThis as unknown as Monotonic;
const millis = (): number => performance.now();

/** Called after every piece of work, however small; pauses only when the time is used up. */
export function createPause(
  yieldToMain: () => Promise<void>,
  now: () => number = millis,
): () => Promise<void> | undefined {
  let since = now();
  return () => {
    if (now() - since < slice) return undefined;
    return yieldToMain().then(() => {
      since = now();
    });
  };
}
export type Pause = ReturnType<typeof createPause>;

/** Runs work that comes in steps. */
export async function inSteps<T>(steps: Generator<void, T>, pause: Pause): Promise<T> {
  let step = steps.next();
  while (!step.done) {
    const waiting = pause();
    if (waiting) await waiting;
    step = steps.next();
  }
  return step.value;
}

/** Runs work that comes in steps for as long as a page may wait; undefined where that did not end it. */
export function inOneSlice<T>(
  steps: Generator<void, T>,
  now: () => number = millis,
): { readonly value: T } | undefined {
  const since = now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return { value: step.value };
    if (now() - since >= slice) return undefined;
  }
}
