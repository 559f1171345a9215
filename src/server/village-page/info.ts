import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { infoEntry, type StoredInfo } from '../../domain/village/village-info.ts';
import type { InfoRequest } from '../../protocol/village-page.ts';
import type { Database } from '../accounts/deps.ts';
import { saveFacts, storedFacts, type SavedFacts } from '../areas/area-facts.ts';

// Entries lie among the facts of areas; the time of the last change is the entry's version, and rises with each.

/** What these areas tell; entries of parts that only a newer server knows are left out. */
export async function infoOf(db: Database, areas: readonly Uuid[]): Promise<StoredInfo[]> {
  const rows = await storedFacts(db, areas, ['info', 'person']);
  return rows.flatMap(({ area, set_at: version, ...row }) => {
    const read = v.safeParse(infoEntry, row);
    return read.success ? [{ ...read.output, area, version }] : [];
  });
}

/** Stores the changes of an area, all or none. */
export const tellInfo = (
  db: Database,
  { area, changes }: InfoRequest,
  by: { readonly account: Uuid; readonly now: number },
): Promise<SavedFacts> =>
  saveFacts(
    db,
    area,
    changes.map(({ entry, seen }) => ({ ...entry, seen })),
    by,
    'storeNone',
  );
