import type { Uuid } from '../../lib/ids.ts';
import { countersIn, countersKey, countersRow } from '../engine/context.ts';
import type { WriteTx } from '../engine/engine.ts';
import { retainedBytesIn } from '../operations/apply-outcomes.ts';

/**
 * Deletes own operations that the server has erased. Unsent ones stay until they are sent and answered with `erased`,
 * so that the numbering has no gap. Needs a transaction over `ops` and `meta`.
 */
export async function forgetErased(tx: WriteTx, opIds: readonly Uuid[]): Promise<void> {
  const found = await tx.getMany(
    'ops',
    opIds.map((opId) => [opId]),
  );
  const gone = found.filter((op) => op !== undefined).filter(({ state }) => state !== 'unsent');
  if (gone.length === 0) return;
  await tx.delete(
    'ops',
    gone.map(({ opId }) => [opId]),
  );
  const counters = countersIn(await tx.get('meta', countersKey));
  await tx.put('meta', [countersRow({ ...counters, retainedBytes: counters.retainedBytes - retainedBytesIn(gone) })]);
}
