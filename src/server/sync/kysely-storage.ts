import { sql, type Kysely, type Transaction } from 'kysely';
import { systemRandom } from '../../lib/clock.ts';
import type { Uuid } from '../../lib/ids.ts';
import { roles, type Grant, type Role } from '../../domain/roles.ts';
import { backupWatermark } from '../backup/watermark.ts';
import type { PublicKey } from '../../protocol/join.ts';
import type { Schema } from '../database/schema.ts';
import { note } from '../accounts/audit.ts';
import { keyText } from '../accounts/renewal.ts';
import { erasureTx } from './kysely-erasure.ts';
import { anyOf, eachOf, rowsOf } from './kysely-lists.ts';
import { groupsOf, line, parkedFor, quarantined, villageOf } from './kysely-quarantine.ts';
import { rollupTx } from './kysely-rollup.ts';
import { collect, movesTx } from './kysely-moves.ts';
import { toOutcome, toStoredOutcome, toRecord, toRow, type StoredOutcomeRow, type RecordRow } from './rows.ts';
import { AlreadyStored, type NewDevice, type PullTx, type PushTx, type StoredOp, type StoredRecord, type SyncStorage, type VillageTurn } from './storage.ts';

/**
 * Push and pull over PostgreSQL or PGlite. Pushes run READ COMMITTED: every row they decide by is locked first.
 * Pulls run REPEATABLE READ: page, outcomes and digest come from one snapshot.
 */
export function createKyselyStorage(db: Kysely<Schema>): SyncStorage {
  return {
    transaction: (work) => db.transaction().execute((trx) => work(pushTx(trx))),
    snapshot: (work) => db.transaction().setIsolationLevel('repeatable read').execute((trx) => work(pullTx(trx))),
  };
}

/** The same within a transaction that somebody else begins and ends. */
export const storageWithin = (trx: Transaction<Schema>): SyncStorage => ({ transaction: (work) => work(pushTx(trx)), snapshot: (work) => work(pullTx(trx)) });

type Trx = Transaction<Schema>;

const epochOf = async (trx: Trx): Promise<number> =>
  Number((await trx.selectFrom('server_state').select('value').where('key', '=', 'epoch').executeTakeFirstOrThrow()).value);

async function grantsOf(trx: Trx, account: Uuid, lock: boolean): Promise<Grant[]> {
  const query = trx.selectFrom('account_grant').select(['id', 'role', 'area']).where('account', '=', account).where('revoked_at', 'is', null).orderBy('id');
  const rows = await (lock ? query.forShare() : query).execute();
  return rows.filter((row) => isRole(row.role)).map((row) => ({ id: row.id, role: row.role as Role, ...(row.area ? { area: row.area } : {}) }));
}

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

