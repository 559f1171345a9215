import type { Uuid } from '../../lib/ids.ts';
import { DELETED } from '../../domain/record.ts';
import { MERGED_INTO, MOVED_TO, pointers } from '../../domain/redirect.ts';
import type { Operation } from '../../protocol/operation.ts';
import type { Writer } from './apply-operation.ts';
import { standing, targetOf, loadStanding } from './follow.ts';
import type { MovedRecord, PushTx, StoredRecord } from './storage.ts';
import type { Workspace } from './workspace.ts';

/** A record went to another village while this push was getting hold of the villages it knew: it begins anew. */
export class MovedMeanwhile extends Error {}

/** The village that a home goes to by this operation; undefined for everything else. */
export const goesTo = ({ kind, set }: Operation): Uuid | undefined => (kind === 'household' && typeof set[MOVED_TO] === 'string' ? set[MOVED_TO] : undefined);

/** Where records have gone that once were in other villages; what a push itself moves is added as it goes. */
export class Moves {
  readonly #byPlace = new Map<string, MovedRecord>();
  readonly #fresh: MovedRecord[] = [];
  readonly #back: { village: Uuid; id: Uuid }[] = [];

  constructor(known: readonly MovedRecord[] = []) {
    for (const one of known) this.#byPlace.set(place(one.village, one.id), one);
  }

  add(moved: readonly MovedRecord[]): void {
    for (const one of moved) {
      this.#byPlace.set(place(one.village, one.id), one);
      // Home again: it is here, and leads nowhere any more.
      this.#byPlace.delete(place(one.to, one.id));
      this.#back.push({ village: one.to, id: one.id });
      this.#fresh.push(one);
    }
  }

  /**
   * Somebody new of a home that has gone, and so never in the village where it was written: what others say of them there, or
   * have said and waits for them, is led on as if they had been.
   */
  addNewcomer(sent: Operation, led: Operation, at: number): void {
    if (led.village === sent.village || this.#byPlace.has(place(sent.village, sent.record))) return;
    this.add([{ village: sent.village, id: sent.record, to: led.village, at, bases: {} }]);
  }

  /** The village where a record is that was in `village`. */
  villageOf(village: Uuid, id: Uuid): Uuid {
    const seen = new Set<Uuid>();
    let at = village;
    for (let next = this.#byPlace.get(place(at, id)); next && !seen.has(at); next = this.#byPlace.get(place(at, id))) {
      seen.add(at);
      at = next.to;
    }
    return at;
  }

  /** All villages that an operation may touch: where it was written, where its records are now, where it moves one to. */
  villagesOf(op: Operation): Uuid[] {
    const about = [op.record, ...pointers.flatMap((field) => asId(op.set[field]))];
    return [...new Set([op.village, ...about.map((id) => this.villageOf(op.village, id)), ...asId(goesTo(op))])];
  }

  /**
   * An operation as one in the village where its record is. A version that it names belongs to the old village: it stands
   * for the operation that wrote what was seen there, which went along.
   */
  led(op: Operation, isLost: (version: number) => boolean): Operation {
    const village = this.villageOf(op.village, op.record);
    const arrived = village === op.village ? newcomer(op, (id) => this.villageOf(op.village, id)) : village;
    if (arrived === op.village) return op;
    const bases = this.#byPlace.get(place(op.village, op.record))?.bases;
    const base = Object.entries(op.base).map(([field, said]) => [field, typeof said === 'number' ? (isLost(said) ? 0 : baseIn(bases?.[field], said)) : said]);
    return { ...op, village: arrived, base: Object.fromEntries(base) as Operation['base'] };
  }

  /** Does an operation, led to where its record is, name a home or a person that is in another village by now? */
  pointsAcross(sent: Operation, led: Operation): boolean {
    return namedIn(sent).some((id) => this.villageOf(sent.village, id) !== led.village && this.#byPlace.has(place(sent.village, id)));
  }

  /** What has come to another village since these were read. */
  came(): Uuid[] {
    return this.#fresh.map(({ id }) => id);
  }

  async save(tx: PushTx): Promise<void> {
    if (this.#back.length > 0) await tx.forgetMoved(this.#back);
    if (this.#fresh.length > 0) await tx.rememberMoved(this.#fresh);
  }
}

const place = (village: Uuid, id: Uuid): string => `${village} ${id}`;
const asId = (value: unknown): Uuid[] => (typeof value === 'string' ? [value] : []);
const namedIn = ({ set }: Operation): Uuid[] => [...pointers, MERGED_INTO].flatMap((field) => asId(set[field]));
const baseIn = (seen: readonly [number, Uuid] | undefined, said: number): number | Uuid => (seen && seen[0] <= said ? seen[1] : 0);

/** Somebody new of a home that has gone goes where that is. */
function newcomer(op: Operation, villageOf: (id: Uuid) => Uuid): Uuid {
  const isNew = Object.values(op.base).every((base) => base === 0);
  const parents = pointers.flatMap((field) => asId(op.set[field])).map(villageOf);
  return isNew ? (parents.find((village) => village !== op.village) ?? op.village) : op.village;
}

/** Follows what these say of records that are not in their village any more, to the last of their moves. */
export async function movesOf(tx: PushTx, ops: readonly Operation[]): Promise<Moves> {
  const ids = [...new Set(ops.flatMap((op) => [op.record, ...namedIn(op)]))];
  return new Moves(ids.length > 0 ? await tx.movedAmong(ids) : []);
}

/**
 * A home goes to another village with its people and all that is about them: the rows are written anew there, and here
 * only markers stay, that say nothing but that something is gone.
 */
export async function applyMove(from: Workspace, to: Workspace, op: Operation, moves: Moves, writer: Writer): Promise<'applied' | 'noop'> {
  await loadStanding(from, [op.record]);
  const home = from.get(standing(from, op.record));
  if (!home || home.kind !== 'household' || from.village === to.village) return 'noop';
  const going = await closure(from, home.id);
  await to.load(going.map(({ id }) => id));
  const gone = { version: from.version, device: writer.device, op: op.opId, time: writer.time };
  moves.add(going.map((record) => ({ village: from.village, id: record.id, to: to.village, at: writer.time, bases: basesOf(record) })));
  for (const record of going) {
    const states = Object.fromEntries(Object.entries(record.states).map(([field, state]) => [field, { ...state, version: to.version }]));
    to.put({ ...record, village: to.village, version: to.version, states, echo: undefined });
    from.put({ village: from.village, id: record.id, kind: record.kind, version: from.version, states: { [DELETED]: { ...gone, value: true } }, echo: undefined });
  }
  return 'applied';
}

const basesOf = ({ states }: StoredRecord): MovedRecord['bases'] => Object.fromEntries(Object.entries(states).map(([field, { version, op }]) => [field, [version, op]]));

/** The home and whatever points at it or at what points at it; not what was merged into somebody who stays. */
async function closure(work: Workspace, home: Uuid): Promise<StoredRecord[]> {
  const ids = new Set([home]);
  for (let known = 0; known < ids.size; ) {
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
  [...pointers, MERGED_INTO, ...(kind === 'conflict' ? ['record'] : [])].some((field) => ids.has(states[field]?.value as Uuid));
