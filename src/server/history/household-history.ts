import { placesOf } from '../sync/kysely/lists.ts';
import { sql, type Transaction } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';
import { limits } from '../../protocol/limits.ts';
import type { HistoryQuery, HistoryResponse, PastChange } from '../../protocol/history.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { placesHere } from '../sync/erasure/erased-places.ts';
import { erasureTx } from '../sync/kysely/erasure.ts';
import { movesTx } from '../sync/kysely/moves.ts';
import { anyOf } from '../sync/kysely/lists.ts';
import { storedOps } from '../sync/kysely/quarantine.ts';
import { readStored } from '../sync/read-entries.ts';
import type { Place } from '../sync/storage.ts';
import type { Schema } from '../database/schema.ts';

const shown = limits.historyChanges.value;

/** Operations on these records, and waiting ones that name them: a new person of the household has no record yet. */
async function opsAt(trx: Transaction<Schema>, places: readonly Place[]): Promise<Uuid[]> {
  const given = placesOf(places);
  const { rows } = await sql<{ op_id: Uuid }>`
    select op_meta.op_id from ${given} join op_meta on op_meta.record = place.id and op_meta.village = place.village
    union select op_id from ${given} join op_mention on op_mention.village = place.village and op_mention.id = place.id
      join op_meta using (op_id) where outcome = 'parked'`.execute(trx);
  return rows.map((row) => row.op_id);
}

/**
 * Every stored operation on a household, its people, visits and consents, including overwritten values and removed
 * people. Unreadable and quarantined operations are left out; the lead sees them in the quarantine.
 */
export function readHistory(
  { db, clock }: Pick<AccountDeps, 'db' | 'clock'>,
  { village, household }: HistoryQuery,
): Promise<HistoryResponse> {
  return db.transaction().execute(async (trx) => {
    const records = [household, ...(await erasureTx(trx).recordsAbout(village, [household]))];
    const places = await placesHere(movesTx(trx), village, records);
    if (places.length === 0) return { changes: [], more: false, now: clock.now() };
    const rows = await storedOps(trx)
      .leftJoin('device', 'device.id', 'op_meta.device')
      .leftJoin('account', 'account.id', 'device.account')
      .select('account.name')
      .where('op_meta.op_id', '=', anyOf(await opsAt(trx, places)))
      .where('op_meta.outcome', 'in', ['applied', 'noop', 'conflict', 'parked'])
      .orderBy('op_meta.time', 'desc')
      .orderBy('op_meta.op_id', 'desc')
      .limit(shown + 1)
      .execute();
    const changes = rows.slice(0, shown).flatMap(({ op_id: opId, time: at, name, body }): PastChange[] => {
      const read = readStored(body ?? '');
      if (!read.ok) return [];
      const { record, kind, set } = read.operation;
      return [{ opId, record, kind, at, by: name ?? '', set }];
    });
    return { changes, more: rows.length > shown, now: clock.now() };
  });
}
