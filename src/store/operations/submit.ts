import { assert } from '../../lib/assert.ts';
import { DELETED } from '../../domain/record/record.ts';
import { MERGED_INTO } from '../../domain/record/redirect.ts';
import type { Operation } from '../../protocol/operation.ts';
import { pushLimits } from '../../protocol/push.ts';
import { SCHEMA_VERSION } from '../../protocol/version.ts';
import { sameBytes, toUtf8 } from '../cipher/bytes.ts';
import type { Sealed } from '../cipher/cipher.ts';
import {
  clockOffsetIn,
  clockOffsetKey,
  composeOperation,
  countersIn,
  countersKey,
  countersRow,
  opAssociatedData,
  unlocked,
  type OpBody,
  type StoreContext,
} from '../engine/context.ts';
import { currentOf, draftRefusal, sealDraft, type DraftStep } from './drafts.ts';
import type { StoredDraft, StoredOp } from '../engine/engine.ts';
import { SubmitRefusedError, StorageFullError } from '../engine/errors.ts';
import type { Change, DraftAfterSubmit } from '../phone-store.ts';

/** See `Records.submit`. Everything is sealed first, then written in one strictly durable transaction. */
export async function submit(
  context: StoreContext,
  changes: readonly Change[],
  draft?: DraftAfterSubmit,
): Promise<readonly Operation[]> {
  unlocked(context);
  const offset = await context.engine.transaction('read', ['meta'], (tx) => tx.get('meta', clockOffsetKey));
  const bodies = bodiesOf(context, changes, clockOffsetIn(offset));
  assertBounded(bodies);
  const sealed = await Promise.all(
    bodies.map((body) => context.outboxCipher.seal(JSON.stringify(body), opAssociatedData(body))),
  );
  const step = draft && (await stepOf(context, draft));
  const committed = await commit(context, bodies, sealed, step).catch((error: unknown) => {
    throw error instanceof StorageFullError ? new SubmitRefusedError({ kind: 'full' }) : error;
  });
  if ('moved' in committed)
    throw new SubmitRefusedError({ kind: 'stale', current: await currentOf(context, committed.moved) });
  return bodies.map((body, i) => composeOperation(body, committed.firstSeq + i));
}

function bodiesOf(context: StoreContext, changes: readonly Change[], clockOffset: number): OpBody[] {
  const group = context.newId();
  const wallTime = context.clock.now();
  return changes
    .filter(({ set }) => Object.keys(set).length > 0)
    .map(({ record, kind, village, set, bases, settles }) => ({
      opId: context.newId(),
      group,
      record,
      kind,
      village,
      base: Object.fromEntries(Object.keys(set).map((field) => [field, bases[baseOf(field)] ?? 0])),
      set,
      ...(settles && { settles: [...settles] }),
      wallTime,
      clockOffset,
      schemaVersion: SCHEMA_VERSION,
    }));
}

/** A merge is based on every field of the record, as a deletion is: its base is the record's version. */
const baseOf = (field: string): string => (field === MERGED_INTO ? DELETED : field);

// A group that does not fit one push whole could never be applied together.
function assertBounded(bodies: readonly OpBody[]): void {
  assert(bodies.length <= pushLimits.operations, `a group of ${bodies.length} operations does not fit one push`);
  const bytes = bodies.reduce((sum, body) => sum + bytesOf(body, Number.MAX_SAFE_INTEGER), 0);
  assert(bytes <= pushLimits.bytes, `a group of ${bytes} bytes does not fit one push`);
}

const bytesOf = (body: OpBody, seq: number): number => toUtf8(JSON.stringify(composeOperation(body, seq))).length;

async function stepOf(context: StoreContext, draft: DraftAfterSubmit): Promise<DraftStep> {
  return 'put' in draft ? { put: await sealDraft(context, draft.put) } : draft;
}

type Committed = { readonly firstSeq: number } | { readonly moved: StoredDraft };

function commit(
  context: StoreContext,
  bodies: readonly OpBody[],
  sealed: readonly Sealed[],
  step: DraftStep | undefined,
): Promise<Committed> {
  return context.engine.transaction('write', ['ops', 'meta', 'drafts'], async (tx): Promise<Committed> => {
    const first = bodies[0];
    const before = first && (await tx.get('ops', [first.opId]));
    if (before) {
      // The first run of this transaction had committed before its connection died. Another nonce under the same
      // opId would be another operation, lost without a message.
      assert(sameBytes(before.nonce, sealed[0]?.nonce), 'two operations have one opId');
      return { firstSeq: before.seq };
    }
    if (step) {
      const id = 'put' in step ? step.put.id : step.remove;
      const moved = draftRefusal(await tx.get('drafts', [id]), step);
      if (moved) return { moved };
      if ('put' in step) await tx.put('drafts', [step.put]);
      else await tx.delete('drafts', [[id]]);
    }
    const counters = countersIn(await tx.get('meta', countersKey));
    const firstSeq = counters.lastSeq + 1;
    if (bodies.length > 0) {
      await tx.put(
        'ops',
        bodies.map((body, i) => unsentRow(body, sealed[i]!, firstSeq + i, counters.fork)),
      );
      await tx.put('meta', [countersRow({ ...counters, lastSeq: counters.lastSeq + bodies.length })]);
    }
    return { firstSeq };
  });
}

function unsentRow(body: OpBody, sealed: Sealed, seq: number, fork: number): StoredOp {
  const { opId, village, group } = body;
  return { opId, seq, fork, village, group, bytes: bytesOf(body, seq), state: 'unsent', sealedBy: 'outbox', ...sealed };
}
