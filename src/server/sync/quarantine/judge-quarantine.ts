import type { Uuid } from '../../../lib/ids.ts';
import { grantsFor } from '../../../domain/access/roles.ts';
import type { Operation } from '../../../protocol/operation.ts';
import type { OutcomeKind } from '../../../protocol/outcome.ts';
import type { QuarantineReason } from '../../../protocol/quarantine.ts';
import type { QuarantineJudgement, QuarantineVerdict } from '../../../protocol/quarantine-judgement.ts';
import type { SyncContext, SyncDeps } from '../deps.ts';
import type { Works } from '../group-context.ts';
import { movesOf } from '../apply/moves.ts';
import { groupsOf, readStored } from '../read-entries.ts';
import { applyStored, came, replayParked, versionIn } from '../replay-parked.ts';
import type { JudgedRecord, SyncTx, StoredOp, VillageTurn } from '../storage.ts';
import { Workspace } from '../workspace.ts';

/**
 * Releases quarantined groups. Each is merged as if it arrived now, with the rights of the releasing account;
 * operations parked behind it follow. A group that still cannot be applied stays quarantined, with the reason.
 */
export const handleQuarantineRelease = (
  deps: SyncDeps,
  context: SyncContext,
  request: QuarantineJudgement,
): Promise<QuarantineVerdict> => judge(deps, context, request, 'released', releaseGroup);

/**
 * Sets quarantined operations aside: they are never applied, their text is kept, operations parked behind them follow.
 * Of a group that spans villages, only the operations in villages that the requester may judge.
 */
export const handleQuarantineSetAside = (
  deps: SyncDeps,
  context: SyncContext,
  request: QuarantineJudgement,
): Promise<QuarantineVerdict> => judge(deps, context, request, 'setAside', setGroupAside);

/** One transaction, locks in the order of a push: grants → villages in id order → operations. */
function judge(
  deps: SyncDeps,
  context: SyncContext,
  { opIds }: QuarantineJudgement,
  action: JudgedRecord['action'],
  judgeGroup: JudgeGroup,
): Promise<QuarantineVerdict> {
  return deps.storage.transaction(async (tx) => {
    const grants = await tx.lockGrants(context.account);
    const mayJudge = (village: Uuid | undefined): boolean =>
      village !== undefined && grantsFor('judgeQuarantine', grants, [village]).length > 0;
    const before = (await tx.groupsOf(opIds)).filter((op) => mayJudge(op.village));
    const waiting = before.filter(isWaiting);
    const said = waiting.flatMap(({ body }) => operationIn(body));
    const moves = await movesOf(tx, said);
    // Villages to which their records have moved are locked too, where the requester may judge there.
    const gone = said.flatMap((op) => moves.villagesOf(op)).filter((id) => mayJudge(id));
    const villages = [...new Set([...waiting.flatMap((op) => op.village ?? []), ...gone])].sort();
    const turns = await tx.nextVersions(villages);
    const why = new Map<Uuid, QuarantineReason>();
    // Read again: another request may have judged them before the villages were locked.
    const groups = groupsOf(await tx.groupsOf(before.map((op) => op.opId)));
    for (const group of groups) {
      const waiting = group.filter(isWaiting);
      const refusal =
        waiting.length > 0 ? await judgeGroup({ tx, deps, turns, judge: context.account, mayJudge }, group) : undefined;
      if (refusal) for (const op of waiting) why.set(op.opId, refusal);
    }
    const after = (await tx.groupsOf(before.map((op) => op.opId))).filter((op) => mayJudge(op.village));
    const left = new Set(after.filter(isWaiting).map(({ opId }) => opId));
    await tx.noteJudged(
      deps.clock.now(),
      judgedAmong(
        groups.flat().filter((op) => isWaiting(op) && !left.has(op.opId) && mayJudge(op.village)),
        context,
        action,
      ),
    );
    return {
      results: after.map(({ opId, outcome }) => {
        const reason = why.get(opId);
        return { opId, outcome, ...(reason && outcome === 'quarantined' ? { why: reason } : {}) };
      }),
      now: deps.clock.now(),
    };
  });
}

