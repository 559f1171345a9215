import type { Uuid } from '../../../lib/ids.ts';

/** An id in a village: the same id in another village is another record. */
export interface Place {
  readonly village: Uuid;
  readonly id: Uuid;
}

export interface Mentions {
  readonly village: Uuid;
  readonly ids: readonly Uuid[];
}

/** The number and size of operations that were sent. */
export interface Usage {
  readonly operations: number;
  readonly bytes: number;
}