function pushTx(trx: Trx): PushTx {
  return {
    epoch: () => epochOf(trx),
    lockGrants: (account) => grantsOf(trx, account, true),
    lockDevice: async (device) => {
      const row = await trx.selectFrom('device').select(['id', 'account', 'last_seq', 'epoch_seq', 'last_time', 'revoked_at', 'former']).where('id', '=', device).forUpdate().executeTakeFirst();
      return row && { id: row.id, account: row.account, lastSeq: row.last_seq, epochSeq: row.epoch_seq, lastTime: row.last_time, revoked: row.revoked_at !== null, former: row.former };
    },
    addDevice: (device) => addDevice(trx, device),
    keyOf: async (device) => {
      const row = await trx.selectFrom('device').select('public_key').where('id', '=', device).executeTakeFirst();
      return row && keyText(row.public_key as PublicKey);
    },
    copiesSince: async (account, since) => {
      const counted = trx.selectFrom('device').select(sql<number>`count(*)::int`.as('copies')).where('account', '=', account).where('created_at', '>=', since);
      return (await counted.where(sql<boolean>`former <> '[]'`).executeTakeFirstOrThrow()).copies;
    },
    saveDevice: async (device, { lastSeq, lastTime, lastContact, ledger }) => {
      await trx
        .updateTable('device')
        .set({ last_seq: lastSeq, last_time: lastTime, last_contact: lastContact, ...(ledger ? { ledger: JSON.stringify(ledger) } : {}) })
        .where('id', '=', device)
        .execute();
    },
    outcomesOf: async (opIds) => {
      if (opIds.length === 0) return [];
      const { rows } = await sql<StoredOutcomeRow>`
        select found.* from ${eachOf(opIds)} cross join lateral (select op_id, outcome, version, record from op_meta where op_id = wanted.id offset 0) as found`.execute(trx);
      return rows.map(toStoredOutcome);
    },
    numbered: (device, seqs) => trx.selectFrom('op_meta').select(['seq', 'op_id as opId']).where('device', '=', device).where('seq', 'in', seqs).execute(),
    nextVersions: async (villages) => {
      const versions = new Map<Uuid, VillageTurn>();
      // One statement each: a multi-row UPDATE locks in whatever order the plan reads, and two pushes could deadlock.
      for (const id of [...villages].sort()) {
        const row = await trx.updateTable('village').set({ version: sql`version + 1` }).where('id', '=', id).returning(['version', 'lost']).executeTakeFirst();
        if (row) versions.set(id, row);
      }
      return versions;
    },
    records: (village, ids) => records(trx, village, ids),
    saveRecords: (records) => saveRecords(trx, records),
    insertOps: (ops) => insertOps(trx, ops),
    unsettledOn: async (device, records, beforeSeq) => {
      if (records.length === 0) return [];
      const rows = await trx
        .selectFrom('op_meta')
        .select(['record', 'op_id'])
        .distinctOn('record')
        .where('record', '=', anyOf(records))
        .where('outcome', 'in', ['parked', 'quarantined'])
        .where((eb) =>
          eb.or([
            eb.and([eb('device', '=', device), eb('seq', '<', beforeSeq)]),
            eb('device', 'in', sql<string>`(select jsonb_array_elements_text(former)::uuid from device where id = ${device})`),
          ]),
        )
        .orderBy('record')
        .orderBy(sql`device = ${device}`, 'desc')
        .orderBy('seq', 'desc')
        .execute();
      return rows.flatMap((row) => (row.record ? [{ record: row.record, opId: row.op_id }] : []));
    },
    parkedFor: (villages, waitedFor) => parkedFor(trx, villages, waitedFor),
    parkBehind: async (opIds, waitsFor) => {
      if (opIds.length > 0) await trx.updateTable('op_meta').set({ waits_for: waitsFor }).where('op_id', 'in', opIds).execute();
    },
    setOutcome: async (opId, outcome, version, judge) => {
      await trx.updateTable('op_meta').set({ outcome, version, waits_for: null, ...(judge ? { judged_by: judge } : {}) }).where('op_id', '=', opId).execute();
    },
    noteJudged: async (at, judged) => {
      for (const { village, ...deed } of judged) await note({ db: trx, clock: { now: () => at }, random: systemRandom }, { ...deed, area: village });
    },
    groupsOf: (opIds) => groupsOf(trx, opIds),
    villageOf: (account) => villageOf(trx, account),
    ...erasureTx(trx),
    ...rollupTx(trx),
    ...movesTx(trx),
    collect: (village, upTo) => collect(trx, village, upTo),
    savepoint: async (work) => {
      await sql`savepoint attempt`.execute(trx);
      try {
        const result = await work();
        await sql`release savepoint attempt`.execute(trx);
        return result;
      } catch (error) {
        // When the connection itself is gone this throws too, and the transaction ends as it should.
        await sql`rollback to savepoint attempt`.execute(trx);
        throw error;
      }
    },
  };
}

async function records(trx: Trx, village: Uuid, ids: readonly Uuid[]): Promise<StoredRecord[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<RecordRow>`
    select found.* from ${eachOf(ids)} cross join lateral (select * from record where village = ${village} and id = wanted.id offset 0) as found`.execute(trx);
  return rows.map(toRecord);
}

async function addDevice(trx: Trx, { id, account, key, former, revoked, createdAt: at }: NewDevice): Promise<void> {
  // No token has an empty hash.
  const shut = { session_hash: '', previous_hash: null, session_expires: 0 };
  const row = { id, account, public_key: key, ...shut, ledger: null, last_contact: at, created_at: at, revoked_at: revoked ? at : null, former: JSON.stringify(former) };
  await trx.insertInto('device').values(row).execute();
}

