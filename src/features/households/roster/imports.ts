import { isDeleted } from '../../../domain/record/record.ts';
import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Change } from '../../../store/phone-store.ts';
import type { RosterImport } from '../../../store/phone-settings.ts';
import type { Phone } from '../../../phone/hooks.ts';
import { portionsOf, type Steps } from './portions.ts';

type Store = Phone['store'];

// Only ids are stored, some 40 bytes each: enough for a village's lists of many years.
const mostImports = 50;

/** The lists that were added to this village on this phone, latest first. */
export async function importsOf({ settings }: Store, village: Uuid): Promise<RosterImport[]> {
  const [all, last] = [(await settings.get('imports')) ?? [], await settings.get('lastImport')];
  const before =
    last && last.homes.length > 0 ? [{ village: last.village, at: last.at, households: last.homes, people: [] }] : [];
  return [...before, ...all]
    .filter((one) => one.village === village && one.households.length + one.people.length > 0)
    .reverse();
}

export async function noteImport({ settings }: Store, made: RosterImport): Promise<void> {
  const all = (await settings.get('imports')) ?? [];
  await settings.set('imports', [...all, made].slice(-mostImports));
}

/** Keeps only these ids of an import, after the others were deleted. */
async function keepOnly(
  { settings }: Store,
  { village, at }: RosterImport,
  households: readonly Uuid[],
  people: readonly Uuid[],
): Promise<void> {
  const [all, last] = [(await settings.get('imports')) ?? [], await settings.get('lastImport')];
  await settings.set(
    'imports',
    all.map((one) => (one.village === village && one.at === at ? { ...one, households, people } : one)),
  );
  if (last?.village === village && last.at === at) await settings.set('lastImport', { ...last, homes: households });
}

/** The records of an import that may be deleted, and the households with work in them. */
export interface Undoable {
  readonly households: readonly Uuid[];
  /** People of these households, and people whom the list added to others. */
  readonly people: readonly Uuid[];
  readonly kept: { readonly households: readonly Uuid[]; readonly people: readonly Uuid[] };
}

/**
 * The records of an import that may be deleted: unchanged since, without answers, other people or visits.
 */
export function undoable({ households, people }: RosterImport, book: readonly HouseholdEntry[]): Undoable {
  const [ownHouseholds, ownPeople] = [new Set(households), new Set(people)];
  const free: { households: Uuid[]; people: Uuid[] } = { households: [], people: [] };
  const kept: { households: Uuid[]; people: Uuid[] } = { households: [], people: [] };
  for (const household of book) {
    const isOwn = ownHouseholds.has(household.id);
    const listed = household.people.filter(({ id }) => ownPeople.has(id));
    if (!isOwn && listed.length === 0) continue;
    const isUntouched = listed.every(({ asked }) => asked === 'no');
    const isWhole =
      isUntouched &&
      household.household.asked === 'no' &&
      household.household.outcome === undefined &&
      household.records.every((record) => record === household.id || ownPeople.has(record));
    const to = isOwn ? (isWhole ? free : kept) : undefined;
    if (isOwn) to!.households.push(household.id);
    for (const person of listed) (to ?? (person.asked === 'no' ? free : kept)).people.push(person.id);
  }
  return { ...free, kept };
}

/**
 * Deletes the records that one list added. As with any deletion they stay in the history, and an edit restores them.
 */
export async function takeBack(
  phone: Pick<Phone, 'store'>,
  made: RosterImport,
  { households, people, kept }: Undoable,
  { yieldToMain, onDone }: Steps,
): Promise<void> {
  const { store } = phone;
  const { village } = made;
  let done = 0;
  // People first, so that no deleted household still has people.
  const all = [
    ...people.map((id) => ({ id, kind: 'person' as const })),
    ...households.map((id) => ({ id, kind: 'household' as const })),
  ];
  for (const part of portionsOf(all, () => 1)) {
    const records = await store.records.getMany(
      village,
      part.map(({ id }) => id),
    );
    const kinds = new Map(part.map(({ id, kind }) => [id, kind]));
    const there = records.filter((record) => !isDeleted(record));
    await store.records.submit(
      there.map(({ id, bases }): Change => ({
        record: id,
        village,
        kind: kinds.get(id) ?? 'household',
        set: { $deleted: true },
        bases: bases['$deleted'] === undefined ? {} : { $deleted: bases['$deleted'] },
      })),
    );
    done += part.length;
    onDone(done);
    await yieldToMain();
  }
  await keepOnly(store, made, kept.households, kept.people);
}
