import type { Bases, Shown } from '../../../domain/record/edit.ts';
import type { Household } from '../../../domain/people/village.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Change } from '../../../store/phone-store.ts';
import type { HouseholdContent } from '../drafts/draft-content.ts';
import { viewOf, type RecordForm } from '../drafts/record-form.ts';
import { written } from './written.ts';

/** What the form of a household shows of it. */
export type HouseholdFields = Pick<HouseholdContent, 'headName' | 'address' | 'mine'>;

export const householdForm: RecordForm<HouseholdContent, HouseholdFields> = {
  fields: { headName: 'headName', address: 'address', mine: 'responsible' },
  valuesOf: ({ headName, address, mine }) => ({ headName, address, mine }),
  contentOf: (values) => values,
};

/** The household as its form shows it to this person. */
export const householdShown = (household: Household, bases: Bases, account: Uuid): Shown<HouseholdFields> => ({
  values: { headName: household.headName, address: household.address, mine: household.responsible === account },
  bases,
});

/** What the form of a household writes: what the person changed. @param now undefined: a new household */
export function householdChange(
  record: Uuid,
  content: HouseholdContent,
  now: Shown<HouseholdFields> | undefined,
  account: Uuid,
): Omit<Change, 'village'> {
  const { values, changed } = viewOf(householdForm, content, now);
  // A new household that nobody says is theirs has no member yet: nothing to write.
  const isFirst = now === undefined && content.opened === undefined;
  const address = written(values.address);
  return {
    kind: 'household',
    record,
    bases: content.bases,
    set: {
      ...(changed.includes('headName') && { headName: written(values.headName) }),
      ...(changed.includes('address') && !(isFirst && address === '') && { address }),
      ...(changed.includes('mine') && !(isFirst && !values.mine) && { responsible: values.mine ? account : null }),
    },
  };
}
