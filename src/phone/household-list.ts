import type { HouseholdEntry, HouseholdList } from '../domain/search/household-index.ts';
import { createHouseholdIndex } from '../domain/search/household-index.ts';
import type { Uuid } from '../lib/ids.ts';
import type { PhoneStore, ShownAs } from '../store/phone-store.ts';
import { createLiveDerived, type DerivedDeps } from './live-derived.ts';
import type { Live } from './live.ts';

/** All households of a village, with the fields that lists and searches need. */
export interface LiveHouseholdList extends Live<HouseholdList> {
  /** The entry of one household, as of the last update. */
  household(id: Uuid): HouseholdEntry | undefined;
  /** The ids of everything that was merged into a household or its people, as of the last update. */
  mergedInto(id: Uuid): readonly Uuid[];
  /**
   * During the first read: resolves to the ids of a household's records as soon as all of them are known, long before
   * the village is read. To undefined, with the end of that read, where only the whole village tells.
   */
  recordsAhead(id: Uuid): Promise<readonly Uuid[] | undefined>;
  /** The text that was kept of the list as it stands, which may not have been read yet. */
  readNote(): Promise<string | undefined>;
  /** Keeps a text made of a whole list for the next start, if this list still stands. */
  keepNote(madeOf: HouseholdList, text: string): Promise<void>;
}

/** A village's household list, kept up to date while it has listeners. */
export function createLiveHouseholdList(
  deps: DerivedDeps & { readonly store: PhoneStore },
  village: Uuid,
): LiveHouseholdList {
  const index = createHouseholdIndex();
  let waiting: { readonly id: Uuid; readonly tell: (records: readonly Uuid[] | undefined) => void }[] = [];

  function tellWaiting(isOver: boolean, households: ReadonlySet<Uuid> = new Set()): void {
    const told = waiting.filter(({ id }) => isOver || households.has(id));
    waiting = waiting.filter((one) => !told.includes(one));
    for (const { id, tell } of told) tell(isOver ? undefined : index.recordsOf(id));
  }

  const reader = deps.store.summaries(village);
  const note = deps.store.listNote(village);
  let last: { readonly list: HouseholdList; readonly shownAs: ShownAs | undefined } | undefined;

  const live = createLiveDerived(deps, reader, index, {
    showsFirst: true,
    onPortion: ({ whole }) => whole && waiting.length > 0 && tellWaiting(false, new Set(whole)),
    onWhole: (list) => (last = { list, shownAs: reader.shownAs() }),
    onOver: () => tellWaiting(true),
  });
  return {
    ...live,
    household: (id) => index.get(id),
    mergedInto: (id) => index.mergedInto([id, ...(index.get(id)?.people ?? []).map((person) => person.id)]),
    recordsAhead: (id) => {
      const value = live.get();
      return value.state === 'loading' || (value.state === 'ready' && !value.value.isWhole)
        ? new Promise((tell) => waiting.push({ id, tell }))
        : Promise.resolve(undefined);
    },
    readNote: () => note.read(),
    async keepNote(madeOf, text) {
      if (last?.list === madeOf && last.shownAs !== undefined) await note.keep(last.shownAs, text);
    },
  };
}
