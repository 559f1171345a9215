/** Runs `task` once after `millis`; the returned function calls it off. Tests pass a virtual one. */
export type Schedule = (millis: number, task: () => void) => () => void;

export const systemSchedule: Schedule = (millis, task) => {
  const id = setTimeout(task, millis);
  return () => clearTimeout(id);
};
