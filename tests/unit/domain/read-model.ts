import { countedOf } from '../../../src/domain/indicator/counted.ts';
import { createCountedIndex, type CountedVillage } from '../../../src/domain/indicator/counted-village.ts';
import type { CountedRecord } from '../../../src/domain/people/village.ts';
import { createHouseholdIndex, type HouseholdEntry } from '../../../src/domain/search/household-index.ts';
import { summaryOf } from '../../../src/domain/search/record-summary.ts';
import { countedDerivation } from '../../../src/store/summaries/counted-text.ts';
import type { Derivation, Derived } from '../../../src/store/summaries/derivation.ts';
import { listDerivation } from '../../../src/store/summaries/summary-text.ts';

/** What steps come to in the end. */
export function ended<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As it is read back from a chunk of a phone. */
const readBack = <S extends Derived>(derivation: Derivation<S>, values: readonly S[]) => ({
  set: derivation.valuesIn(derivation.textOf(values)).map((summary) => ({ summary, onlyHere: false })),
  gone: [],
});

/** The list of households that a phone makes of these records, by address. */
export function listed(records: readonly CountedRecord[]): readonly HouseholdEntry[] {
  const index = createHouseholdIndex();
  index.apply(
    readBack(
      listDerivation,
      records.flatMap((record) => summaryOf(record) ?? []),
    ),
  );
  return ended(index.settle()).byAddress;
}

/** What a phone counts of these records. */
export function counted(records: readonly CountedRecord[]): CountedVillage {
  const index = createCountedIndex();
  index.apply(
    readBack(
      countedDerivation,
      records.flatMap((record) => countedOf(record) ?? []),
    ),
  );
  return ended(index.settle());
}
