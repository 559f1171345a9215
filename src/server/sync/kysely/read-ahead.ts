import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Uuid } from '../../../lib/ids.ts';
import type { Schema } from '../../database/schema.ts';
import { householdOf } from '../../rollup/counted-kinds.ts';
import type { AheadTx, BeforeLocks, UnderLocks } from '../ahead/questions.ts';
import type { Place, StoredRecord, SyncTx, Usage } from '../storage.ts';
import { deviceColumns, toDevice, type DeviceRow } from './devices.ts';
import { Fetched } from './fetched.ts';
import { toGrants, type GrantRow } from './grants.ts';
import { toUnsettled, type UnsettledRow } from './quarantine.ts';
import * as questions from './questions.ts';
import { toRollup, type RollupFound } from './rollup.ts';
import { toMoved, toRecord, toStoredOutcome, type MovedRow, type RecordRow, type StoredOutcomeRow } from './rows.ts';

type Trx = Transaction<Schema>;
type Query = RawBuilder<unknown>;

const list = (rows: Query): Query => sql`(select coalesce(json_agg(one), '[]') from (${rows}) as one)`;

/** Answers to announced questions (sync/ahead), each kept until something is written that may change it. */
export type Answers = { -readonly [Question in AnnouncedQuestion]?: SyncTx[Question] };

export type AnnouncedQuestion =
  | 'lockGrants'
  | 'lockDevice'
  | 'epoch'
  | 'outcomesOf'
  | 'numbered'
  | 'spent'
  | 'villagesOf'
  | 'movedAmong'
  | 'erasedAmong'
  | 'unsettledOn'
  | 'records'
  | 'parkedFor'
  | 'households'
  | 'rollupSince';

/**
 * Fetches the answers to what a push announced.
 * @param plain asks what was not announced
 * @param keep takes the answers; those before are dropped
 */
export const readingAhead = (trx: Trx, plain: SyncTx, keep: (answers: Answers) => void): AheadTx => ({
  expectSender: async (account, device) => keep(await sender(trx, plain, account, device)),
  expectBeforeLocks: async (asked) => keep(await beforeLocks(trx, plain, asked)),
  expectUnderLocks: async (asked) => keep(await underLocks(trx, plain, asked)),
});

/** The condition on `held` has the grants locked before the device. */
async function sender(trx: Trx, plain: SyncTx, account: Uuid, device: Uuid): Promise<Answers> {
  const { rows } = await sql<{ grants: GrantRow[]; device: DeviceRow | null }>`/* push_sender */
    with held as materialized (
      select id, role, area from account_grant
      where account = ${account}::uuid and revoked_at is null order by id for share
    ), locked as materialized (
      select ${sql.join(deviceColumns.map((name) => sql.ref(name)))} from device
      where id = ${device}::uuid and (select count(*) from held) >= 0 for update
    )
    select ${list(sql`select * from held`)} as grants, (select row_to_json(locked) from locked) as device`.execute(trx);
  const found = rows[0]!;
  return {
    lockGrants: async (of) => (of === account ? toGrants(found.grants) : plain.lockGrants(of)),
    lockDevice: async (id) =>
      id === device ? (found.device ? toDevice(found.device) : undefined) : plain.lockDevice(id),
  };
}

async function beforeLocks(trx: Trx, plain: SyncTx, asked: BeforeLocks): Promise<Answers> {
  const { rows } = await sql<{
    epoch: string;
    outcomes: StoredOutcomeRow[];
    numbered: { seq: number; op_id: Uuid }[];
    spent: Usage[];
    villages: { id: Uuid }[];
    moved: MovedRow[];
  }>`/* push_known */ select
      (select value from server_state where key = 'epoch') as epoch,
      ${list(questions.outcomeRows(asked.opIds))} as outcomes,
      ${list(questions.numberedRows(asked.device, asked.seqs))} as numbered,
      ${list(questions.usageRow(asked.account, asked.day))} as spent,
      ${list(questions.villageRows(asked.account))} as villages,
      ${list(questions.movedRows(asked.named))} as moved`.execute(trx);
  const found = rows[0]!;
  const outcomes = new Fetched(asked.opIds, found.outcomes.map(toStoredOutcome), ({ opId }) => opId);
  const moved = new Fetched(asked.named, found.moved.map(toMoved), ({ id }) => id);
  const seqs = new Set(asked.seqs);
  return {
    epoch: async () => Number(found.epoch),
    outcomesOf: async (opIds) => outcomes.of(opIds) ?? plain.outcomesOf(opIds),
    numbered: async (device, wanted) =>
      device === asked.device && wanted.every((seq) => seqs.has(seq))
        ? found.numbered.filter(({ seq }) => wanted.includes(seq)).map(({ seq, op_id }) => ({ seq, opId: op_id }))
        : plain.numbered(device, wanted),
    spent: async (account, day) =>
      account === asked.account && day === asked.day
        ? (found.spent[0] ?? { operations: 0, bytes: 0 })
        : plain.spent(account, day),
    villagesOf: async (account) =>
      account === asked.account ? found.villages.map(({ id }) => id) : plain.villagesOf(account),
    movedAmong: async (ids) => moved.of(ids) ?? plain.movedAmong(ids),
  };
}

