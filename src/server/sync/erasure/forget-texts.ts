import type { Uuid } from '../../../lib/ids.ts';
import { hmac } from '../../hash.ts';
import type { SyncDeps } from '../deps.ts';
import { replayParked } from '../replay-parked.ts';
import { Workspace } from '../workspace.ts';

/** Outcomes of operations whose text may be deleted; one that was released meanwhile keeps its text. */
const forgettable: ReadonlySet<string> = new Set(['parked', 'quarantined', 'setAside']);

/**
 * Deletes the texts of operations that never took effect, once their retention has ended. Kept of each are its id, its
 * place and a keyed hash, as after an erasure. Operations that waited behind them are applied. One transaction, with
 * the village locked.
 *
 * @returns the number of deleted texts
 */
export function forgetTexts(deps: SyncDeps, village: Uuid, opIds: readonly Uuid[]): Promise<number> {
  return deps.storage.transaction(async (tx) => {
    const turn = (await tx.nextVersions([village])).get(village);
    if (!turn) return 0;
    const named = new Set(opIds);
    const ops = (await tx.groupsOf(opIds)).filter(
      (op) => named.has(op.opId) && op.village === village && forgettable.has(op.outcome),
    );
    const key = await tx.secret();
    for (const op of ops) await tx.eraseOp(op.opId, hmac(key, op.body), turn.version);
    const work = new Workspace(tx, village, turn);
    await replayParked(
      tx,
      deps,
      new Map([[village, work]]),
      ops.map(({ opId }) => opId),
    );
    await work.write();
    return ops.length;
  });
}
