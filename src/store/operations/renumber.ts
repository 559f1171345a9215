import type { Uuid } from '../../lib/ids.ts';
import {
  bySeq,
  countersIn,
  countersKey,
  countersRow,
  deviceIn,
  deviceKey,
  deviceRow,
  epochIn,
  epochKey,
  epochRow,
  opAssociatedData,
  untilSettled,
  type StoreContext,
} from '../engine/context.ts';
import type { ReadTx, StoredOp } from '../engine/engine.ts';
import { StoreLockedError } from '../engine/errors.ts';
import type { OpBodies } from './op-bodies.ts';

/** See `Outbox.renumberAfter`. Acknowledged operations keep their numbers under the old device. */
export function renumberAfter(context: StoreContext, lastSeq: number, device?: Uuid): Promise<void> {
  return context.engine.transaction('write', ['ops', 'meta'], async (tx) => {
    // Another tab has already taken over this device id, and may have sent under it since.
    if (device !== undefined && deviceIn(await tx.get('meta', deviceKey)) === device) return;
    const counters = countersIn(await tx.get('meta', countersKey));
    const unsent = await tx.range('ops', { index: 'bySeq', prefix: ['unsent'] });
    const fork = counters.fork + 1;
    await tx.put(
      'ops',
      unsent.map((op, i) => renumbered(op, fork, lastSeq + 1 + i)),
    );
    await tx.put('meta', [
      countersRow({ ...counters, fork, lastSeq: lastSeq + unsent.length }),
      ...(device === undefined ? [] : [deviceRow(device)]),
    ]);
  });
}

/**
 * See `Outbox.resendAfter`. Numbers above `lastSeq` are free on the restored server, so the gaps left by pruned and
 * erased operations are closed. Operations of an earlier numbering are resent too: the server recognises the opIds it
 * still has. In a new epoch every answered operation is resent: a number up to `lastSeq` may belong to another
 * operation on the restored server's timeline, and only the answer there tells the outcome. An operation that was
 * never answered keeps its number up to `lastSeq`: the server has either this very operation there, or one of a copy
 * of this phone, which the push then reveals (decision 113).
 * @throws StoreLockedError when retained operations, readable only with the data key, would have to be sent
 */
export function resendAfter(context: StoreContext, bodies: OpBodies, lastSeq: number, epoch?: number): Promise<void> {
  return untilSettled(async () => {
    const read = await context.engine.transaction('read', ['ops', 'meta'], (tx) => readOutbox(tx));
    if (epoch !== undefined && read.epoch === epoch) return { value: undefined };
    const { fork } = read.counters;
    const isAbove = (op: StoredOp): boolean =>
      op.fork < fork || op.seq > lastSeq || (epoch !== undefined && op.state !== 'unsent');
    const above = read.ops.filter(isAbove);
    const lost = above.filter(({ state }) => state !== 'unsent');
    const resealed = new Map(
      await Promise.all(lost.map(async (op) => [op.opId, await forOutbox(context, bodies, op)] as const)),
    );
    const moved = above
      .map((op) => resealed.get(op.opId) ?? op)
      .sort(bySeq)
      .map((op, i) => renumbered(op, fork, lastSeq + 1 + i));
    const retainedBytes = read.counters.retainedBytes - sum(lost.filter((op) => op.state === 'retained'));
    return context.engine.transaction('write', ['ops', 'meta'], async (tx) => {
      const entered = epoch !== undefined && epochIn(await tx.get('meta', epochKey)) === epoch;
      if (entered) return { value: undefined };
      if (!sameOps(read.ops, await tx.range('ops', { prefix: [] }))) return 'overtaken';
      await tx.put('ops', moved);
      await tx.put('meta', [
        countersRow({ fork, retainedBytes, lastSeq: lastSeq + moved.length }),
        ...(epoch === undefined ? [] : [epochRow(epoch)]),
      ]);
      return { value: undefined };
    });
  });
}

async function readOutbox(
  tx: ReadTx,
): Promise<{ ops: StoredOp[]; counters: ReturnType<typeof countersIn>; epoch: number | undefined }> {
  return {
    ops: await tx.range('ops', { prefix: [] }),
    counters: countersIn(await tx.get('meta', countersKey)),
    epoch: epochIn(await tx.get('meta', epochKey)),
  };
}

const sum = (ops: readonly StoredOp[]): number => ops.reduce((bytes, op) => bytes + op.bytes, 0);

function renumbered(op: StoredOp, fork: number, seq: number): StoredOp {
  return { ...op, fork, seq, bytes: op.bytes + String(seq).length - String(op.seq).length };
}

/** The operation without its outcome, sealed with the outbox key so that the locked worker can send it. */
async function forOutbox(context: StoreContext, bodies: OpBodies, op: StoredOp): Promise<StoredOp> {
  const { outcome: _outcome, ackVersion, ...answered } = op;
  const rest = { ...answered, ...(op.state === 'retained' && ackVersion !== undefined && { heldAt: ackVersion }) };
  if (op.sealedBy === 'outbox') return { ...rest, state: 'unsent' };
  if (!context.dataCipher) throw new StoreLockedError('retained operations are sealed with the data key');
  const [body] = await bodies.read([op]);
  // Unreadable for good: its sealed text is sent as an opaque string.
  const sealed = body && (await context.outboxCipher.seal(JSON.stringify(body), opAssociatedData(op)));
  return { ...rest, ...sealed, state: 'unsent', sealedBy: 'outbox' };
}

/** Whether no operation was added, answered or renumbered between the two reads. */
export function sameOps(before: readonly StoredOp[], now: readonly StoredOp[]): boolean {
  const stateOf = (op: StoredOp): string =>
    `${op.opId} ${op.state} ${op.outcome} ${op.ackVersion} ${op.fork} ${op.seq}`;
  const known = new Set(before.map(stateOf));
  return before.length === now.length && now.every((op) => known.has(stateOf(op)));
}
