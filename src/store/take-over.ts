import { bySeq, composeOperation, countersIn, countersKey, countersRow, opPlace, type StoreContext } from './context.ts';
import { toUtf8 } from './bytes.ts';
import { createDrafts, sealDraft } from './drafts.ts';
import type { StoredOp } from './engine.ts';
import { createOpBodies } from './op-bodies.ts';

/** An enrolment's work that the server has not got. */
export type WorkSource = Pick<StoreContext, 'engine' | 'dataCipher' | 'outboxCipher' | 'clock' | 'newId'>;

/**
 * Brings the forms under way and the unsent operations of one enrolment into another of the same person, in one strictly
 * durable transaction. Operations keep their identity, by which the server stores each once; what is here already is left
 * as it is. So it can be repeated after a kill at any point.
 * @returns false when something of it could not be read and stays where it is
 * @throws StoreLockedError when either is locked
 */
export async function takeOver(from: WorkSource, into: StoreContext): Promise<boolean> {
  const unsent = await from.engine.transaction('read', ['ops'], (tx) => tx.range('ops', { index: 'bySeq', prefix: ['unsent'] }));
  const ops = await resealed(from, into, [...unsent].sort(bySeq));
  const drafts = await Promise.all((await createDrafts(from).list()).map((draft) => sealDraft(into, draft)));
  const stored = await from.engine.transaction('read', ['drafts'], (tx) => tx.count('drafts', { prefix: [] }));
  await into.engine.transaction('write', ['ops', 'meta', 'drafts'], async (tx) => {
    const known = await tx.getMany('ops', ops.map(({ opId }) => [opId]));
    const counters = countersIn(await tx.get('meta', countersKey));
    const added = ops.filter((_, i) => known[i] === undefined).map((op, i) => numbered(op, counters.fork, counters.lastSeq + 1 + i));
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
      const sealed = await into.outboxCipher.seal(JSON.stringify(body), opPlace(op));
      return { ...op, ...sealed, sealedBy: 'outbox', length: (seq) => toUtf8(JSON.stringify(composeOperation(body, seq))).length };
    }),
  );
  return done.filter((op) => op !== undefined);
}

function numbered({ length, ...op }: Resealed, fork: number, seq: number): StoredOp {
  return { ...op, fork, seq, bytes: length(seq) };
}
