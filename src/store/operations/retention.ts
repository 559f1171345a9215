import {
  backedUpIn,
  backedUpKey,
  clockOffsetIn,
  clockOffsetKey,
  countersIn,
  countersKey,
  countersRow,
  timeOf,
  type StoreContext,
} from '../engine/context.ts';
import type { StoredOp } from '../engine/engine.ts';

/**
 * How much acknowledged work a phone keeps, in case the server is restored from a backup that lacks it. Does not limit
 * what is known to be in every backup: that is removed at once.
 */
export const retention = { days: 90, bytes: 20 * 1024 * 1024 } as const;

const dayLength = 24 * 60 * 60 * 1000;
const atOnce = 200;

/** Tolerance between the corrected clock and the server's, ms: far more than a reply takes on the slowest network. */
const clockError = 10 * 60 * 1000;

/** Operations retained since before these times (corrected clock, Unix ms) may be removed. */
interface Limits {
  /** Too old, in a backup or not. */
  readonly old: number;
  /** In every backup of the server. */
  readonly backedUp: number;
}

/** Removes retained operations that are in every backup, too old or beyond the bytes allowed, oldest first. */
export async function prune(context: StoreContext): Promise<void> {
  const limits = await context.engine.transaction('read', ['meta'], async (tx): Promise<Limits> => {
    const now = context.clock.now() + clockOffsetIn(await tx.get('meta', clockOffsetKey));
    return {
      old: now - retention.days * dayLength,
      backedUp: (backedUpIn(await tx.get('meta', backedUpKey)) ?? -Infinity) - clockError,
    };
  });
  for (let removed = atOnce; removed === atOnce;) removed = await pruneSome(context, limits);
}

function pruneSome(context: StoreContext, limits: Limits): Promise<number> {
  return context.engine.transaction('relaxed', ['ops', 'meta'], async (tx) => {
    const oldest = await tx.range('ops', { index: 'bySeq', prefix: ['retained'], limit: atOnce });
    const counters = countersIn(await tx.get('meta', countersKey));
    const removable = superfluous(oldest, counters.retainedBytes, limits);
    if (removable.length === 0) return 0;
    await tx.delete(
      'ops',
      removable.map(({ opId }) => [opId]),
    );
    const freed = removable.reduce((sum, op) => sum + op.bytes, 0);
    await tx.put('meta', [countersRow({ ...counters, retainedBytes: counters.retainedBytes - freed })]);
    return removable.length;
  });
}

/** The first of `oldest`, as many as may be removed or are beyond the allowed bytes. */
function superfluous(oldest: readonly StoredOp[], retainedBytes: number, limits: Limits): StoredOp[] {
  let left = retainedBytes;
  const end = oldest.findIndex((op) => {
    if (!mayGo(op, limits) && left <= retention.bytes) return true;
    left -= op.bytes;
    return false;
  });
  return end < 0 ? [...oldest] : oldest.slice(0, end);
}

/**
 * Judged by when the server acknowledged the operation, never by when it was made: an operation made before a backup
 * and sent after it is not in that backup.
 */
const mayGo = ({ keptSince, opId }: StoredOp, { old, backedUp }: Limits): boolean =>
  (keptSince ?? timeOf(opId)) < old || (keptSince !== undefined && keptSince < backedUp);
