import { sql, type Transaction } from 'kysely';
import type { Uuid } from '../../../lib/ids.ts';
import type { Schema } from '../../database/schema.ts';
import { anyOf } from './lists.ts';
import { unsettledRows, villageRows } from './questions.ts';
import { toStoredOp } from './rows.ts';
import type { QuarantinedOp, StoredOp } from '../storage.ts';

type Trx = Transaction<Schema>;

/** op_meta with its text, unless that was deleted. */
export const storedOps = (trx: Trx) =>
  trx
    .selectFrom('op_meta')
    .leftJoin('op_body', 'op_body.op_id', 'op_meta.op_id')
    .selectAll('op_meta')
    .select('op_body.body');

export async function unsettledOn(
  trx: Trx,
  device: Uuid,
  records: readonly Uuid[],
  beforeSeq: number,
): Promise<{ record: Uuid; opId: Uuid }[]> {
  if (records.length === 0) return [];
  const { rows } = await sql<UnsettledRow>`${unsettledRows(device, records, beforeSeq)}`.execute(trx);
  return rows.map(toUnsettled);
}

export interface UnsettledRow {
  readonly record: Uuid;
  readonly op_id: Uuid;
}

export const toUnsettled = ({ record, op_id }: UnsettledRow) => ({ record, opId: op_id });

export async function parkedFor(trx: Trx, villages: readonly Uuid[], waitedFor: readonly Uuid[]): Promise<StoredOp[]> {
  if (villages.length === 0 || waitedFor.length === 0) return [];
  const groups = trx
    .selectFrom('op_meta as named')
    .select(['named.device', 'named.group_id'])
    .where('named.village', 'in', villages)
    .where('named.outcome', '=', 'parked')
    .where('named.waits_for', '=', anyOf(waitedFor))
    .$asTuple('device', 'group_id');
  const rows = await storedOps(trx)
    .where('outcome', '=', 'parked')
    .where((eb) => eb(eb.refTuple('op_meta.device', 'op_meta.group_id'), 'in', groups))
    .orderBy('device')
    .orderBy('seq')
    .execute();
  return rows.map(toStoredOp);
}

export async function groupsOf(trx: Trx, opIds: readonly Uuid[]): Promise<StoredOp[]> {
  if (opIds.length === 0) return [];
  const rows = await storedOps(trx)
    .where((eb) =>
      eb(
        eb.refTuple('op_meta.device', 'op_meta.group_id'),
        'in',
        trx
          .selectFrom('op_meta as named')
          .select(['named.device', 'named.group_id'])
          .where('named.op_id', 'in', opIds)
          .$asTuple('device', 'group_id'),
      ),
    )
    .orderBy('device')
    .orderBy('seq')
    .execute();
  return rows.map(toStoredOp);
}

/** The villages of all grants of the account, in force or not, the latest last. */
export const villagesOf = async (trx: Trx, account: Uuid): Promise<Uuid[]> =>
  (await sql<{ id: Uuid }>`${villageRows(account)}`.execute(trx)).rows.map(({ id }) => id);

export async function quarantined(
  trx: Trx,
  village: Uuid,
  limit: number,
  perSender: number,
): Promise<{ waiting: number; ops: QuarantinedOp[] }> {
  const { waiting } = await trx
    .selectFrom('op_meta')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('village', '=', village)
    .where('outcome', '=', 'quarantined')
    .executeTakeFirstOrThrow();
  const order = await sendersInTurn(trx, village, limit, perSender);
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
    .where('op_meta.op_id', '=', anyOf(order))
    .execute();
  const place = new Map(order.map((opId, i) => [opId, i]));
  rows.sort((a, b) => place.get(a.op_id)! - place.get(b.op_id)!);
  const ops = rows.map((row) => ({
    ...toStoredOp(row),
    account: row.account,
    name: row.name,
    revoked: row.revoked_at !== null,
    behind: Number(row.behind ?? 0),
  }));
  return { waiting: Number(waiting), ops };
}

/** The first of every sender, then the next of every sender, and so on; without a text that is large to read. */
async function sendersInTurn(trx: Trx, village: Uuid, limit: number, perSender: number): Promise<Uuid[]> {
  const { rows } = await sql<{ op_id: Uuid }>`
    select op_id from (
      select op_id, received_at, op_meta.device, seq,
        (row_number() over (partition by account order by received_at, op_meta.device, seq) - 1)
          / ${perSender}::int as turn
      from op_meta join device on device.id = op_meta.device
      where op_meta.village = ${village} and outcome = 'quarantined'
    ) as waiting order by turn, received_at, device, seq limit ${limit}`.execute(trx);
  return rows.map((row) => row.op_id);
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
