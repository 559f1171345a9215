import type { Uuid } from '../../lib/ids.ts';
import { hmac } from '../hash.ts';
import { parentsOf } from './apply-group.ts';
import type { Entry } from './read-entries.ts';
import type { PushTx } from './storage.ts';

/** An entry about somebody who was erased: only a keyed hash of it is kept. */
export type LateEntry = Entry & { readonly hmac: string };

/**
 * Parts entries about erased records from the others. Whoever is added to an erased home is erased with it, and so is
 * what is said of them later.
 */
export async function partLate(tx: PushTx, entries: readonly Entry[], now: number): Promise<{ late: LateEntry[]; others: Entry[] }> {
  const ids = entries.flatMap((entry) => idsIn(entry));
  const erasedIn = new Map((await tx.erasedAmong([...new Set(ids)])).map(({ id, village }) => [id, village]));
  if (erasedIn.size === 0) return { late: [], others: [...entries] };
  const key = await tx.secret();
  const late: LateEntry[] = [];
  const others: Entry[] = [];
  for (const entry of entries) {
    const village = idsIn(entry).map((id) => erasedIn.get(id)).find((id) => id !== undefined);
    if (village === undefined) {
      others.push(entry);
      continue;
    }
    late.push({ ...entry, operation: undefined, raw: '', hmac: hmac(key, entry.raw) });
    if (entry.record === undefined || erasedIn.has(entry.record)) continue;
    erasedIn.set(entry.record, village);
    await tx.rememberErased(village, [entry.record], now);
  }
  return { late, others };
}

const idsIn = ({ record, operation }: Entry): Uuid[] => [...(record ? [record] : []), ...(operation ? parentsOf(operation) : [])];
