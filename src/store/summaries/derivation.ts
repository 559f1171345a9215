import type { CountedRecord } from '../../domain/people/village.ts';
import type { Uuid } from '../../lib/ids.ts';

/** What was derived of one record. */
export interface Derived {
  readonly id: Uuid;
}

/**
 * What a village is read for without opening its records: a value of each record, which the record alone decides, and
 * how chunks hold the values of some households. The store keeps it up and seals it (summaries.ts).
 */
export interface Derivation<S extends Derived> {
  /** Which chunks are its own: those whose number is at or above `from`, and below the next derivation's. */
  readonly chunks: { readonly from: number; readonly below: number; readonly households: number };
  /** Raised when its values change their content: phones then pass over the chunks that they have. */
  readonly edition: number;
  /** Undefined where nothing is derived of the record: it is deleted, erased, or of a kind that is not asked for. */
  readonly of: (record: CountedRecord) => S | undefined;
  /** The household that a value belongs to; the empty id where it belongs to none. */
  readonly householdOf: (value: S) => Uuid;
  /** The text of a chunk, and back. @param values those of some households, a household's one after another */
  readonly textOf: (values: readonly S[]) => string;
  readonly valuesIn: (text: string) => S[];
}
