import type { Uuid } from '../../../lib/ids.ts';
import { grantsFor, type Action, type Grant } from '../../../domain/access/roles.ts';
import type { Problem } from '../../../protocol/problem.ts';
import { limits } from '../../../protocol/limits.ts';
import type {
  QuarantineEntry,
  QuarantineList,
  QuarantineQuery,
  QuarantineReason,
} from '../../../protocol/quarantine.ts';
import type { SyncContext, SyncDeps } from '../deps.ts';
import { readStored, type ReadOperation } from '../read-entries.ts';
import { saysAnswers } from '../consented.ts';
import type { PullTx, QuarantinedOp } from '../storage.ts';

/** Most entries in one answer. */
const listed = limits.quarantineEntries.value;
// Characters of an unreadable text that are shown; the whole text stays on the server.
const rawLength = 2000;

/** Lists a village's quarantined operations for lead and head; an officer gets only their number. */
export function handleQuarantineList(
  deps: SyncDeps,
  context: SyncContext,
  { village }: QuarantineQuery,
): Promise<QuarantineList | Problem> {
  return deps.storage.snapshot(async (tx): Promise<QuarantineList | Problem> => {
    const grants = await tx.grants(context.account);
    const line = await tx.line(village);
    const may = (action: Action): boolean => line.length > 0 && grantsFor(action, grants, line).length > 0;
    if (!may('seeQuarantine')) return { error: 'notFound' };
    const now = deps.clock.now();
    const { waiting, ops } = await tx.quarantined(village, listed + 1, limits.quarantinePerSender.value);
    if (!may('judgeQuarantine')) return { waiting, now };
    return { waiting, entries: await describe(tx, village, wholeGroups(ops).sort(asTheyCame)), now };
  });
}

/** Drops a last group that the limit cut, so that no one judges half of it. */
function wholeGroups(ops: readonly QuarantinedOp[]): QuarantinedOp[] {
  const cut = ops.length > listed ? ops[listed] : undefined;
  if (!cut) return [...ops];
  const shown = ops.slice(0, listed);
  const whole = shown.filter((op) => groupKey(op) !== groupKey(cut));
  // A group larger than the list comes from no phone of ours; judging its shown part judges all of it.
  return whole.length > 0 ? whole : shown;
}

async function describe(tx: PullTx, village: Uuid, ops: readonly QuarantinedOp[]): Promise<QuarantineEntry[]> {
  const read = ops.map((op) => ({ op, said: readStored(op.body) }));
  const bad = new Set(read.filter(({ said }) => !said.ok).map(({ op }) => groupKey(op)));
  const records = await tx.records(
    village,
    ops.flatMap((op) => op.record ?? []),
  );
  const kinds = new Map(records.map(({ id, kind }) => [id, kind]));
  const tallied = new Set(records.flatMap(({ id, states }) => (states['inTally']?.value === true ? [id] : [])));
  const grants = new Map<Uuid, Grant[]>();
  for (const { account } of ops) if (!grants.has(account)) grants.set(account, await tx.grants(account));
  return read.map(({ op, said }) => {
    const operation = 'operation' in said ? said.operation : undefined;
    const mayWrite = grantsFor('syncRecords', grants.get(op.account) ?? [], [village]).length > 0 && !op.revoked;
    const reason = reasonOf(said, {
      bad: bad.has(groupKey(op)),
      kind: op.record && kinds.get(op.record),
      mayWrite,
      noConsent: op.record !== undefined && tallied.has(op.record) && operation !== undefined && saysAnswers(operation),
    });
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

const asTheyCame = (a: QuarantinedOp, b: QuarantinedOp): number =>
  a.receivedAt - b.receivedAt || (a.device === b.device ? a.seq - b.seq : a.device < b.device ? -1 : 1);

const groupKey = (op: QuarantinedOp): string => `${op.device} ${op.group}`;

function reasonOf(
  said: ReadOperation,
  known: {
    readonly bad: boolean;
    readonly kind: string | undefined;
    readonly mayWrite: boolean;
    readonly noConsent: boolean;
  },
): QuarantineReason {
  if (!said.ok) return said.why;
  if (known.bad) return 'group';
  if (known.kind !== undefined && known.kind !== said.operation.kind) return 'otherKind';
  if (known.noConsent) return 'noConsent';
  return known.mayWrite ? 'broken' : 'noRight';
}
