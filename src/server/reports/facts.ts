import type { Uuid } from '../../lib/ids.ts';
import { areaFact } from '../../domain/report/area-fact.ts';
import type { FactsRequest, FactsResponse, TeamFileRequest } from '../../protocol/report.ts';
import type { Database } from '../accounts/deps.ts';
import { saveFacts, storedFacts, versionedFacts, type SavedFacts } from '../areas/area-facts.ts';

/** The facts stored about a village; facts of kinds that only a newer server knows are left out. */
export const factsOf = async (db: Database, village: Uuid): Promise<FactsResponse['facts']> =>
  versionedFacts(await storedFacts(db, [village]), areaFact);

/** Stores them, all or none. */
export const storeFacts = (
  db: Database,
  village: Uuid,
  facts: FactsRequest['facts'] | TeamFileRequest['facts'],
  by: { readonly account: Uuid; readonly now: number },
): Promise<SavedFacts> => saveFacts(db, village, facts, by, 'storeNone');
