import type { Draft } from '../../../store/phone-store.ts';
import type { SurveyContent } from '../drafts/draft-content.ts';
import type { HouseholdContext } from '../form-context.ts';

/**
 * The household with the record ids of its open draft. After a merge of the household or of a person in it, the draft
 * keeps the ids it began with, and the server redirects its operations.
 */
export function asInForm(
  formContext: HouseholdContext,
  { draft, content }: { readonly draft: Pick<Draft, 'id'>; readonly content: SurveyContent },
): HouseholdContext {
  const { household, mergedOf } = formContext;
  const known = new Set([draft.id, ...Object.keys(content.sections)]);
  const nameOf = (id: string): string => mergedOf(id).find((gone) => known.has(gone.id))?.id ?? id;
  const people = household.people.map((person) =>
    known.has(person.id) || nameOf(person.id) === person.id ? person : { ...person, id: nameOf(person.id) },
  );
  const id = nameOf(household.id);
  const isAsNow = id === household.id && people.every((person, i) => person === household.people[i]);
  return isAsNow ? formContext : { ...formContext, household: { ...household, id, people } };
}
