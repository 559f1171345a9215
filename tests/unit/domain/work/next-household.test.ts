import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createHouseholdIndex, type HouseholdEntry } from '../../../../src/domain/search/household-index.ts';
import { dayWork, summarisedDayWork } from '../../../../src/domain/work/day-work.ts';
import type { SummarisedWork, Work } from '../../../../src/domain/work/why-visit.ts';
import { nextHousehold } from '../../../../src/domain/work/next-household.ts';
import { summaryOf } from '../../../../src/domain/search/record-summary.ts';
import { recheckDay, visitsOf } from '../../../../src/domain/visits/visit.ts';
import { householdsOf, type CountedRecord } from '../../../../src/domain/people/village.ts';
import { listDerivation } from '../../../../src/store/summaries/summary-text.ts';
import { someHousehold } from '../arbitrary.ts';
import { day, id } from '../build.ts';
import { ended } from '../read-model.ts';

const asOf = day('2026-12-31'); // nothing is dated later
const someReturn = fc.constantFrom(undefined, '2026-11-10', '2026-12-31', '2027-01-02');
const someVisit = fc.option(
  fc.record({
    on: fc.constantFrom(day('2026-10-20'), day('2026-11-25'), day('2026-12-20')),
    guide: fc.constantFrom('vneid', 'first-steps', 'payments'),
    isNamed: fc.boolean(),
    isChecked: fc.boolean(),
  }),
  { nil: undefined },
);
/** Households with promises, and visits to one of their people. */
const someVillage = fc
  .array(fc.tuple(someHousehold, someReturn, fc.array(someVisit, { maxLength: 3 })), { maxLength: 8 })
  .map((households) =>
    households.flatMap(([[first, ...rest], returnOn, visits], n): CountedRecord[] => {
      const person = rest.find(({ kind }) => kind === 'person');
      return [
        { ...first!, fields: { ...first!.fields, ...(returnOn !== undefined && { returnOn }) } },
        ...rest,
        ...visits.flatMap((visit, i): CountedRecord[] =>
          visit
            ? [
                {
                  id: id(60_000 + n * 10 + i),
                  kind: 'visit',
                  fields: {
                    household: first!.id,
                    person: visit.isNamed && person ? person.id : null,
                    guide: visit.guide,
                    how: 'finished',
                    confidence: null,
                    on: visit.on,
                    by: id(9),
                    recheckOn: recheckDay(visit.on),
                    recheckedOn: visit.isChecked ? '2026-12-30' : null,
                  },
                },
              ]
            : [],
        ),
      ];
    }),
  );

/** The list as it is read back from the chunks of a phone. */
function listedIn(records: readonly CountedRecord[]): readonly HouseholdEntry[] {
  const index = createHouseholdIndex();
  const summaries = records.flatMap((record) => summaryOf(record) ?? []);
  const readBack = listDerivation.valuesIn(listDerivation.textOf(summaries));
  expect(readBack).toEqual(expect.arrayContaining(summaries));
  index.apply({ set: readBack.map((summary) => ({ summary, onlyHere: false })), gone: [] });
  return ended(index.settle()).byAddress;
}

const outline = (work: readonly (Work | SummarisedWork)[]) =>
  work.map(({ household, reasons, promised, rechecks, socialOnly, wishing }) => ({
    household: household.id,
    reasons,
    promised,
    rechecks: rechecks.map((visit) => visit.id),
    socialOnly: socialOnly.map((person) => person.id),
    wishing: wishing.map((person) => person.id),
  }));

it('a day’s work out of summaries is the day’s work out of the records, and so is the next household', () => {
  fc.assert(
    fc.property(someVillage, (records) => {
      const full = dayWork(householdsOf(records), visitsOf(records), asOf);
      const listed = listedIn(records);
      expect(outline(ended(summarisedDayWork(listed, asOf)))).toEqual(outline(full));
      expect(ended(nextHousehold(listed, asOf))).toBe(
        full.find(({ reasons }) => reasons.some((reason) => ['promised', 'survey', 'finishSurvey'].includes(reason)))
          ?.household.id,
      );
    }),
    { numRuns: 300 },
  );
});
