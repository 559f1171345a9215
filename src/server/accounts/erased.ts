import type { Uuid } from '../../lib/ids.ts';
import type { Database } from './deps.ts';

/** Far more than one person ever writes about people who are erased within the months in which a phone keeps it. */
const most = 2000;

/**
 * Which of this person's operations are erased, the latest: a phone hears of an erasure with the village's rows, but not where it
 * has no right to the village any more, nor where the home had gone to another one.
 */
export async function erasedOf(db: Database, account: Uuid): Promise<Uuid[]> {
  const rows = await db
    .selectFrom('op_meta')
    .select('op_id')
    .where('device', 'in', (own) => own.selectFrom('device').select('id').where('account', '=', account))
    .where('outcome', '=', 'erased')
    .orderBy('op_id', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => row.op_id);
}