const placesIn = (places: readonly Place[], village: Uuid): Uuid[] =>
  places.filter((place) => place.village === village).map(({ id }) => id);

const isId = sql.raw(`~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$'`);

async function underLocks(trx: Trx, plain: SyncTx, asked: UnderLocks): Promise<Answers> {
  const { villages, device, firstSeq } = asked;
  const { rows } = await sql<{
    moved: MovedRow[];
    erased: Place[];
    outcomes: StoredOutcomeRow[];
    unsettled: UnsettledRow[];
    waited: { id: Uuid }[];
    records: RecordRow[];
    homes: Place[];
    households: RecordRow[];
    rollups: RollupFound[];
  }>`/* push_found */ with here as materialized (${questions.recordRows(asked.places)}),
    home as materialized (
      select village, id from ${questions.homesOf(asked.households)}
      union
      select village, case
        when kind = 'household' then id
        when kind in ('person', 'tally', 'visit') and fields->>'household' ${isId} then (fields->>'household')::uuid
      end as id from here where kind in ('household', 'person', 'tally', 'visit')
    )
    select
      ${list(questions.movedRows(asked.named))} as moved,
      ${list(questions.erasedRows(asked.named))} as erased,
      ${list(questions.outcomeRows(asked.bases))} as outcomes,
      ${list(questions.unsettledRows(device, asked.records, firstSeq))} as unsettled,
      ${list(questions.waitedForRows(villages, asked.records))} as waited,
      ${list(sql`select * from here`)} as records,
      ${list(sql`select * from home where id is not null`)} as homes,
      ${list(questions.householdRows(sql`home`))} as households,
      ${list(questions.rollupRows(asked.rollups))} as rollups`.execute(trx);
  const found = rows[0]!;
  const moved = new Fetched(asked.named, found.moved.map(toMoved), ({ id }) => id);
  const erased = new Fetched(asked.named, found.erased, ({ id }) => id);
  const outcomes = new Fetched(asked.bases, found.outcomes.map(toStoredOutcome), ({ opId }) => opId);
  const unsettled = new Fetched(asked.records, found.unsettled.map(toUnsettled), ({ record }) => record);
  const waited = new Set(found.waited.map(({ id }) => id));
  const nobodyWaits = new Set(asked.records.filter((id) => !waited.has(id)));
  const byVillage = (
    places: readonly Place[],
    rows: readonly StoredRecord[],
    about: (row: StoredRecord) => Uuid | undefined,
  ) =>
    new Map(
      villages.map((village) => {
        const own = rows.filter((row) => row.village === village);
        return [village, new Fetched(placesIn(places, village), own, about)];
      }),
    );
  const records = byVillage(asked.places, found.records.map(toRecord), ({ id }) => id);
  const households = byVillage(found.homes, found.households.map(toRecord), householdOf);
  return {
    movedAmong: async (ids) => moved.of(ids) ?? plain.movedAmong(ids),
    erasedAmong: async (ids) => erased.of(ids) ?? plain.erasedAmong(ids),
    outcomesOf: async (opIds) => outcomes.of(opIds) ?? plain.outcomesOf(opIds),
    unsettledOn: async (of, ids, before) =>
      (of === device && before === firstSeq ? unsettled.of(ids) : undefined) ?? plain.unsettledOn(of, ids, before),
    parkedFor: async (where, ids) =>
      where.every((village) => villages.includes(village)) && ids.every((id) => nobodyWaits.has(id))
        ? []
        : plain.parkedFor(where, ids),
    records: async (village, ids) => records.get(village)?.of(ids) ?? plain.records(village, ids),
    households: async (village, ids) => households.get(village)?.of(ids) ?? plain.households(village, ids),
    rollupSince: async (village, day) => {
      const wanted = asked.rollups.find((one) => one.village === village);
      if (!wanted || day < wanted.day) return plain.rollupSince(village, day);
      const days = toRollup(found.rollups.find((one) => one.village === village));
      // The last row before the day, and all from it on.
      const first = days?.findLastIndex((row) => row.day < day) ?? -1;
      return first > 0 ? days?.slice(first) : days;
    },
  };
}
