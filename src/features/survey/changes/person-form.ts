import type { Bases, Shown } from '../../../domain/record/edit.ts';
import type { Person } from '../../../domain/people/village.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Change } from '../../../store/phone-store.ts';
import type { PersonContent } from '../drafts/draft-content.ts';
import { viewOf, type RecordForm } from '../drafts/record-form.ts';
import { written } from './written.ts';

/** A birth year as it is asked: a number, known to be unknown, or not answered yet. */
export type Birth = {
  readonly year: number | null;
  readonly isUnknown: boolean;
};

/** What the form of a person shows of them. */
export type PersonFields = {
  readonly name: string;
  readonly birth: Birth;
  readonly living: PersonContent['living'];
};

/** The fields as a draft keeps them. */
export const personContent = ({ name, birth, living }: PersonFields) => ({
  name,
  birthYear: birth.year,
  yearUnknown: birth.isUnknown,
  living,
});

export const personForm: RecordForm<PersonContent, PersonFields> = {
  fields: { name: 'name', birth: 'birthYear', living: 'living' },
  valuesOf: ({ name, birthYear, yearUnknown, living }) => ({
    name,
    birth: { year: birthYear, isUnknown: yearUnknown },
    living,
  }),
  contentOf: personContent,
};

/** The person as their form shows them. */
export const personShown = ({ name, birthYear, living }: Person, bases: Bases): Shown<PersonFields> => ({
  values: { name, birth: { year: birthYear ?? null, isUnknown: birthYear === undefined }, living },
  bases,
});

/** What the form of a person writes: what was changed of somebody known, everything of somebody new. */
export function personChange(
  record: Uuid,
  content: PersonContent,
  now: Shown<PersonFields> | undefined,
): Omit<Change, 'village'> {
  const { values, changed } = viewOf(personForm, content, now);
  const isNew = now === undefined && content.opened === undefined;
  return {
    kind: 'person',
    record,
    bases: content.bases,
    set: {
      ...(isNew && { household: content.household }),
      ...(changed.includes('name') && { name: written(values.name) }),
      ...(changed.includes('birth') && isAnswered(values.birth, isNew) && { birthYear: values.birth.year }),
      ...(changed.includes('living') && { living: values.living }),
    },
  };
}

/** A year that was deleted and not typed anew says nothing: a form handed in half-way leaves the one that is known. */
const isAnswered = ({ year, isUnknown }: Birth, isNew: boolean): boolean => isNew || isUnknown || year !== null;
