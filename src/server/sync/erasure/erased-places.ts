import type { Uuid } from '../../../lib/ids.ts';
import type { Operation } from '../../../protocol/operation.ts';
import { mentioning } from './mentions.ts';
import { Moves } from '../apply/moves.ts';
import type { Place, SyncTx } from '../storage.ts';

const key = (village: Uuid, id: Uuid): string => `${village} ${id}`;

/**
 * Which of some ids are erased, and in which village. An id counts as erased in a village if it was erased there, or in
 * the village to which it moved from there.
 */
export class ErasedPlaces {
  readonly #marks: Set<string>;
  readonly #moves: Pick<Moves, 'villageOf'>;

  constructor(marks: readonly Place[], moves: Pick<Moves, 'villageOf'>) {
    this.#marks = new Set(marks.map(({ village, id }) => key(village, id)));
    this.#moves = moves;
  }

  get isEmpty(): boolean {
    return this.#marks.size === 0;
  }

  has(village: Uuid, id: Uuid): boolean {
    return (
      this.#marks.size > 0 &&
      (this.#marks.has(key(village, id)) || this.#marks.has(key(this.#moves.villageOf(village, id), id)))
    );
  }

  add(village: Uuid, id: Uuid): void {
    this.#marks.add(key(village, id));
  }

  /**
   * The operation without the fields that name an erased record of its village, so that nobody is moved into an erased
   * household or merged into an erased person. Its other fields are kept.
   */
  without(op: Operation): Operation {
    if (this.#marks.size === 0) return op;
    const gone = mentioning.filter(
      (field) =>
        typeof op.set[field] === 'string' && op.set[field] !== op.record && this.has(op.village, op.set[field]),
    );
    if (gone.length === 0) return op;
    return {
      ...op,
      set: Object.fromEntries(Object.entries(op.set).filter(([field]) => !gone.some((one) => one === field))),
    };
  }
}

/** The erased places of these ids. */
export async function erasedPlaces(
  tx: SyncTx,
  ids: readonly Uuid[],
  moves: Pick<Moves, 'villageOf'>,
): Promise<ErasedPlaces> {
  return new ErasedPlaces(ids.length === 0 ? [] : await tx.erasedAmong([...new Set(ids)]), moves);
}

/**
 * The places of these ids: this village, and those from which they moved here, because operations there are about them.
 */
export async function placesIn(tx: Pick<SyncTx, 'movedAmong'>, village: Uuid, ids: readonly Uuid[]): Promise<Place[]> {
  const moved = await tx.movedAmong(ids);
  const moves = new Moves(moved);
  const before = moved.filter((one) => one.village !== village && moves.villageOf(one.village, one.id) === village);
  return [...ids.map((id) => ({ village, id })), ...before.map(({ village: was, id }) => ({ village: was, id }))];
}

/** The same without ids that moved away from this village: their data may be read in their present village only. */
export async function placesHere(
  tx: Pick<SyncTx, 'movedAmong'>,
  village: Uuid,
  ids: readonly Uuid[],
): Promise<Place[]> {
  const moved = await tx.movedAmong(ids);
  const moves = new Moves(moved);
  const here = ids.filter((id) => moves.villageOf(village, id) === village);
  return here.length === 0 ? [] : placesIn(tx, village, here);
}
