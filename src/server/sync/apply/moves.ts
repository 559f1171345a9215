import type { Uuid } from '../../../lib/ids.ts';
import { DELETED } from '../../../domain/record/record.ts';
import { MERGED_INTO, MOVED_TO, pointers } from '../../../domain/record/redirect.ts';
import type { Operation } from '../../../protocol/operation.ts';
import type { Writer } from './apply-operation.ts';
import { canonicalId, targetOf, loadCanonical } from './redirect-operation.ts';
import type { MovedRecord, SyncTx, StoredRecord } from '../storage.ts';
import type { Workspace } from '../workspace.ts';

/** A record moved to another village before this push had locked its villages; the push is retried. */
export class MovedMeanwhile extends Error {}

/** The village to which this operation moves a household; undefined for every other operation. */
export const goesTo = ({ kind, set }: Operation): Uuid | undefined =>
  kind === 'household' && typeof set[MOVED_TO] === 'string' ? set[MOVED_TO] : undefined;

/** The moves of records between villages; moves that this push makes are added. */
export class Moves {
  readonly #byKey = new Map<string, MovedRecord>();
  readonly #fresh: MovedRecord[] = [];
  readonly #back: { village: Uuid; id: Uuid }[] = [];

  constructor(known: readonly MovedRecord[] = []) {
    for (const one of known) this.#byKey.set(recordKey(one.village, one.id), one);
  }

  add(moved: readonly MovedRecord[]): void {
    for (const one of moved) {
      this.#byKey.set(recordKey(one.village, one.id), one);
      // The record is back in this village, so its old move from here no longer counts.
      this.#byKey.delete(recordKey(one.to, one.id));
      this.#back.push({ village: one.to, id: one.id });
      this.#fresh.push(one);
    }
  }

