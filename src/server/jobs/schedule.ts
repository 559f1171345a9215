/** Runs `task` once after `millis`; the returned function calls it off. Tests pass a virtual one. */
export type Schedule = (millis: number, task: () => void) => () => void;

/** Does not keep the process alive. */
export const systemSchedule: Schedule = (millis, task) => {
  const id = setTimeout(task, millis).unref();
  return () => clearTimeout(id);
};
