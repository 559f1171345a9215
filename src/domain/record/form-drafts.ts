import type { Uuid } from '../../lib/ids.ts';

/** Short forms about a household. Each may have a draft beside the survey's, whose draft has the household's own id. */
export const householdForms = ['outcome', 'tally', 'hardship', 'split'] as const;
export type HouseholdForm = (typeof householdForms)[number];

// Records have UUIDs of version 7; these versions do not exist (RFC 9562 §4.2), so that no record can ever have the id.
const versions: Readonly<Record<HouseholdForm, string>> = { outcome: 'a', tally: 'b', hardship: 'c', split: 'd' };

/**
 * The id of such a form's draft. It is derived from the household's id, so that erasing the household finds the draft
 * without opening it.
 */
export const shortFormDraft = (household: Uuid, form: HouseholdForm): Uuid =>
  `${household.slice(0, 14)}${versions[form]}${household.slice(15)}`;

/** The ids of all drafts that can exist about this record. */
export const draftsAbout = (record: Uuid): Uuid[] => [
  record,
  ...householdForms.map((form) => shortFormDraft(record, form)),
];
