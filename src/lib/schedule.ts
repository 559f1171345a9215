/** Runs `task` once after `millis` ms; the returned function cancels it. Tests pass virtual time. */
export type Schedule = (millis: number, task: () => void) => () => void;

interface HasTimers {
  setTimeout(task: () => void, millis: number): unknown;
  clearTimeout(id: unknown): void;
}

/** The timers of the browser, the worker or Node. */
export const systemSchedule: Schedule = (millis, task) => {
  // The pure rooms compile against no runtime's library, so the global's shape is stated here.
  const timers: object = globalThis;
  const id = (timers as HasTimers).setTimeout(task, millis);
  return () => (timers as HasTimers).clearTimeout(id);
};
