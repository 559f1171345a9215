import type { Uuid } from '../../lib/ids.ts';
import type { Place } from './draft-content.ts';

const query = (params: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
};

/** Addresses of the survey's screens, below a person's own pages (`Phone.home`); ids only, never a name. */
export const surveyPaths = (home: string) => ({
  today: `${home}/today`,
  /** The book of all homes, to look one up in. */
  homes: `${home}/households`,
  newHousehold: `${home}/households/new`,
  /** Many homes at once, out of a file. */
  importHomes: `${home}/households/import`,
  household: (id: Uuid): string => `${home}/households/${id}`,
  editHousehold: (id: Uuid): string => `${home}/households/${id}/edit`,
  outcome: (id: Uuid): string => `${home}/households/${id}/outcome`,
  tally: (id: Uuid): string => `${home}/households/${id}/tally`,
  hardship: (id: Uuid): string => `${home}/households/${id}/hardship`,
  split: (id: Uuid): string => `${home}/households/${id}/split`,
  merge: (id: Uuid): string => `${home}/households/${id}/merge`,
  moveHome: (id: Uuid): string => `${home}/households/${id}/move`,
  movePerson: (household: Uuid, person: Uuid): string => `${home}/households/${household}/people/${person}/move`,
  newPerson: (household: Uuid): string => `${home}/households/${household}/people/new`,
  person: (household: Uuid, person: Uuid): string => `${home}/households/${household}/people/${person}`,
  /** Whom to show it to is asked first. */
  chooseHome: (guide?: string): string => `${home}/visits/new${query({ guide })}`,
  /** A visit about to be written down; what is known already is chosen. */
  newVisit: (household: Uuid, about: { readonly person?: Uuid | undefined; readonly guide?: string | undefined } = {}): string => `${home}/visits/new${query({ household, ...about })}`,
  visit: (id: Uuid, household: Uuid, about: { readonly person?: Uuid | undefined; readonly guide?: string | undefined } = {}): string => `${home}/visits/${id}${query({ household, ...about })}`,
  recheck: (visit: Uuid, household: Uuid): string => `${home}/visits/${visit}/recheck${query({ household })}`,
  help: (household: Uuid): string => `${home}/households/${household}/help`,
  sessions: `${home}/sessions`,
  newSession: (topic?: string): string => `${home}/sessions/new${query({ topic })}`,
  session: (id: Uuid): string => `${home}/sessions/${id}`,
  assign: `${home}/assign`,
  survey: (household: Uuid): string => `${home}/survey/${household}`,
  step: (household: Uuid, { section, step }: Place): string => `${home}/survey/${household}/${section}/${step}`,
});
