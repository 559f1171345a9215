import type { Uuid } from '../../../lib/ids.ts';
import type { ErasureReason } from '../../../protocol/erase.ts';

/** What one request erased and can still be brought back. */
export interface Basket {
  readonly id: Uuid;
  readonly village: Uuid;
  /** Unix ms. */
  readonly at: number;
  /** Gone for good from then on (Unix ms). */
  readonly until: number;
  /** Absent: the server repeated the erasure after a restore. */
  readonly account?: Uuid | undefined;
  readonly households: number;
  readonly people: number;
  /** Sealed; absent once it was brought back. */
  readonly names?: string | undefined;
  /** Sealed; absent once it was brought back. */
  readonly content?: string | undefined;
  /** The ids that the erasure marked as erased. */
  readonly ids: readonly Uuid[];
  readonly broughtBackAt?: number | undefined;
}

/** A request to erase that waits for a second person. */
export interface EraseAct {
  readonly id: Uuid;
  readonly village: Uuid;
  readonly records: readonly Uuid[];
  readonly reason: ErasureReason;
  readonly account: Uuid;
  readonly device: Uuid;
  readonly at: number;
  /** Void from then on (Unix ms). */
  readonly until: number;
  readonly settled?: { readonly by: Uuid; readonly confirmed: boolean } | undefined;
}
