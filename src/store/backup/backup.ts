import type { Uuid } from '../../lib/ids.ts';
import type { BackupContent } from './backup-file.ts';
import { sameBytes, toUtf8 } from '../cipher/bytes.ts';
import type { Sealed } from '../cipher/cipher.ts';
import {
  bySeq,
  clockOffsetIn,
  clockOffsetKey,
  composeOperation,
  countersIn,
  countersKey,
  countersRow,
  opAssociatedData,
  timeOf,
  unlocked,
  type Counters,
  type OpBody,
  type StoreContext,
} from '../engine/context.ts';
import { sealDraft } from '../operations/drafts.ts';
import type { StoredDraft, StoredMeta, StoredOp } from '../engine/engine.ts';
import type { OpBodies } from '../operations/op-bodies.ts';
import type { Backups, Drafts, PutBack } from '../phone-store.ts';

export function createBackups(
  context: StoreContext,
  bodies: OpBodies,
  enrolment: Uuid,
  drafts: Pick<Drafts, 'list'>,
): Backups {
  const { engine, clock } = context;
  return {
    async take(name) {
      const { ops, counters, offset } = await engine.transaction('read', ['ops', 'meta'], async (tx) => ({
        ops: await tx.range('ops', { index: 'bySeq', prefix: ['unsent'] }),
        counters: countersIn(await tx.get('meta', countersKey)),
        offset: clockOffsetIn(await tx.get('meta', clockOffsetKey)),
      }));
      const unsent = [...ops].sort(bySeq);
      const opened = await bodies.read(unsent);
      const operations = opened.flatMap((body, i) => (body ? [composeOperation(body, unsent[i]!.seq)] : []));
      const sentUpTo = unsent[0] ? unsent[0].seq - 1 : counters.lastSeq;
      return {
        enrolment,
        name,
        madeAt: clock.now() + offset,
        sentUpTo,
        operations,
        drafts: await drafts.list(),
        unreadable: unsent.length - operations.length,
      };
    },

    async putBack(content) {
      const file = await sealAll(context, content);
      const isOwn = content.enrolment === enrolment;
      const finished = isOwn ? await finishedSince(context, bodies, content.drafts) : new Set<Uuid>();
      return engine.transaction('write', ['ops', 'meta', 'drafts'], async (tx): Promise<PutBack> => {
        const ops = opsPlan(file.ops, {
          known: await tx.getMany(
            'ops',
            file.ops.map(({ body }) => [body.opId]),
          ),
          counters: countersIn(await tx.get('meta', countersKey)),
          sentUpTo: isOwn ? content.sentUpTo : 0,
        });
        const drafts = draftsPlan(file.drafts, {
          here: await tx.getMany(
            'drafts',
            file.drafts.map(({ id }) => [id]),
          ),
          taken: takenIn(await tx.get('meta', [takenKey])),
          finished,
        });
        await tx.put('ops', ops.rows);
        await tx.put('drafts', drafts.rows);
        await tx.put('meta', [countersRow(ops.counters), { key: takenKey, value: drafts.taken }]);
        const alreadyHere =
          file.ops.length - ops.fresh.length + file.drafts.length - drafts.rows.length - drafts.inTheWay.length;
        return {
          forms: new Set(ops.fresh.map(({ body }) => body.group)).size,
          operations: ops.fresh.length,
          drafts: drafts.rows.length,
          alreadyHere,
          draftsInTheWay: drafts.inTheWay.map(({ id }) => id),
        };
      });
    },
  };
}

interface SealedOp {
  readonly body: OpBody;
  readonly sealed: Sealed;
}

async function sealAll(
  context: StoreContext,
  content: BackupContent,
): Promise<{ readonly ops: SealedOp[]; readonly drafts: StoredDraft[] }> {
  unlocked(context);
  const ops = content.operations.map(async ({ seq: _seq, ...body }) => ({
    body,
    sealed: await context.outboxCipher.seal(JSON.stringify(body), opAssociatedData(body)),
  }));
  return {
    ops: await Promise.all(ops),
    drafts: await Promise.all(content.drafts.map((draft) => sealDraft(context, draft))),
  };
}

