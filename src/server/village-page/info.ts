import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { infoEntry, type StoredInfo } from '../../domain/village/village-info.ts';
import type { InfoRequest } from '../../protocol/village-page.ts';
import type { Database } from '../accounts/deps.ts';
import { putFacts, storedFacts } from '../areas/area-facts.ts';

// Entries lie among the facts of areas; the time of the last change is the entry's version, and rises with each.

/** What these areas tell; entries of parts that only a newer server knows are left out. */
export async function infoOf(db: Database, areas: readonly Uuid[]): Promise<StoredInfo[]> {
  const rows = await storedFacts(db, areas, ['info', 'person']);
  return rows.flatMap(({ area, set_at: version, ...row }) => {
    const read = v.safeParse(infoEntry, row);
    return read.success ? [{ ...read.output, area, version }] : [];
  });
}

/**
 * Stores the changes of an area, all or none.
 * @returns false when one of the entries is not the version that its change was made on top of
 */
export async function tellInfo(
  db: Database,
  { area, changes }: InfoRequest,
  by: { readonly account: Uuid; readonly now: number },
): Promise<boolean> {
  const latest = [...new Map(changes.map((change) => [nameOf(change.entry), change])).values()];
  if (latest.length === 0) return true;
  return db.transaction().execute(async (tx) => {
    // Also where there is no entry yet: two people never tell of one area at the same time.
    await tx.selectFrom('area').select('id').where('id', '=', area).forUpdate().execute();
    const stored = new Map((await infoOf(tx, [area])).map((entry) => [nameOf(entry), entry]));
    if (latest.some(({ entry, seen }) => seen !== (stored.get(nameOf(entry))?.version ?? 0))) return false;
    await putFacts(
      tx,
      latest.map(({ entry: { kind, part, value }, seen }) => ({
        area,
        kind,
        part,
        value,
        set_by: by.account,
        set_at: Math.max(by.now, seen + 1),
      })),
    );
    return true;
  });
}

const nameOf = ({ kind, part }: { readonly kind: string; readonly part: string }): string => `${kind} ${part}`;
