import {
  bySeq,
  composeOperation,
  countersIn,
  countersKey,
  countersRow,
  opAssociatedData,
  type StoreContext,
} from '../engine/context.ts';
import { toUtf8 } from '../cipher/bytes.ts';
import { createDrafts, sealDraft } from '../operations/drafts.ts';
import type { StoredOp } from '../engine/engine.ts';
import { createOpBodies } from '../operations/op-bodies.ts';

/** The enrolment whose unsent work is taken over. */
export type WorkSource = Pick<StoreContext, 'engine' | 'dataCipher' | 'outboxCipher' | 'clock' | 'newId'>;

/**
 * Copies the drafts and unsent operations of one enrolment into another of the same person, in one strictly durable
 * transaction. Operations keep their opIds, by which the server stores each once, and what `into` already has is left
 * as it is: the call can be repeated after a kill at any point.
 * @returns false when something could not be read and stays in `from`
 * @throws StoreLockedError when either is locked
 */
export async function takeOver(from: WorkSource, into: StoreContext): Promise<boolean> {
  const unsent = await from.engine.transaction('read', ['ops'], (tx) =>
    tx.range('ops', { index: 'bySeq', prefix: ['unsent'] }),
  );
  const ops = await resealed(from, into, [...unsent].sort(bySeq));
  const drafts = await Promise.all((await createDrafts(from).list()).map((draft) => sealDraft(into, draft)));
  const stored = await from.engine.transaction('read', ['drafts'], (tx) => tx.count('drafts', { prefix: [] }));
  await into.engine.transaction('write', ['ops', 'meta', 'drafts'], async (tx) => {
    const known = await tx.getMany(
      'ops',
      ops.map(({ opId }) => [opId]),
    );
    const counters = countersIn(await tx.get('meta', countersKey));
    const added = ops
      .filter((_, i) => known[i] === undefined)
      .map((op, i) => numbered(op, counters.fork, counters.lastSeq + 1 + i));
    if (added.length > 0) {
      await tx.put('ops', added);
      await tx.put('meta', [countersRow({ ...counters, lastSeq: counters.lastSeq + added.length })]);
    }
    for (const draft of drafts) {
      if (!(await tx.get('drafts', [draft.id]))) await tx.put('drafts', [draft]);
    }
  });
  return ops.length === unsent.length && drafts.length === stored;
}

type Resealed = StoredOp & { readonly length: (seq: number) => number };

async function resealed(from: WorkSource, into: StoreContext, ops: readonly StoredOp[]): Promise<Resealed[]> {
  const bodies = await createOpBodies(from).read(ops);
  const done = await Promise.all(
    ops.map(async (op, i): Promise<Resealed | undefined> => {
      const body = bodies[i];
      if (!body) return undefined;
      const sealed = await into.outboxCipher.seal(JSON.stringify(body), opAssociatedData(op));
      return {
        ...op,
        ...sealed,
        sealedBy: 'outbox',
        length: (seq) => toUtf8(JSON.stringify(composeOperation(body, seq))).length,
      };
    }),
  );
  return done.filter((op) => op !== undefined);
}

function numbered({ length, ...op }: Resealed, fork: number, seq: number): StoredOp {
  return { ...op, fork, seq, bytes: length(seq) };
}
