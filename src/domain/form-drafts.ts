import type { Uuid } from '../lib/ids.ts';

/** Short forms about a home that may be under way beside its survey, whose draft has the home's own id. */
export const homeForms = ['outcome', 'tally', 'hardship', 'split'] as const;
export type HomeForm = (typeof homeForms)[number];

// Records have UUIDs of version 7; these versions do not exist (RFC 9562 §4.2), so that no record can ever have the id.
const versions: Readonly<Record<HomeForm, string>> = { outcome: 'a', tally: 'b', hardship: 'c', split: 'd' };

/** The draft's id of such a form: follows from the home's, so that erasing the home finds it without opening it. */
export const homeFormDraft = (household: Uuid, form: HomeForm): Uuid => `${household.slice(0, 14)}${versions[form]}${household.slice(15)}`;

/** Every draft there can be about this record. */
export const draftsAbout = (record: Uuid): Uuid[] => [record, ...homeForms.map((form) => homeFormDraft(record, form))];
