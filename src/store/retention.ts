import { backedUpIn, backedUpKey, clockOffsetIn, clockOffsetKey, countersIn, countersKey, countersRow, timeOf, type StoreContext } from './context.ts';
import type { StoredOp } from './engine.ts';

/** How much acknowledged work a phone keeps in case the server is restored from a backup, where no backup is known to hold it. */
export const retention = { days: 90, bytes: 20 * 1024 * 1024 } as const;

const dayLength = 24 * 60 * 60 * 1000;
const atOnce = 200;

/** How far the corrected clock may be from the server's: much more than an answer takes on the slowest network. */
const clockError = 10 * 60 * 1000;

/** What may go, by when it was kept (corrected clock, Unix ms). */
interface Limits {
  /** Kept before: too old, wherever it is. */
  readonly old: number;
  /** Kept before: in every backup of the server. */
  readonly backedUp: number;
}

/** Removes retained operations that are in every backup, too old or too many, the oldest first. */
export async function prune(context: StoreContext): Promise<void> {
  const limits = await context.engine.transaction('read', ['meta'], async (tx): Promise<Limits> => {
    const now = context.clock.now() + clockOffsetIn(await tx.get('meta', clockOffsetKey));
    return { old: now - retention.days * dayLength, backedUp: (backedUpIn(await tx.get('meta', backedUpKey)) ?? -Infinity) - clockError };
  });
  for (let removed = atOnce; removed === atOnce; ) removed = await pruneSome(context, limits);
}

function pruneSome(context: StoreContext, limits: Limits): Promise<number> {
  return context.engine.transaction('relaxed', ['ops', 'meta'], async (tx) => {
    const oldest = await tx.range('ops', { index: 'bySeq', prefix: ['retained'], limit: atOnce });
    const counters = countersIn(await tx.get('meta', countersKey));
    const removable = superfluous(oldest, counters.retainedBytes, limits);
    if (removable.length === 0) return 0;
    await tx.delete('ops', removable.map(({ opId }) => [opId]));
    const freed = removable.reduce((sum, op) => sum + op.bytes, 0);
    await tx.put('meta', [countersRow({ ...counters, retainedBytes: counters.retainedBytes - freed })]);
    return removable.length;
  });
}

/** The beginning of `oldest` that may go or is beyond the allowed bytes. */
function superfluous(oldest: readonly StoredOp[], retainedBytes: number, limits: Limits): StoredOp[] {
  let left = retainedBytes;
  const end = oldest.findIndex((op) => {
    if (!mayGo(op, limits) && left <= retention.bytes) return true;
    left -= op.bytes;
    return false;
  });
  return end < 0 ? [...oldest] : oldest.slice(0, end);
}

/** By when the server was known to have it, never by when it was written: written before a backup and sent after it, it is not in it. */
const mayGo = ({ keptSince, opId }: StoredOp, { old, backedUp }: Limits): boolean => (keptSince ?? timeOf(opId)) < old || (keptSince !== undefined && keptSince < backedUp);
