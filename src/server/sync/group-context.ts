import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../lib/day.ts';
import type { Operation } from '../../protocol/operation.ts';
import type { OpOutcome } from '../../protocol/outcome.ts';
import { applyGroup, loadForGroup, type GroupResult } from './apply/apply-group.ts';
import type { OwnOp } from './apply/apply-operation.ts';
import type { SyncDeps } from './deps.ts';
import type { ErasedPlaces } from './erasure/erased-places.ts';
import type { Moves } from './apply/moves.ts';
import type { SyncTx, StoredOutcome } from './storage.ts';
import type { Workspace } from './workspace.ts';

export type Works = ReadonlyMap<Uuid, Workspace>;

/** Who wrote some operations, and where in their order these stand. */
export interface Sender {
  readonly device: Uuid;
  readonly account: Uuid;
  /** Earlier operations of the device on the same records may still wait. */
  readonly firstSeq: number;
}

/** What operations are judged by: the state of their villages, and what their sender's earlier operations came to. */
export interface GroupContext {
  readonly works: Works;
  readonly moves: Moves;
  readonly erased: ErasedPlaces;
  /** The operations that others name as their base. */
  readonly ownOps: Map<Uuid, OwnOp>;
  /** By record: the sender's earlier operation on it that waits. */
  readonly unsettled: Map<Uuid, Uuid>;
  readonly sender: Sender;
  /** The day on which they are received, by the server's clock. */
  readonly today: Day;
}

/** Reads what these operations are judged by, and loads the records that they may touch. */
export async function contextOf(
  tx: SyncTx,
  deps: SyncDeps,
  operations: readonly Operation[],
  given: Pick<GroupContext, 'works' | 'moves' | 'erased' | 'sender' | 'today'>,
): Promise<GroupContext> {
  const bases = basesOf(operations);
  const ownOps = tookEffect(bases.length > 0 ? await tx.outcomesOf(bases) : []);
  const records = [...new Set(operations.map((op) => op.record))];
  const waiting = records.length > 0 ? await tx.unsettledOn(given.sender.device, records, given.sender.firstSeq) : [];
  for (const work of given.works.values())
    await loadForGroup(
      work,
      operations.filter((op) => op.village === work.village),
      deps.uuidFromText,
    );
  return { ...given, ownOps, unsettled: new Map(waiting.map(({ record, opId }) => [record, opId])) };
}

/** Applies one group of the context's operations. @param time their corrected time, Unix ms */
export const applyIn = (
  deps: SyncDeps,
  { works, moves, erased, ownOps, unsettled, sender, today }: GroupContext,
  group: readonly Operation[],
  time: number,
): Promise<GroupResult> =>
  applyGroup(
    works,
    group,
    unsettled,
    {
      device: sender.device,
      account: sender.account,
      today,
      time,
      uuidFromText: deps.uuidFromText,
      ownOp: (id) => ownOps.get(id),
    },
    moves,
    erased,
  );

/** The operations that these name as their base, each once. */
export const basesOf = (operations: readonly Operation[]): Uuid[] => [
  ...new Set(operations.flatMap((op) => Object.values(op.base).filter((base) => typeof base === 'string'))),
];

/**
 * The operations that others name as base, with the versions at which they took effect. Operations that were set aside
 * or erased never took effect, and waiting ones have not yet: an operation based on one has seen nothing of the current
 * state.
 */
const tookEffect = (stored: readonly StoredOutcome[]): Map<Uuid, OwnOp> =>
  new Map(stored.filter(({ outcome }) => inEffect.has(outcome)).map((one) => [one.opId, one]));

const inEffect: ReadonlySet<OpOutcome['outcome']> = new Set(['applied', 'noop', 'conflict']);
