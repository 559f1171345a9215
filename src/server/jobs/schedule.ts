/** Runs `task` once after `millis` ms; the returned function cancels it. Tests pass a virtual schedule. */
export type Schedule = (millis: number, task: () => void) => () => void;

/** Real timers, which do not keep the process alive. */
export const systemSchedule: Schedule = (millis, task) => {
  const id = setTimeout(task, millis).unref();
  return () => clearTimeout(id);
};
