import { sql, type Transaction } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';
import type { Schema } from '../database/schema.ts';
import { anyOf } from './kysely-lists.ts';
import { toStoredOp } from './rows.ts';
import type { QuarantinedOp, StoredOp } from './storage.ts';

type Trx = Transaction<Schema>;

/** op_meta with its text, where that is still there. */
export const storedOps = (trx: Trx) =>
  trx.selectFrom('op_meta').leftJoin('op_body', 'op_body.op_id', 'op_meta.op_id').selectAll('op_meta').select('op_body.body');

export async function parkedFor(trx: Trx, villages: readonly Uuid[], waitedFor: readonly Uuid[]): Promise<StoredOp[]> {
  if (villages.length === 0 || waitedFor.length === 0) return [];
  const groups = trx
    .selectFrom('op_meta')
    .select('group_id')
    .where('village', 'in', villages)
    .where('outcome', '=', 'parked')
    .where('waits_for', '=', anyOf(waitedFor));
  const rows = await storedOps(trx).where('outcome', '=', 'parked').where('group_id', 'in', groups).orderBy('device').orderBy('seq').execute();
  return rows.map(toStoredOp);
}

export async function groupsOf(trx: Trx, opIds: readonly Uuid[]): Promise<StoredOp[]> {
  if (opIds.length === 0) return [];
  const rows = await storedOps(trx)
    .where((eb) =>
      eb(
        eb.refTuple('op_meta.device', 'op_meta.group_id'),
        'in',
        trx.selectFrom('op_meta as named').select(['named.device', 'named.group_id']).where('named.op_id', 'in', opIds).$asTuple('device', 'group_id'),
      ),
    )
    .orderBy('device')
    .orderBy('seq')
    .execute();
  return rows.map(toStoredOp);
}

/** The village of the account's latest grant that names one, in force or not. */
export async function villageOf(trx: Trx, account: Uuid): Promise<Uuid | undefined> {
  const row = await trx
    .selectFrom('account_grant')
    .innerJoin('village', 'village.id', 'account_grant.area')
    .select('village.id')
    .where('account', '=', account)
    .orderBy('account_grant.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

export async function quarantined(trx: Trx, village: Uuid, limit: number): Promise<{ waiting: number; ops: QuarantinedOp[] }> {
  const { waiting } = await trx
    .selectFrom('op_meta')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('village', '=', village)
    .where('outcome', '=', 'quarantined')
    .executeTakeFirstOrThrow();
  const rows = await storedOps(trx)
    .innerJoin('device', 'device.id', 'op_meta.device')
    .innerJoin('account', 'account.id', 'device.account')
    .select(['device.account', 'account.name', 'device.revoked_at'])
    .select((eb) =>
      eb
        .selectFrom('op_meta as later')
        .select(eb.fn.countAll<number>().as('n'))
        .whereRef('later.device', '=', 'op_meta.device')
        .whereRef('later.record', '=', 'op_meta.record')
        .whereRef('later.seq', '>', 'op_meta.seq')
        .where('later.outcome', '=', 'parked')
        .as('behind'),
    )
    .where('op_meta.village', '=', village)
    .where('op_meta.outcome', '=', 'quarantined')
    .orderBy('op_meta.received_at')
    .orderBy('op_meta.device')
    .orderBy('op_meta.seq')
    .limit(limit)
    .execute();
  const ops = rows.map((row) => ({ ...toStoredOp(row), account: row.account, name: row.name, revoked: row.revoked_at !== null, behind: Number(row.behind ?? 0) }));
  return { waiting: Number(waiting), ops };
}

/** `union` (not `union all`) ends on a loop of parents. */
export async function line(trx: Trx, village: Uuid): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`
    with recursive line as (
      select id, parent from area where id = ${village}
      union select area.id, area.parent from area join line on line.parent = area.id
    ) select id from line`.execute(trx);
  return rows.map(({ id }) => id);
}
