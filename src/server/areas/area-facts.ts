import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import type { Database } from '../accounts/deps.ts';
import { anyOf } from '../sync/kysely/lists.ts';

/** A fact of an area as it is stored. */
export interface StoredFact {
  readonly area: Uuid;
  readonly kind: string;
  readonly part: string;
  readonly value: unknown;
  /** When it was last told, Unix ms. */
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

/** Stores each fact by itself, so that facts of other kinds and parts that others stored meanwhile stay. */
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
