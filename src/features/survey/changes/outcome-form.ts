import type { Bases, Shown } from '../../../domain/record/edit.ts';
import type { Household } from '../../../domain/people/village.ts';
import { returnDay } from '../../../domain/visits/return-after.ts';
import type { Day } from '../../../lib/day.ts';
import type { Change } from '../../../store/phone-store.ts';
import type { OutcomeContent } from '../drafts/draft-content.ts';
import { viewOf, type RecordForm } from '../drafts/record-form.ts';

/** What the form for nobody to ask today shows. */
export type OutcomeFields = Pick<OutcomeContent, 'outcome' | 'after'>;

export const outcomeForm: RecordForm<OutcomeContent, OutcomeFields> = {
  fields: { outcome: 'outcome', after: 'returnOn' },
  valuesOf: ({ outcome, after }) => ({ outcome, after }),
  contentOf: (values) => values,
};

/** What is chosen when nobody chose a time to return. */
export const usualReturn = 'days3';

export const outcomeShown = ({ outcome }: Pick<Household, 'outcome'>, bases: Bases): Shown<OutcomeFields> => ({
  values: { outcome: outcome ?? null, after: usualReturn },
  bases,
});

/** What the form writes: the outcome where it was changed, and the day to return, counted from `on`. */
export function outcomeChanges(
  content: OutcomeContent,
  household: Pick<Household, 'outcome' | 'returnOn'>,
  nowBases: Bases,
  on: Day,
): Omit<Change, 'village'> {
  const { values, changed } = viewOf(outcomeForm, content, outcomeShown(household, nowBases));
  const returnOn = returnDay(on, values.after) ?? null;
  const bases = { ...nowBases, ...Object.fromEntries(changed.map((name) => baseIn(content.bases, name))) };
  return {
    kind: 'household',
    record: content.household,
    set: {
      ...(changed.includes('outcome') && { outcome: values.outcome }),
      ...(returnOn !== (household.returnOn ?? null) && { returnOn }),
    },
    bases,
  };
}

const baseIn = (bases: Bases, name: keyof OutcomeFields): [string, number | string] => {
  const field = outcomeForm.fields[name];
  return [field, bases[field] ?? 0];
};
