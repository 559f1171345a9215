import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import type { VillageProgress } from '../../protocol/progress.ts';
import { ledger } from '../../protocol/push.ts';
import type { Database } from '../accounts/deps.ts';
import { anyOf } from '../sync/kysely/lists.ts';

type Unsent = VillageProgress['unsent'];

/**
 * Unsent forms on the phones of each village, as of their last contact. A phone reports one number for all its
 * villages, so it is counted in each of them.
 */
export async function unsentByVillage(db: Database, villages: readonly Uuid[]): Promise<Map<Uuid, Unsent>> {
  if (villages.length === 0) return new Map();
  const rows = await db
    .selectFrom('device')
    .innerJoin('account_grant', 'account_grant.account', 'device.account')
    .select(['device.id', 'device.ledger', 'account_grant.area'])
    .distinctOn(['account_grant.area', 'device.id'])
    .where('account_grant.area', '=', anyOf(villages))
    .where('account_grant.revoked_at', 'is', null)
    .where('device.ledger', 'is not', null)
    .execute();
  const found = new Map<Uuid, Unsent>();
  for (const { area, ledger: said } of rows) {
    const held = v.safeParse(ledger, said);
    if (area === null || !held.success || held.output.unsent + held.output.drafts === 0) continue;
    found.set(area, addPhone(found.get(area) ?? { forms: 0, phones: 0 }, held.output));
  }
  return found;
}

function addPhone(sum: Unsent, held: v.InferOutput<typeof ledger>): Unsent {
  const oldest = [sum.oldest, held.oldest].filter((time) => time !== undefined).sort((a, b) => a - b)[0];
  return {
    forms: sum.forms + (held.forms ?? held.unsent) + held.drafts,
    phones: sum.phones + 1,
    ...(oldest === undefined ? {} : { oldest }),
  };
}
