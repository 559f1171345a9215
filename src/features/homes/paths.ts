import type { Uuid } from '../../lib/ids.ts';

/** Addresses around the village's book of homes, below a person's own pages (`Phone.home`). */
export const homesPaths = (home: string) => ({
  today: `${home}/today`,
  list: `${home}/households`,
  add: `${home}/households/new`,
  import: `${home}/households/import`,
  household: (id: Uuid): string => `${home}/households/${id}`,
});
