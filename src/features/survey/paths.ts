import type { Uuid } from '../../lib/ids.ts';
import type { Place } from './draft-content.ts';

/** Addresses of the survey's screens, below a person's own pages (`Phone.home`); ids only, never a name. */
export const surveyPaths = (home: string) => ({
  today: `${home}/today`,
  /** The book of all homes, to look one up in. */
  homes: `${home}/households`,
  newHousehold: `${home}/households/new`,
  household: (id: Uuid): string => `${home}/households/${id}`,
  editHousehold: (id: Uuid): string => `${home}/households/${id}/edit`,
  outcome: (id: Uuid): string => `${home}/households/${id}/outcome`,
  tally: (id: Uuid): string => `${home}/households/${id}/tally`,
  hardship: (id: Uuid): string => `${home}/households/${id}/hardship`,
  split: (id: Uuid): string => `${home}/households/${id}/split`,
  newPerson: (household: Uuid): string => `${home}/households/${household}/people/new`,
  person: (household: Uuid, person: Uuid): string => `${home}/households/${household}/people/${person}`,
  survey: (household: Uuid): string => `${home}/survey/${household}`,
  step: (household: Uuid, { section, step }: Place): string => `${home}/survey/${household}/${section}/${step}`,
});
