import type { Uuid } from '../../lib/ids.ts';
import { areaFact, type AreaFact } from '../../domain/report/area-fact.ts';
import type { TeamFact } from '../../domain/report/team-file.ts';
import type { Database } from '../accounts/deps.ts';
import { knownFacts, putFacts, storedFacts } from '../areas/area-facts.ts';

/** The facts stored about a village; facts of kinds that only a newer server knows are left out. */
export const factsOf = async (db: Database, village: Uuid): Promise<AreaFact[]> =>
  knownFacts(await storedFacts(db, [village]), areaFact).filter(({ value }) => value !== null);

/** Stores the last of each kind and part. */
export async function storeFacts(
  db: Database,
  village: Uuid,
  facts: readonly (AreaFact | TeamFact)[],
  by: { readonly account: Uuid; readonly now: number },
): Promise<void> {
  const latest = [...new Map(facts.map((fact) => [`${fact.kind} ${fact.part}`, fact])).values()];
  await putFacts(
    db,
    latest.map(({ kind, part, value }) => ({
      area: village,
      kind,
      part: part.normalize('NFC'),
      value,
      set_by: by.account,
      set_at: by.now,
    })),
  );
}