  /**
   * Adds a move for a new person of a household that has moved. The person was never in the village where the operation
   * was written; operations there on them, arriving or parked, are rerouted as if they had been.
   */
  addNewcomer(sent: Operation, rerouted: Operation, at: number): void {
    if (rerouted.village === sent.village || this.#byKey.has(recordKey(sent.village, sent.record))) return;
    this.add([{ village: sent.village, id: sent.record, to: rerouted.village, at, bases: {} }]);
  }

  /** The village in which a record is now that was in `village`. */
  villageOf(village: Uuid, id: Uuid): Uuid {
    if (this.#byKey.size === 0) return village;
    const seen = new Set<Uuid>();
    let at = village;
    for (
      let next = this.#byKey.get(recordKey(at, id));
      next && !seen.has(at);
      next = this.#byKey.get(recordKey(at, id))
    ) {
      seen.add(at);
      at = next.to;
    }
    return at;
  }

  /**
   * All villages that an operation may touch: where it was written, where its records are now, and the target of its
   * move.
   */
  villagesOf(op: Operation): Uuid[] {
    if (this.#byKey.size === 0) return [...new Set([op.village, ...asId(goesTo(op))])];
    const about = [op.record, ...pointers.flatMap((field) => asId(op.set[field]))];
    return [...new Set([op.village, ...about.map((id) => this.villageOf(op.village, id)), ...asId(goesTo(op))])];
  }

  /**
   * The operation, rewritten for the village in which its record is now. A base version belongs to the old village, so
   * it is replaced by the operation that wrote the value seen there, or by 0 when it was not seen.
   */
  rerouted(op: Operation, isLost: (version: number) => boolean): Operation {
    if (this.#byKey.size === 0) return op;
    const village = this.villageOf(op.village, op.record);
    const arrived = village === op.village ? newcomer(op, (id) => this.villageOf(op.village, id)) : village;
    if (arrived === op.village) return op;
    const bases = this.#byKey.get(recordKey(op.village, op.record))?.bases;
    const base = Object.entries(op.base).map(([field, said]) => [
      field,
      typeof said === 'number' ? (isLost(said) ? 0 : baseIn(bases?.[field], said)) : said,
    ]);
    return { ...op, village: arrived, base: Object.fromEntries(base) as Operation['base'] };
  }

  /**
   * True when an operation, rerouted to its record's village, names a household or person that is in another village
   * now.
   */
  pointsAcross(sent: Operation, rerouted: Operation): boolean {
    if (this.#byKey.size === 0) return false;
    return namedIn(sent).some(
      (id) => this.villageOf(sent.village, id) !== rerouted.village && this.#byKey.has(recordKey(sent.village, id)),
    );
  }

  /** Ids of records that came to another village in this transaction. */
  came(): Uuid[] {
    return this.#fresh.map(({ id }) => id);
  }

  async save(tx: SyncTx): Promise<void> {
    if (this.#back.length > 0) await tx.forgetMoved(this.#back);
    if (this.#fresh.length > 0) await tx.rememberMoved(this.#fresh);
  }
}

const recordKey = (village: Uuid, id: Uuid): string => `${village} ${id}`;
const asId = (value: unknown): Uuid[] => (typeof value === 'string' ? [value] : []);
const namedIn = ({ set }: Operation): Uuid[] => [...pointers, MERGED_INTO].flatMap((field) => asId(set[field]));
const baseIn = (seen: readonly [number, Uuid] | undefined, said: number): number | Uuid =>
  seen && seen[0] <= said ? seen[1] : 0;

/** The village of the household to which a new person belongs. */
function newcomer(op: Operation, villageOf: (id: Uuid) => Uuid): Uuid {
  const isNew = Object.values(op.base).every((base) => base === 0);
  const parents = pointers.flatMap((field) => asId(op.set[field])).map(villageOf);
  return isNew ? (parents.find((village) => village !== op.village) ?? op.village) : op.village;
}

/** The records of these operations, and the records that they name, each once. */
export const namedBy = (ops: readonly Operation[]): Uuid[] => [
  ...new Set(ops.flatMap((op) => [op.record, ...namedIn(op)])),
];

/** Reads the moves of all records that these operations name, up to each record's current village. */
export async function movesOf(tx: SyncTx, ops: readonly Operation[]): Promise<Moves> {
  const ids = namedBy(ops);
  return new Moves(ids.length > 0 ? await tx.movedAmong(ids) : []);
}

/**
 * Moves a household with its people and all records about them to another village: the rows are written there, and only
 * markers without content stay here.
 */
export async function applyMove(
  from: Workspace,
  to: Workspace,
  op: Operation,
  moves: Moves,
  writer: Writer,
): Promise<'applied' | 'noop'> {
  await loadCanonical(from, [op.record]);
  const household = from.get(canonicalId(from, op.record));
  if (!household || household.kind !== 'household' || from.village === to.village) return 'noop';
  const going = await closure(from, household.id);
  await to.load(going.map(({ id }) => id));
  const gone = { version: from.version, device: writer.device, op: op.opId, time: writer.time };
  moves.add(
    going.map((record) => ({
      village: from.village,
      id: record.id,
      to: to.village,
      at: writer.time,
      bases: basesOf(record),
    })),
  );
  for (const record of going) {
    const states = Object.fromEntries(
      Object.entries(record.states).map(([field, state]) => [field, { ...state, version: to.version }]),
    );
    to.put({ ...record, village: to.village, version: to.version, states, echo: undefined });
    from.put({
      village: from.village,
      id: record.id,
      kind: record.kind,
      version: from.version,
      states: { [DELETED]: { ...gone, value: true } },
      echo: undefined,
    });
  }
  return 'applied';
}

const basesOf = ({ states }: StoredRecord): MovedRecord['bases'] =>
  Object.fromEntries(Object.entries(states).map(([field, { version, op }]) => [field, [version, op]]));

/**
 * The household and all records that point at it, directly or indirectly; without records merged into a person who
 * stays.
 */
async function closure(work: Workspace, household: Uuid): Promise<StoredRecord[]> {
  const ids = new Set([household]);
  for (let known = 0; known < ids.size;) {
    known = ids.size;
    await work.loadAbout([...ids]);
    for (const record of work.all()) if (pointsInto(record, ids)) ids.add(record.id);
  }
  const stays = (id: Uuid): boolean => {
    const target = targetOf(work.get(id));
    return target !== undefined && !ids.has(target);
  };
  return [...ids].filter((id) => !stays(id)).flatMap((id) => work.get(id) ?? []);
}

const pointsInto = ({ kind, states }: StoredRecord, ids: ReadonlySet<Uuid>): boolean =>
  [...pointers, MERGED_INTO, ...(kind === 'conflict' ? ['record'] : [])].some((field) =>
    ids.has(states[field]?.value as Uuid),
  );
