import type { Draft } from '../../store/phone-store.ts';
import type { SurveyContent } from './draft-content.ts';
import type { HomeSheet } from './use-survey.ts';

/**
 * The home under the names that a form under way knows: opened before the home, or somebody in it, was found to be the
 * same as another, it goes on as if nothing had happened, and the server leads what it says to the one that stays.
 */
export function asInForm(sheet: HomeSheet, { draft, content }: { readonly draft: Pick<Draft, 'id'>; readonly content: SurveyContent }): HomeSheet {
  const { household, mergedOf } = sheet;
  const known = new Set([draft.id, ...Object.keys(content.sections)]);
  const nameOf = (id: string): string => mergedOf(id).find((gone) => known.has(gone.id))?.id ?? id;
  const people = household.people.map((person) => (known.has(person.id) || nameOf(person.id) === person.id ? person : { ...person, id: nameOf(person.id) }));
  const id = nameOf(household.id);
  const isAsNow = id === household.id && people.every((person, i) => person === household.people[i]);
  return isAsNow ? sheet : { ...sheet, household: { ...household, id, people } };
}
