import type { Uuid } from '../../lib/ids.ts';

/** Addresses of what waits for a person to decide, below a person's own pages (`Phone.home`). */
export const reviewPaths = (home: string) => ({
  list: `${home}/review`,
  ofHome: (household: Uuid): string => `${home}/review?home=${household}`,
  conflict: (conflict: Uuid, from?: Uuid): string => `${home}/review/${conflict}${from === undefined ? '' : `?home=${from}`}`,
  waiting: `${home}/waiting`,
  waitingGroup: (group: Uuid): string => `${home}/waiting?group=${group}`,
  household: (household: Uuid): string => `${home}/households/${household}`,
});
