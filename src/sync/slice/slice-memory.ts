import type { Uuid } from '../../lib/ids.ts';
import { pushLimits } from '../../protocol/push.ts';

/**
 * State of one page or worker between slices. Its loss only costs a few requests, so it is not written to disk.
 */
export interface SliceMemory {
  /** Failures in a row, for the backoff. */
  failures: number;
  /** How many operations the next push may hold: halved on 413 and on slow links, doubled by success. */
  operations: number;
  /** Bisection: the entry that the server cannot parse is at or before this seq. */
  suspectUntil: number | undefined;
  /** The group found by the bisection: its entries are sent as opaque strings. */
  opaqueGroup: Uuid | undefined;
  /** Bytes that are not in `dataUsed` yet: an idle sync of a few hundred bytes must not cause a write. */
  uncounted: number;
  /** Villages whose rows this page has compared with the server's digest, at least once since it was opened. */
  readonly compared: Set<Uuid>;
  /** When a village was last fetched again because of its digest, Unix ms. */
  readonly refetchedAt: Map<Uuid, number>;
}

export const createSliceMemory = (): SliceMemory => ({
  failures: 0,
  operations: pushLimits.operations,
  suspectUntil: undefined,
  opaqueGroup: undefined,
  uncounted: 0,
  compared: new Set(),
  refetchedAt: new Map(),
});
