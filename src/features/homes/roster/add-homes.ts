import { isDeleted } from '../../../domain/record.ts';
import type { FoundHome } from '../../../domain/home-index.ts';
import type { RosterHome } from '../../../domain/roster/check-rows.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Change } from '../../../store/phone-store.ts';
import type { Phone } from '../../../sync/react.ts';

// One group a portion: whole in one push, and short enough for a cheap phone to answer a finger in between.
const portion = 40;

export interface Steps {
  readonly breathe: () => Promise<void>;
  readonly onDone: (done: number) => void;
}

const portionsOf = <T>(items: readonly T[]): T[][] => Array.from({ length: Math.ceil(items.length / portion) }, (_, at) => items.slice(at * portion, (at + 1) * portion));

/**
 * Puts the homes of a list into the book. Which ones they are is noted first, so that they can be taken back whenever it
 * stops: a phone killed half way, a full one.
 * @throws what the store throws; the portions before it are on disk
 */
export async function addHomes({ store, clock, newId }: Pick<Phone, 'store' | 'clock' | 'newId'>, village: Uuid, homes: readonly RosterHome[], { breathe, onDone }: Steps): Promise<void> {
  const made = homes.map((home) => ({ id: newId(), home }));
  await store.settings.set('lastImport', { village, at: clock.now(), homes: made.map(({ id }) => id) });
  let done = 0;
  for (const part of portionsOf(made)) {
    await store.records.freeze(
      part.map(({ id, home: { headName, address, cluster } }): Change => {
        const set = { headName, ...(address !== '' && { address }), ...(cluster !== '' && { cluster }) };
        return { record: id, village, kind: 'household', set, bases: {} };
      }),
    );
    done += part.length;
    onDone(done);
    await breathe();
  }
}

/** Nobody has done anything to it since: nobody listed, nothing asked, no visit. */
const isUntouched = ({ records, household }: FoundHome): boolean => records.length === 1 && household.asked === 'no' && household.outcome === undefined;

/** Of the homes added last, those that may be taken back, and those in which somebody's work is already. */
export function undoable(ids: readonly Uuid[], byId: ReadonlyMap<Uuid, FoundHome>): { readonly free: Uuid[]; readonly kept: Uuid[] } {
  const there = ids.flatMap((id) => byId.get(id) ?? []);
  return { free: there.filter(isUntouched).map(({ id }) => id), kept: there.filter((home) => !isUntouched(home)).map(({ id }) => id) };
}

/** Takes homes out of the book again. Like any deletion it stays in the history and can be undone by editing. */
export async function takeBack({ store }: Pick<Phone, 'store'>, village: Uuid, ids: readonly Uuid[], { breathe, onDone }: Steps): Promise<void> {
  let done = 0;
  for (const part of portionsOf(ids)) {
    const records = await store.records.getMany(village, part);
    const there = records.filter((record) => !isDeleted(record));
    await store.records.freeze(
      there.map(({ id, bases }): Change => ({ record: id, village, kind: 'household', set: { $deleted: true }, bases: bases['$deleted'] === undefined ? {} : { $deleted: bases['$deleted'] } })),
    );
    done += part.length;
    onDone(done);
    await breathe();
  }
}
