import type { Uuid } from '../../lib/ids.ts';
import { opAssociatedData, type OpBody, type StoreContext } from '../engine/context.ts';
import type { StoredOp } from '../engine/engine.ts';

/** Opens sealed operations once and remembers them: they never change. */
export interface OpBodies {
  /** One body for each operation, in the same order; undefined where the text cannot be read. */
  read(ops: readonly StoredOp[]): Promise<(OpBody | undefined)[]>;
}

// Several weeks of one member's work without network. Beyond it the cache is emptied.
const most = 5000;

export function createOpBodies(context: StoreContext): OpBodies {
  const known = new Map<Uuid, OpBody>();

  async function readOne(op: StoredOp): Promise<OpBody | undefined> {
    const seen = known.get(op.opId);
    if (seen) return seen;
    const cipher = op.sealedBy === 'outbox' ? context.outboxCipher : context.dataCipher;
    const text = await cipher?.open(op, opAssociatedData(op));
    if (text === undefined) return undefined;
    const body = JSON.parse(text) as OpBody;
    known.set(op.opId, body);
    return body;
  }

  return {
    read(ops) {
      if (known.size + ops.length > most) known.clear();
      return Promise.all(ops.map(readOne));
    },
  };
}
