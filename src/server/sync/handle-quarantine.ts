import type { Uuid } from '../../lib/ids.ts';
import { grantsFor, type Action, type Grant } from '../../domain/roles.ts';
import type { Problem } from '../../protocol/problem.ts';
import type { QuarantineEntry, QuarantineList, QuarantineQuery, QuarantineReason } from '../../protocol/quarantine.ts';
import type { SyncContext, SyncDeps } from './deps.ts';
import { readStored, type ReadOperation } from './read-entries.ts';
import type { PullTx, QuarantinedOp } from './storage.ts';

/** Entries an answer holds at most; as large as a group can be. */
const listed = 200;
// Enough to recognise what it was; the whole text stays on the server.
const rawLength = 2000;

/** What waits for the lead in a village: lead and head see it, an officer sees how many there are. */
export function handleQuarantineList(deps: SyncDeps, context: SyncContext, { village }: QuarantineQuery): Promise<QuarantineList | Problem> {
  return deps.storage.snapshot(async (tx): Promise<QuarantineList | Problem> => {
    const grants = await tx.grants(context.account);
    const line = await tx.line(village);
    const may = (action: Action): boolean => line.length > 0 && grantsFor(action, grants, line).length > 0;
    if (!may('seeQuarantine')) return { error: 'notFound' };
    const now = deps.clock.now();
    const { waiting, ops } = await tx.quarantined(village, listed + 1);
    if (!may('judgeQuarantine')) return { waiting, now };
    return { waiting, entries: await describe(tx, village, wholeGroups(ops)), now };
  });
}

/** A group that the limit cuts waits for its turn, so that nobody judges half of one. */
function wholeGroups(ops: readonly QuarantinedOp[]): readonly QuarantinedOp[] {
  const cut = ops.length > listed ? ops[listed] : undefined;
  return cut ? ops.slice(0, listed).filter((op) => op.group !== cut.group || op.device !== cut.device) : ops;
}

async function describe(tx: PullTx, village: Uuid, ops: readonly QuarantinedOp[]): Promise<QuarantineEntry[]> {
  const read = ops.map((op) => ({ op, said: readStored(op.body) }));
  const bad = new Set(read.filter(({ said }) => !said.ok).map(({ op }) => groupKey(op)));
  const kinds = new Map((await tx.records(village, ops.flatMap((op) => op.record ?? []))).map(({ id, kind }) => [id, kind]));
  const grants = new Map<Uuid, Grant[]>();
  for (const { account } of ops) if (!grants.has(account)) grants.set(account, await tx.grants(account));
  return read.map(({ op, said }) => {
    const operation = 'operation' in said ? said.operation : undefined;
    const mayWrite = grantsFor('syncRecords', grants.get(op.account) ?? [], [village]).length > 0 && !op.revoked;
    const reason = reasonOf(said, { bad: bad.has(groupKey(op)), kind: op.record && kinds.get(op.record), mayWrite });
    return {
      opId: op.opId,
      group: op.group,
      account: op.account,
      name: op.name,
      device: op.device,
      revoked: op.revoked,
      time: op.time,
      receivedAt: op.receivedAt,
      reason,
      behind: op.behind,
      ...(said.ok || said.why !== 'misfit' ? {} : { field: said.field }),
      ...(op.record === undefined ? {} : { record: op.record }),
      ...(operation ? { kind: operation.kind, set: operation.set } : { raw: op.body.slice(0, rawLength) }),
    };
  });
}

const groupKey = (op: QuarantinedOp): string => `${op.device} ${op.group}`;

function reasonOf(said: ReadOperation, known: { readonly bad: boolean; readonly kind: string | undefined; readonly mayWrite: boolean }): QuarantineReason {
  if (!said.ok) return said.why;
  if (known.bad) return 'group';
  if (known.kind !== undefined && known.kind !== said.operation.kind) return 'otherKind';
  return known.mayWrite ? 'broken' : 'noRight';
}
