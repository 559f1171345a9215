import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { areaFact, type AreaFact } from '../../domain/area-fact.ts';
import type { Database } from '../accounts/deps.ts';

/** What was told about a village; facts of a newer server's kinds are left out. */
export async function factsOf(db: Database, village: Uuid): Promise<AreaFact[]> {
  const rows = await db.selectFrom('area_fact').select(['kind', 'part', 'value']).where('area', '=', village).orderBy('kind').orderBy('part').execute();
  return rows.flatMap((row) => {
    const read = v.safeParse(areaFact, row);
    return read.success && read.output.value !== null ? [read.output] : [];
  });
}

/** Each fact by itself: what others told meanwhile of other things stays. */
export async function tellFacts(db: Database, village: Uuid, facts: readonly AreaFact[], by: { readonly account: Uuid; readonly now: number }): Promise<void> {
  const latest = [...new Map(facts.map((fact) => [`${fact.kind} ${fact.part}`, fact])).values()];
  if (latest.length === 0) return;
  await db
    .insertInto('area_fact')
    .values(latest.map(({ kind, part, value }) => ({ area: village, kind, part: part.normalize('NFC'), value: JSON.stringify(value), set_by: by.account, set_at: by.now })))
    .onConflict((conflict) => conflict.columns(['area', 'kind', 'part']).doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), set_by: eb.ref('excluded.set_by'), set_at: eb.ref('excluded.set_at') })))
    .execute();
}
