/** ms of work before the page may draw: a fifth of the 50 ms that a task may take. */
const slice = 10;

/** Called after every piece of work, however small; pauses only when the time is used up. */
export function createPace(
  yieldToMain: () => Promise<void>,
  now: () => number = () => performance.now(),
): () => Promise<void> | undefined {
  let since = now();
  return () => {
    if (now() - since < slice) return undefined;
    return yieldToMain().then(() => {
      since = now();
    });
  };
}
export type Pace = ReturnType<typeof createPace>;

/** Runs work that comes in steps. */
export async function inSteps<T>(steps: Generator<void, T>, pace: Pace): Promise<T> {
  let step = steps.next();
  while (!step.done) {
    const pause = pace();
    if (pause) await pause;
    step = steps.next();
  }
  return step.value;
}
