import type { Bases, Shown } from '../../../domain/record/edit.ts';
import { tallyFigures, type Tally } from '../../../domain/people/tally.ts';
import type { Day } from '../../../lib/day.ts';
import type { Change } from '../../../store/phone-store.ts';
import type { TallyContent } from '../drafts/draft-content.ts';
import { viewOf, type RecordForm } from '../drafts/record-form.ts';

/** The numbers of a tally, in the order they are asked. */
export const tallyNumbers = ['residents', 'adults', ...tallyFigures] as const;
export type TallyNumbers = TallyContent['numbers'];

export const tallyForm: RecordForm<TallyContent, TallyNumbers> = {
  fields: {
    residents: 'residents',
    adults: 'adults',
    online: 'online',
    account: 'account',
    vneid: 'vneid',
    digital: 'digital',
    eGovernment: 'eGovernment',
  },
  valuesOf: ({ numbers }) => numbers,
  contentOf: (numbers) => ({ numbers }),
};

export const numbersOf = (tally: Tally | undefined): TallyNumbers => ({
  residents: tally?.residents ?? null,
  adults: tally?.adults ?? null,
  online: tally?.online ?? null,
  account: tally?.account ?? null,
  vneid: tally?.vneid ?? null,
  digital: tally?.digital ?? null,
  eGovernment: tally?.eGovernment ?? null,
});

/** The household's tally as its form shows it; undefined while it has none. */
export const tallyShown = (tally: Tally | undefined, bases: Bases): Shown<TallyNumbers> | undefined =>
  tally && { values: numbersOf(tally), bases };

/**
 * What the form of a tally writes: every number of a new one, else those that were changed, with the day they are of.
 * @param tally the household's, also where another phone made it while the form was open
 */
export function tallyChange(
  content: TallyContent,
  tally: Tally | undefined,
  nowBases: Bases,
  on: Day,
): Omit<Change, 'village'> {
  const record = tally?.id ?? content.record;
  const { values, changed } = viewOf(tallyForm, content, tallyShown(tally, nowBases));
  if (!tally) return { kind: 'tally', record, set: { household: content.household, ...values, on }, bases: {} };
  return {
    kind: 'tally',
    record,
    set: {
      ...Object.fromEntries(changed.map((name) => [name, values[name]])),
      ...(changed.length > 0 && on !== tally.on && { on }),
    },
    // Nobody is shown the day or changes it: it is that of the numbers.
    bases: { ...content.bases, ...(nowBases['on'] !== undefined && { on: nowBases['on'] }) },
  };
}
