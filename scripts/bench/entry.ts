/**
 * What a bench found, as it is printed: the first cell of a row says what was measured, the others are right-aligned.
 */
export interface BenchTable {
  readonly title: string;
  /** Heads of all columns but the first. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Sentences below the table: the budget, or what to bear in mind. */
  readonly notes?: readonly string[];
}

/** One thing that `npm run bench` measures. A file of its own in this folder, named in `entries.ts`. */
export interface Bench {
  readonly tables: () => Promise<readonly BenchTable[]>;
}
