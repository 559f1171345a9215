import type { Uuid } from '../../../lib/ids.ts';
import { grantsFor, type Grant } from '../../../domain/access/roles.ts';
import type { Entry } from '../read-entries.ts';
import type { SyncTx } from '../storage.ts';

/**
 * Sets the village under which each entry is stored: the one that it names, if its sender writes or once wrote there;
 * otherwise, and for an unreadable one, the sender's own. So a stranger can neither fill a village's quarantine nor
 * lock it (decision 121).
 */
export async function filed(
  tx: SyncTx,
  account: Uuid,
  grants: readonly Grant[],
  entries: readonly Entry[],
): Promise<Entry[]> {
  const inForce = new Set(
    grants.flatMap((grant) =>
      grant.area !== undefined && grantsFor('syncRecords', [grant], [grant.area]).length > 0 ? [grant.area] : [],
    ),
  );
  if (entries.every(({ village }) => village !== undefined && inForce.has(village))) return [...entries];
  const ever = await tx.villagesOf(account);
  const own = [...inForce][0] ?? ever.at(-1);
  const known = new Set([...inForce, ...ever]);
  return entries.map((entry) =>
    entry.village !== undefined && known.has(entry.village) ? entry : { ...entry, village: own, said: entry.village },
  );
}
