import { sql, type Transaction } from 'kysely';
import type { Uuid } from '../../../lib/ids.ts';
import type { Day } from '../../../lib/day.ts';
import type { Schema } from '../../database/schema.ts';
import { countsToRow } from '../../rollup/counts-row.ts';
import { AlreadyStored, type StoredOp, type StoredRecord, type SyncTx, type Usage } from '../storage.ts';
import { integers, jsonbs, texts, uuids } from './arrays.ts';
import { fieldsOf, metaText } from './rows.ts';

/** The writes that are sent together. */
export type DeferredTx = Pick<SyncTx, 'insertOps' | 'saveRecords' | 'changeRollup' | 'saveDevice' | 'spend'>;
type DeviceChange = Parameters<SyncTx['saveDevice']>[1];

/**
 * Writes that a transaction has asked for and that are not sent yet. They are sent as one statement, before any other
 * statement of the transaction and before its commit.
 */
export class WriteBehind {
  readonly #trx: Transaction<Schema>;
  #ops: StoredOp[] = [];
  /** By village and id. */
  readonly #records = new Map<string, StoredRecord>();
  /** By village and day; without counts: to be deleted. */
  readonly #days = new Map<
    string,
    { readonly village: Uuid; readonly day: Day; readonly counts: string | undefined }
  >();
  #device: { readonly id: Uuid; readonly state: DeviceChange } | undefined;
  #usage: { readonly account: Uuid; readonly day: Day; readonly usage: Usage } | undefined;

  constructor(trx: Transaction<Schema>) {
    this.#trx = trx;
  }

  readonly tx: DeferredTx = {
    insertOps: async (ops) => {
      this.#ops.push(...ops);
    },
    saveRecords: async (records) => {
      for (const record of records) this.#records.set(`${record.village} ${record.id}`, record);
    },
    changeRollup: async (village, { put, drop }) => {
      for (const day of drop) this.#days.set(`${village} ${day}`, { village, day, counts: undefined });
      for (const { day, counts } of put)
        this.#days.set(`${village} ${day}`, { village, day, counts: countsToRow(counts) });
    },
    saveDevice: async (id, state) => {
      if (this.#device) await this.flush();
      this.#device = { id, state };
    },
    spend: async (account, day, usage) => {
      if (this.#usage) await this.flush();
      this.#usage = { account, day, usage };
    },
  };

  /** @throws AlreadyStored when one of the operations is */
  async flush(): Promise<void> {
    const [ops, records, days] = [this.#ops, [...this.#records.values()], [...this.#days.values()]];
    const [device, usage] = [this.#device, this.#usage];
    if (ops.length + records.length + days.length === 0 && !device && !usage) return;
    this.drop();
    const put = days.filter(({ counts }) => counts !== undefined);
    const dropped = days.filter(({ counts }) => counts === undefined);
    const kept = ops.filter(({ hmac }) => hmac === undefined);
    const about = kept.flatMap(({ opId, mentions }) =>
      (mentions?.ids ?? []).map((id) => ({ opId, village: mentions?.village, id })),
    );
    const closed = device?.state.closed;
    // A known opId violates the key of op_meta or, where the planner begins there, of op_body.
    await sql`/* push_save */ with body as (
        insert into op_body (op_id, body)
        select * from unnest(${uuids(kept.map(({ opId }) => opId))}, ${texts(kept.map(({ body }) => body))})
      ), about as (
        insert into op_mention (op_id, village, id) select * from unnest(
          ${uuids(about.map(({ opId }) => opId))}, ${uuids(about.map(({ village }) => village))},
          ${uuids(about.map(({ id }) => id))}
        )
      ), rows as (
        insert into record (village, id, kind, version, fields, field_meta, echo_device, echo_base)
        select * from unnest(
          ${uuids(records.map(({ village }) => village))}, ${uuids(records.map(({ id }) => id))},
          ${texts(records.map(({ kind }) => kind))}, ${integers(records.map(({ version }) => version))},
          ${jsonbs(records.map((record) => JSON.stringify(fieldsOf(record))))}, ${jsonbs(records.map(metaText))},
          ${uuids(records.map(({ echo }) => echo?.device))}, ${integers(records.map(({ echo }) => echo?.base ?? 0))}
        )
        on conflict (village, id) do update set
          kind = excluded.kind, version = excluded.version, fields = excluded.fields,
          field_meta = excluded.field_meta, echo_device = excluded.echo_device, echo_base = excluded.echo_base
      ), days as (
        insert into rollup (village, day, counts) select * from unnest(
          ${uuids(put.map(({ village }) => village))}, ${texts(put.map(({ day }) => day))},
          ${jsonbs(put.map(({ counts = '' }) => counts))}
        )
        on conflict (village, day) do update set counts = excluded.counts
      ), gone as (
        delete from rollup using unnest(
          ${uuids(dropped.map(({ village }) => village))}, ${texts(dropped.map(({ day }) => day))}
        ) as dropped (village, day)
        where rollup.village = dropped.village and rollup.day = dropped.day
      ), sender as (
        update device set
          last_seq = ${device?.state.lastSeq ?? null}::bigint, last_time = ${device?.state.lastTime ?? null}::bigint,
          last_contact = ${device?.state.lastContact ?? null}::bigint,
          ledger = coalesce(${device?.state.ledger ? JSON.stringify(device.state.ledger) : null}::jsonb, ledger),
          closed_since = coalesce(${closed?.since ?? null}::bigint, closed_since),
          closed_bytes = coalesce(${closed?.bytes ?? null}::bigint, closed_bytes)
        where id = ${device?.id ?? null}::uuid
      ), used as (
        insert into account_usage (account, day, operations, bytes)
        select account, day, operations, bytes from (values (
          ${usage?.account ?? null}::uuid, ${usage?.day ?? null}::text,
          ${usage?.usage.operations ?? null}::bigint, ${usage?.usage.bytes ?? null}::bigint
        )) as given (account, day, operations, bytes) where account is not null
        on conflict (account, day) do update set
          operations = account_usage.operations + excluded.operations, bytes = account_usage.bytes + excluded.bytes
      )
      insert into op_meta (
        op_id, device, seq, group_id, village, record, waits_for, outcome, version, "time", received_at, body_hmac
      ) select * from unnest(
        ${uuids(ops.map(({ opId }) => opId))}, ${uuids(ops.map((op) => op.device))},
        ${integers(ops.map(({ seq }) => seq))}, ${uuids(ops.map(({ group }) => group))},
        ${uuids(ops.map(({ village }) => village))}, ${uuids(ops.map(({ record }) => record))},
        ${uuids(ops.map(({ waitsFor }) => waitsFor))}, ${texts(ops.map(({ outcome }) => outcome))},
        ${integers(ops.map(({ version }) => version))}, ${integers(ops.map(({ time }) => time))},
        ${integers(ops.map(({ receivedAt }) => receivedAt))}, ${texts(ops.map(({ hmac }) => hmac))}
      )`
      .execute(this.#trx)
      .catch((error: unknown) => {
        throw isKnownIdentity(error) ? new AlreadyStored('an operation is stored once', { cause: error }) : error;
      });
  }

  /** Forgets what was not sent: it belongs to work that is undone. */
  drop(): void {
    this.#ops = [];
    this.#records.clear();
    this.#days.clear();
    this.#device = undefined;
    this.#usage = undefined;
  }
}

/** SQLSTATE 23505 is unique_violation; (device, seq) has another key, which only a bug can violate. */
const isKnownIdentity = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '23505' &&
  'constraint' in error &&
  (error.constraint === 'op_meta_pkey' || error.constraint === 'op_body_pkey');