interface OpsHere {
  readonly known: readonly (StoredOp | undefined)[];
  readonly counters: Counters;
  readonly sentUpTo: number;
}

/**
 * Queues the operations that this phone does not have, after its own. The same enrolment on an emptied phone continues
 * its numbering at `sentUpTo`, so that operations the server may have keep their numbers.
 */
function opsPlan(
  ops: readonly SealedOp[],
  { known, counters, sentUpTo }: OpsHere,
): { readonly fresh: readonly SealedOp[]; readonly rows: readonly StoredOp[]; readonly counters: Counters } {
  // The same nonce: the first run of this transaction had committed before its connection died.
  const isAgain = (op: SealedOp, i: number): boolean => sameBytes(known[i]?.nonce, op.sealed.nonce);
  const fresh = ops.filter((op, i) => known[i] === undefined || isAgain(op, i));
  if (ops.some(isAgain)) return { fresh, rows: [], counters };
  const lastSeq = Math.max(counters.lastSeq, sentUpTo);
  const rows = fresh.map(({ body, sealed }, i) => unsentRow(body, sealed, lastSeq + 1 + i, counters.fork));
  return { fresh, rows, counters: { ...counters, lastSeq: lastSeq + rows.length } };
}

const takenKey = 'putBack';
const takenIn = (meta: StoredMeta | undefined): readonly string[] =>
  (meta?.value as readonly string[] | undefined) ?? [];
const takenName = ({ id, savedAt }: Pick<StoredDraft, 'id' | 'savedAt'>): string => `${id} ${savedAt}`;

interface DraftsHere {
  readonly here: readonly (StoredDraft | undefined)[];
  readonly taken: readonly string[];
  readonly finished: ReadonlySet<Uuid>;
}

/**
 * A draft never replaces one under way on this phone, and is restored once only: it must not come back after its form
 * was finished.
 */
function draftsPlan(
  drafts: readonly StoredDraft[],
  { here, taken, finished }: DraftsHere,
): {
  readonly rows: readonly StoredDraft[];
  readonly inTheWay: readonly StoredDraft[];
  readonly taken: readonly string[];
} {
  const isAgain = (draft: StoredDraft, i: number): boolean => sameBytes(here[i]?.nonce, draft.nonce);
  const isNew = (draft: StoredDraft): boolean => !finished.has(draft.id) && !taken.includes(takenName(draft));
  const rows = drafts.filter((draft, i) => isAgain(draft, i) || (here[i] === undefined && isNew(draft)));
  const inTheWay = drafts.filter(
    (draft, i) => here[i] !== undefined && !isAgain(draft, i) && here[i].savedAt !== draft.savedAt && isNew(draft),
  );
  return { rows, inTheWay, taken: [...new Set([...taken, ...rows.map(takenName)])] };
}

/** The drafts whose record this phone has submitted operations on since they were saved. */
async function finishedSince(
  context: StoreContext,
  bodies: OpBodies,
  drafts: BackupContent['drafts'],
): Promise<ReadonlySet<Uuid>> {
  if (drafts.length === 0) return new Set();
  const ops = await context.engine.transaction('read', ['ops'], (tx) => tx.range('ops', { prefix: [] }));
  const savedAt = new Map(drafts.map((draft) => [draft.id, draft.savedAt]));
  const oldest = Math.min(...savedAt.values());
  const later = ops.filter((op) => timeOf(op.opId) >= oldest);
  const opened = await bodies.read(later);
  return new Set(
    opened.flatMap((body, i) =>
      body && timeOf(later[i]!.opId) >= (savedAt.get(body.record) ?? Infinity) ? [body.record] : [],
    ),
  );
}

function unsentRow(body: OpBody, sealed: Sealed, seq: number, fork: number): StoredOp {
  const { opId, village, group } = body;
  const bytes = toUtf8(JSON.stringify(composeOperation(body, seq))).length;
  return { opId, seq, fork, village, group, bytes, state: 'unsent', sealedBy: 'outbox', ...sealed };
}
