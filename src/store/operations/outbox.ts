import type { Uuid } from '../../lib/ids.ts';
import { concatBytes, toBase64Url } from '../cipher/bytes.ts';
import {
  clockOffsetIn,
  clockOffsetKey,
  composeOperation,
  countersIn,
  countersKey,
  countersRow,
  epochIn,
  epochKey,
  epochRow,
  timeOf,
  type StoreContext,
} from '../engine/context.ts';
import type { StoredOp } from '../engine/engine.ts';
import { applyOutcomes, retainedBytesIn } from './apply-outcomes.ts';
import type { OpBodies } from './op-bodies.ts';
import type { FormPlaces, Outbox, OutboxEntry } from '../phone-store.ts';
import { renumberAfter, resendAfter } from './renumber.ts';

export function createOutbox(context: StoreContext, bodies: OpBodies): Outbox {
  const { engine } = context;

  async function entriesOf(ops: readonly StoredOp[]): Promise<OutboxEntry[]> {
    const opened = await bodies.read(ops);
    return ops.map((op, i) => {
      const { seq, opId, village, group, bytes } = op;
      const body = opened[i];
      const operation = body && composeOperation(body, seq);
      return { seq, opId, village, group, bytes, operation, sealed: toBase64Url(concatBytes(op.nonce, op.ciphertext)) };
    });
  }

  return {
    async pending(bounds) {
      // One operation more than fits shows whether the last group is complete.
      const range = { index: 'bySeq', prefix: ['unsent'], limit: bounds.operations + 1 } as const;
      const oldest = await engine.transaction('read', ['ops'], (tx) => tx.range('ops', range));
      return entriesOf(withinBounds(unbroken(oldest), bounds));
    },

    acknowledge: (outcomes, epoch) =>
      engine.transaction('relaxed', ['ops', 'meta'], async (tx) => {
        const known = epochIn(await tx.get('meta', epochKey));
        if (epoch !== undefined && known !== undefined && known > epoch) return false;
        if (epoch !== undefined && known !== epoch) await tx.put('meta', [epochRow(epoch)]);
        const found = await tx.getMany(
          'ops',
          outcomes.map(({ opId }) => [opId]),
        );
        const { updated, erased } = applyOutcomes(
          found.filter((op) => op !== undefined),
          outcomes,
        );
        await tx.put(
          'ops',
          updated.filter((op) => !found.includes(op)),
        );
        await tx.delete(
          'ops',
          erased.map(({ opId }) => [opId]),
        );
        const freed = retainedBytesIn(erased);
        if (freed === 0) return true;
        const counters = countersIn(await tx.get('meta', countersKey));
        await tx.put('meta', [countersRow({ ...counters, retainedBytes: counters.retainedBytes - freed })]);
        return true;
      }),

    resendAfter: (lastSeq, epoch) => resendAfter(context, bodies, lastSeq, epoch),
    renumberAfter: (lastSeq, device) => renumberAfter(context, lastSeq, device),

    async ledger() {
      const { drafts, first, offset, ...counts } = await engine.transaction(
        'read',
        ['ops', 'drafts', 'meta'],
        async (tx) => ({
          unsent: await tx.count('ops', { index: 'bySeq', prefix: ['unsent'] }),
          forms: await tx.countUnique('ops', { index: 'byGroup', prefix: ['unsent'] }),
          drafts: await tx.range('drafts', { prefix: [] }),
          first: await tx.range('ops', { index: 'bySeq', prefix: ['unsent'], limit: 1 }),
          offset: clockOffsetIn(await tx.get('meta', clockOffsetKey)),
        }),
      );
      const times = [...drafts.map((draft) => draft.startedAt), ...first.map((op) => timeOf(op.opId))];
      return { ...counts, drafts: drafts.length, ...(times.length > 0 && { oldest: Math.min(...times) + offset }) };
    },

    async places() {
      const ops = await engine.transaction('read', ['ops'], (tx) => tx.range('ops', { prefix: [] }));
      return placesOf(ops);
    },

    async outcomes() {
      const kinds = ['conflict', 'parked', 'quarantined'] as const;
      const ops = await engine.transaction('read', ['ops'], async (tx) => {
        const found: StoredOp[] = [];
        for (const kind of kinds) found.push(...(await tx.range('ops', { index: 'byOutcome', prefix: [kind] })));
        return found;
      });
      return ops.map(({ opId, outcome, ackVersion }) => ({ opId, outcome: outcome!, version: ackVersion! }));
    },
  };
}

/** The entries before the first gap: a push numbers its entries without gaps. */
function unbroken(ops: readonly StoredOp[]): StoredOp[] {
  const end = ops.findIndex((op, i) => i > 0 && op.seq !== ops[i - 1]!.seq + 1);
  return end < 0 ? [...ops] : ops.slice(0, end);
}

function withinBounds(
  ops: readonly StoredOp[],
  bounds: { readonly operations: number; readonly bytes: number },
): StoredOp[] {
  const fitting: StoredOp[] = [];
  let bytes = 0;
  for (const op of ops) {
    bytes += op.bytes;
    if (fitting.length > 0 && (fitting.length >= bounds.operations || bytes > bounds.bytes)) break;
    fitting.push(op);
  }
  // A restore may number a group's answered operations behind other groups, so a group can stand in two places. The
  // server takes no gap: what is sent is always the beginning of the outbox.
  const cutGroup = ops[fitting.length]?.group;
  const startOfCut = fitting.findIndex((op) => op.group === cutGroup);
  return startOfCut > 0 ? fitting.slice(0, startOfCut) : fitting;
}

function placesOf(ops: readonly StoredOp[]): FormPlaces {
  const groups = { onlyHere: new Set<Uuid>(), waiting: new Set<Uuid>(), onServer: new Set<Uuid>() };
  for (const op of ops) groups[placeOf(op)].add(op.group);
  const waiting = [...groups.waiting].filter((group) => !groups.onlyHere.has(group));
  const onServer = [...groups.onServer].filter((group) => !groups.onlyHere.has(group) && !groups.waiting.has(group));
  return { onlyHere: groups.onlyHere.size, waiting: waiting.length, onServer: onServer.length };
}

function placeOf({ state, outcome }: StoredOp): keyof FormPlaces {
  if (state === 'unsent') return 'onlyHere';
  return outcome === 'parked' || outcome === 'quarantined' ? 'waiting' : 'onServer';
}
