import { clockOffsetIn, clockOffsetKey, countersIn, countersKey, countersRow, timeOf, type StoreContext } from './context.ts';
import type { StoredOp } from './engine.ts';

/** How much acknowledged work a phone keeps in case the server is restored from a backup. */
export const retention = { days: 90, bytes: 20 * 1024 * 1024 } as const;

const dayLength = 24 * 60 * 60 * 1000;
const atOnce = 200;

/** Removes retained operations that are too old or too many, the oldest first. */
export async function prune(context: StoreContext): Promise<void> {
  const offset = await context.engine.transaction('read', ['meta'], (tx) => tx.get('meta', clockOffsetKey));
  const before = context.clock.now() + clockOffsetIn(offset) - retention.days * dayLength;
  for (let removed = atOnce; removed === atOnce; ) removed = await pruneSome(context, before);
}

function pruneSome(context: StoreContext, before: number): Promise<number> {
  return context.engine.transaction('relaxed', ['ops', 'meta'], async (tx) => {
    const oldest = await tx.range('ops', { index: 'bySeq', prefix: ['retained'], limit: atOnce });
    const counters = countersIn(await tx.get('meta', countersKey));
    const removable = superfluous(oldest, counters.retainedBytes, before);
    if (removable.length === 0) return 0;
    await tx.delete('ops', removable.map(({ opId }) => [opId]));
    const freed = removable.reduce((sum, op) => sum + op.bytes, 0);
    await tx.put('meta', [countersRow({ ...counters, retainedBytes: counters.retainedBytes - freed })]);
    return removable.length;
  });
}

/** The beginning of `oldest` that is older than `before` or beyond the allowed bytes. */
function superfluous(oldest: readonly StoredOp[], retainedBytes: number, before: number): StoredOp[] {
  let left = retainedBytes;
  const end = oldest.findIndex((op) => {
    if ((op.keptSince ?? timeOf(op.opId)) >= before && left <= retention.bytes) return true;
    left -= op.bytes;
    return false;
  });
  return end < 0 ? [...oldest] : oldest.slice(0, end);
}
