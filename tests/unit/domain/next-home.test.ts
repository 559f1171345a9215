import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createHomeIndex, type FoundHome } from '../../../src/domain/home-index.ts';
import { nextCandidates, nextHome } from '../../../src/domain/next-home.ts';
import { summaryOf } from '../../../src/domain/record-summary.ts';
import { visitsOf } from '../../../src/domain/visit.ts';
import { householdsOf, type CountedRecord } from '../../../src/domain/village.ts';
import { someHome } from './arbitrary.ts';
import { day } from './build.ts';

const asOf = day('2026-12-31'); // nothing is dated later
const someReturn = fc.constantFrom(undefined, '2026-11-10', '2026-12-31', '2027-01-02');
const someVillage = fc
  .array(fc.tuple(someHome, someReturn).map(([[home, ...rest], returnOn]) => [{ ...home!, fields: { ...home!.fields, ...(returnOn !== undefined && { returnOn }) } }, ...rest]), { maxLength: 8 })
  .map((homes) => homes.flat());

function foundIn(records: readonly CountedRecord[]): readonly FoundHome[] {
  const index = createHomeIndex();
  index.apply({ set: records.flatMap((record) => [summaryOf(record) ?? []].flat().map((summary) => ({ summary, onlyHere: false }))), gone: [] });
  const steps = index.settle();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value.byPlace;
  }
}

it('is found among a handful of homes as among all of them', () => {
  fc.assert(
    fc.property(someVillage, (records) => {
      const candidates = nextCandidates(foundIn(records), asOf);
      const read = new Set(candidates.flatMap((home) => home.records));
      const among = records.filter(({ id }) => read.has(id));
      expect(nextHome(householdsOf(among), visitsOf(among), asOf)?.id).toBe(nextHome(householdsOf(records), visitsOf(records), asOf)?.id);
    }),
    { numRuns: 100 },
  );
});
