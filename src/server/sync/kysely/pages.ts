import { sql, type Transaction } from 'kysely';
import type { Uuid } from '../../../lib/ids.ts';
import type { Schema } from '../../database/schema.ts';
import { toRecord, type RecordRow } from './rows.ts';
import { usageRow } from './questions.ts';
import type { PullTx, SyncTx, Usage } from '../storage.ts';

type Trx = Transaction<Schema>;

// Smaller than every UUID in use. An empty text is no value of the column's type.
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Sizes are those of the stored rows, so that rows beyond the page's bytes are not read. */
export async function recordsAfter(
  trx: Trx,
  village: Uuid,
  version: number,
  id: string,
  { rows: most, bytes }: Parameters<PullTx['recordsAfter']>[3],
): ReturnType<PullTx['recordsAfter']> {
  const { rows } = await sql<RecordRow & { upto: number; number: number }>`
    select record.*, sized.upto, sized.number from (
      select id, version, row_number() over page::int as number, (sum(size) over page)::int as upto
      from (
        select id, version, pg_column_size(fields) + pg_column_size(field_meta) as size from record
        where village = ${village} and (version, id) > (${version}::bigint, ${id || FIRST_ID}::uuid)
        order by version, id limit ${most + 1}
      ) as next window page as (order by version, id)
    ) as sized join record on record.village = ${village} and record.id = sized.id
    where sized.number <= ${most + 1} and (sized.number = 1 or sized.upto <= ${bytes})
    order by sized.number`.execute(trx);
  const more = rows.length > most || (rows.length > 0 && (await follows(trx, village, rows.at(-1)!)));
  return { records: rows.slice(0, most).map(toRecord), more };
}

/** True when more rows follow the last row of a page that its bytes may have cut. */
async function follows(trx: Trx, village: Uuid, { version, id }: RecordRow): Promise<boolean> {
  const { rows } = await sql`
      select 1 from record
      where village = ${village} and (version, id) > (${version}::bigint, ${id}::uuid) limit 1`.execute(trx);
  return rows.length > 0;
}

export function usageTx(trx: Trx): Pick<SyncTx, 'accountOf' | 'spent'> {
  return {
    accountOf: async (device) =>
      (await trx.selectFrom('device').select('account').where('id', '=', device).executeTakeFirstOrThrow()).account,
    spent: async (account, day) =>
      (await sql<Usage>`${usageRow(account, day)}`.execute(trx)).rows[0] ?? { operations: 0, bytes: 0 },
  };
}
