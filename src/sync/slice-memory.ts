import type { Uuid } from '../lib/ids.ts';
import { pushLimits } from '../protocol/push.ts';

/**
 * What one page or worker remembers between slices. Losing it costs a few requests and nothing else, so it is never
 * written to disk.
 */
export interface SliceMemory {
  /** Failures in a row, for the backoff. */
  failures: number;
  /** How many operations the next push may hold: halved on 413 and on slow links, doubled by success. */
  operations: number;
  /** Bisection: somewhere up to this seq is what the server cannot read. */
  suspectUntil: number | undefined;
  /** The one group left over by the bisection: its entries go out as opaque strings. */
  opaqueGroup: Uuid | undefined;
  /** Bytes that are not in `dataUsed` yet: an idle sync must not write for a few hundred bytes. */
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
