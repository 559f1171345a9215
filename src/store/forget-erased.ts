import type { Uuid } from '../lib/ids.ts';
import { countersIn, countersKey, countersRow } from './context.ts';
import type { WriteTx } from './engine.ts';
import { retainedBytesIn } from './outcome-steps.ts';

/**
 * Takes away what is kept of own operations that are erased on the server. What is unsent stays: it goes out first and is
 * answered so, and the numbering has no gap. Needs `ops` and `meta`.
 */
export async function forgetErased(tx: WriteTx, opIds: readonly Uuid[]): Promise<void> {
  const found = await tx.getMany('ops', opIds.map((opId) => [opId]));
  const gone = found.filter((op) => op !== undefined).filter(({ state }) => state !== 'unsent');
  if (gone.length === 0) return;
  await tx.delete('ops', gone.map(({ opId }) => [opId]));
  const counters = countersIn(await tx.get('meta', countersKey));
  await tx.put('meta', [countersRow({ ...counters, retainedBytes: counters.retainedBytes - retainedBytesIn(gone) })]);
}