/** For the audit log: each record once per village, however many of its operations were judged. */
function judgedAmong(
  ops: readonly StoredOp[],
  { account, device }: SyncContext,
  action: JudgedRecord['action'],
): JudgedRecord[] {
  const judged = ops.flatMap(({ opId, record, village }) =>
    village === undefined ? [] : [{ account, device, action, village, subject: record ?? opId }],
  );
  return [...new Map(judged.map((one) => [`${one.village} ${one.subject}`, one])).values()];
}

interface Judging {
  readonly tx: SyncTx;
  readonly deps: SyncDeps;
  readonly turns: ReadonlyMap<Uuid, VillageTurn>;
  readonly judge: Uuid;
  readonly mayJudge: (village: Uuid | undefined) => boolean;
}

/** @returns why the group stays, or undefined when it does not */
type JudgeGroup = (judging: Judging, group: readonly StoredOp[]) => Promise<QuarantineReason | undefined>;

const operationIn = (body: string): Operation[] => {
  const read = readStored(body);
  return read.ok ? [read.operation] : [];
};

const isWaiting = (op: StoredOp): boolean => op.outcome === 'quarantined';

const worksFor = ({ tx, turns }: Judging): Works =>
  new Map([...turns].map(([village, turn]) => [village, new Workspace(tx, village, turn)]));

async function releaseGroup(judging: Judging, group: readonly StoredOp[]): Promise<QuarantineReason | undefined> {
  const { tx, deps } = judging;
  const waiting = group.filter(isWaiting);
  if (waiting.length < group.filter((op) => op.outcome !== 'erased').length) return 'group';
  const read = waiting.map((op) => readStored(op.body));
  const bad = read.find((one) => !one.ok);
  if (bad && !bad.ok) return bad.why;
  const operations = read.flatMap((one) => (one.ok ? [one.operation] : []));
  const moves = await movesOf(tx, operations);
  if (operations.some((op) => moves.villagesOf(op).some((id) => !judging.mayJudge(id) || !judging.turns.has(id))))
    return 'otherVillage';
  const attempt = async (): Promise<QuarantineReason | undefined> => {
    const works = worksFor(judging);
    const result = await applyStored(tx, deps, works, waiting, operations);
    if (result.outcomes.includes('parked')) return 'waits';
    if (result.outcomes.includes('quarantined')) return result.why ?? 'otherKind';
    for (const [i, op] of waiting.entries())
      await settle(judging, op, result.outcomes[i] ?? 'quarantined', versionIn(works, operations[i]));
    await replayParked(tx, deps, works, [
      ...operations.map((op) => op.record),
      ...came(result),
      ...waiting.map((op) => op.opId),
    ]);
    for (const work of works.values()) await work.write();
    return undefined;
  };
  try {
    return await tx.savepoint(attempt);
  } catch (error) {
    if (deps.isRetryable(error)) throw error;
    deps.report?.('push.quarantine', error);
    return 'broken';
  }
}

async function setGroupAside(judging: Judging, group: readonly StoredOp[]): Promise<QuarantineReason | undefined> {
  const { tx, deps, turns } = judging;
  const works = worksFor(judging);
  const own = group.filter((op) => isWaiting(op) && judging.mayJudge(op.village));
  for (const op of own)
    await settle(judging, op, 'setAside', (op.village === undefined ? undefined : turns.get(op.village)?.version) ?? 0);
  await replayParked(
    tx,
    deps,
    works,
    own.map((op) => op.opId),
  );
  for (const work of works.values()) await work.write();
  return 'otherVillage';
}

const settle = ({ tx, judge: account }: Judging, op: StoredOp, outcome: OutcomeKind, version: number): Promise<void> =>
  tx.setOutcome(op.opId, outcome, version, account);
