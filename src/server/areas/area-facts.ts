import * as v from 'valibot';
import { sameJson, type Json } from '../../domain/record/json.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Database } from '../accounts/deps.ts';
import { anyOf } from '../sync/kysely/lists.ts';
import { aloneIn, isOnTop, versionAfter, type OnTop } from './saved-on-top.ts';

/** A fact of an area as it is stored. */
export interface StoredFact {
  readonly area: Uuid;
  readonly kind: string;
  readonly part: string;
  readonly value: unknown;
  /** When it was last told, Unix ms: its version. */
  readonly set_at: number;
}

/** The facts of these areas, by kind and part; `kinds` absent: of every kind. One query. */
export async function storedFacts(
  db: Database,
  areas: readonly Uuid[],
  kinds?: readonly string[],
): Promise<StoredFact[]> {
  if (areas.length === 0) return [];
  const all = db.selectFrom('area_fact').select(['area', 'kind', 'part', 'value', 'set_at']);
  const wanted = kinds === undefined ? all : all.where('kind', 'in', kinds);
  return wanted.where('area', '=', anyOf(areas)).orderBy('kind').orderBy('part').execute();
}

/** The facts that `schema` knows; those of kinds that only a newer server knows are left out. */
export const knownFacts = <Fact>(
  rows: readonly Pick<StoredFact, 'kind' | 'part' | 'value'>[],
  schema: v.GenericSchema<unknown, Fact>,
): Fact[] =>
  rows.flatMap((row) => {
    const read = v.safeParse(schema, row);
    return read.success ? [read.output] : [];
  });

/** The same, each with its version; what was taken back is none. */
export const versionedFacts = <Fact extends { readonly value: unknown }>(
  rows: readonly StoredFact[],
  schema: v.GenericSchema<unknown, Fact>,
): (Fact & { readonly version: number })[] =>
  rows.flatMap((row) =>
    knownFacts([row], schema).flatMap((fact) => (fact.value === null ? [] : [{ ...fact, version: row.set_at }])),
  );

/** A fact as somebody tells it; the value null takes it back. */
export interface FactChange extends OnTop {
  readonly kind: string;
  readonly part: string;
  readonly value: Json;
}

export interface SavedFacts {
  /** Was anything stored? What stands so already is not stored again. */
  readonly stored: boolean;
  /** Was anything left out because somebody else has changed it since? */
  readonly meanwhile: boolean;
}

/**
 * Stores changes of an area's facts, the last of each kind and part; facts of other kinds and parts stay.
 *
 * @param late what becomes of the others where one was not made on top of what is stored
 */
export function saveFacts(
  db: Database,
  area: Uuid,
  changes: readonly FactChange[],
  by: { readonly account: Uuid; readonly now: number },
  late: 'storeNone' | 'storeOthers',
): Promise<SavedFacts> {
  const named = changes.map((change) => ({ ...change, part: change.part.normalize('NFC') }));
  const latest = [...new Map(named.map((change) => [nameOf(change), change])).values()];
  if (latest.length === 0) return Promise.resolve({ stored: false, meanwhile: false });
  return aloneIn(db, area, async (tx) => {
    const rows = await storedFacts(tx, [area], [...new Set(latest.map(({ kind }) => kind))]);
    const before = new Map(rows.map((row) => [nameOf(row), row]));
    const fresh = latest.filter((change) => !stands(change, before.get(nameOf(change))));
    const onTop = fresh.filter((change) => isOnTopOf(change, before.get(nameOf(change))));
    const meanwhile = onTop.length < fresh.length;
    const stored = meanwhile && late === 'storeNone' ? [] : onTop;
    await putFacts(
      tx,
      stored.map(({ kind, part, value }) => ({
        area,
        kind,
        part,
        value,
        set_by: by.account,
        set_at: versionAfter(by.now, before.get(nameOf({ kind, part }))?.set_at ?? 0),
      })),
    );
    return { stored: stored.length > 0, meanwhile };
  });
}

const nameOf = ({ kind, part }: { readonly kind: string; readonly part: string }): string => `${kind} ${part}`;

const stands = ({ value }: FactChange, row: StoredFact | undefined): boolean =>
  row !== undefined && sameJson(value, row.value as Json);

/** What was taken back counts as none as well. */
const isOnTopOf = (change: FactChange, row: StoredFact | undefined): boolean =>
  isOnTop(change, row?.set_at ?? 0) || (row?.value === null && isOnTop(change, 0));

/** Stores facts over what stands; to be called alone in each area (`aloneIn`). */
export async function putFacts(
  db: Database,
  facts: readonly (StoredFact & { readonly set_by: Uuid })[],
): Promise<void> {
  if (facts.length === 0) return;
  await db
    .insertInto('area_fact')
    .values(facts.map((fact) => ({ ...fact, value: JSON.stringify(fact.value) })))
    .onConflict((conflict) =>
      conflict.columns(['area', 'kind', 'part']).doUpdateSet((eb) => ({
        value: eb.ref('excluded.value'),
        set_by: eb.ref('excluded.set_by'),
        set_at: eb.ref('excluded.set_at'),
      })),
    )
    .execute();
}
