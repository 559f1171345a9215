import type { HistoryQuery, HistoryResponse, PastChange } from '../../protocol/history.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { erasureTx } from '../sync/kysely-erasure.ts';
import { storedOps } from '../sync/kysely-quarantine.ts';
import { readStored } from '../sync/read-entries.ts';

const shown = 500;

/**
 * Every operation that is kept about a home, its people, visits and consents: also values that were overwritten since, and
 * removed people. What nobody can read, or was set aside for the lead to judge, is theirs to look at (quarantine).
 */
export function readHistory({ db, clock }: Pick<AccountDeps, 'db' | 'clock'>, { village, household }: HistoryQuery): Promise<HistoryResponse> {
  return db.transaction().execute(async (trx) => {
    const records = [household, ...(await erasureTx(trx).recordsAbout(village, [household]))];
    const rows = await storedOps(trx)
      .leftJoin('device', 'device.id', 'op_meta.device')
      .leftJoin('account', 'account.id', 'device.account')
      .select('account.name')
      .where('op_meta.village', '=', village)
      .where('op_meta.record', 'in', records)
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