async function saveRecords(trx: Trx, records: readonly StoredRecord[]): Promise<void> {
  if (records.length === 0) return;
  const rows = rowsOf(records.map(toRow), 'village uuid, id uuid, kind text, version bigint, fields jsonb, field_meta jsonb, echo_device uuid, echo_base bigint');
  await sql`
    insert into record (village, id, kind, version, fields, field_meta, echo_device, echo_base) select * from ${rows}
    on conflict (village, id) do update set
      kind = excluded.kind, version = excluded.version, fields = excluded.fields, field_meta = excluded.field_meta,
      echo_device = excluded.echo_device, echo_base = excluded.echo_base`.execute(trx);
}

async function insertOps(trx: Trx, ops: readonly StoredOp[]): Promise<void> {
  if (ops.length === 0) return;
  const rows = ops.map((op) => ({
    op_id: op.opId, device: op.device, seq: op.seq, group_id: op.group, village: op.village, record: op.record, waits_for: op.waitsFor,
    outcome: op.outcome, version: op.version, time: op.time, received_at: op.receivedAt, body_hmac: op.hmac, body: op.body,
  }));
  const columns = 'op_id uuid, device uuid, seq bigint, group_id uuid, village uuid, record uuid, waits_for uuid, outcome text, version bigint, "time" bigint, received_at bigint, body_hmac text, body text';
  // By way of `meta`, so that it is its key that says an operation is stored already.
  await sql`
    with given as materialized (select * from ${rowsOf(rows, columns)}), meta as (
      insert into op_meta (op_id, device, seq, group_id, village, record, waits_for, outcome, version, "time", received_at, body_hmac)
      select op_id, device, seq, group_id, village, record, waits_for, outcome, version, "time", received_at, body_hmac from given
      returning op_id
    ) insert into op_body (op_id, body) select op_id, body from meta join given using (op_id) where body_hmac is null`.execute(trx).catch((error: unknown) => {
    throw isKnownIdentity(error) ? new AlreadyStored('an operation is stored once', { cause: error }) : error;
  });
}

/** SQLSTATE 23505 is unique_violation; (device, seq) has a key of its own, which only a bug can hurt. */
const isKnownIdentity = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '23505' && 'constraint' in error && error.constraint === 'op_meta_pkey';

function pullTx(trx: Trx): PullTx {
  return {
    epoch: () => epochOf(trx),
    backedUp: () => backupWatermark(trx),
    grants: (account) => grantsOf(trx, account, false),
    lastSeq: async (device) => (await trx.selectFrom('device').select('last_seq').where('id', '=', device).executeTakeFirst())?.last_seq ?? 0,
    villageVersion: async (village) => (await trx.selectFrom('village').select('version').where('id', '=', village).executeTakeFirst())?.version,
    collected: async (village) => (await trx.selectFrom('village').select('collected').where('id', '=', village).executeTakeFirst())?.collected ?? 0,
    recordsAfter: async (village, version, id, limit) => {
      const rows = await trx
        .selectFrom('record')
        .selectAll()
        .where('village', '=', village)
        .where((eb) => eb(eb.refTuple('version', 'id'), '>', eb.tuple(version, id || FIRST_ID)))
        .orderBy('version')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toRecord);
    },
    outcomesBetween: async (village, account, from, to) =>
      (
        await trx
          .selectFrom('op_meta')
          .select(['op_id', 'outcome', 'version'])
          .where('village', '=', village)
          .where('device', 'in', (own) => own.selectFrom('device').select('id').where('account', '=', account))
          .where('version', '>=', from)
          .where('version', '<=', to)
          .orderBy('seq')
          .execute()
      ).map(toOutcome),
    records: (village, ids) => records(trx, village, ids),
    line: (village) => line(trx, village),
    quarantined: (village, limit) => quarantined(trx, village, limit),
    versions: (village) => trx.selectFrom('record').select(['id', 'version']).where('village', '=', village).execute(),
  };
}

// Below every UUID that is ever made, and a valid value of the column's type, which '' is not.
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
