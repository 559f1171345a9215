import { sql, type RawBuilder } from 'kysely';
import type { Uuid } from '../../../lib/ids.ts';
import type { Day } from '../../../lib/day.ts';
import type { Place } from '../storage.ts';
import { integers, uuids } from './arrays.ts';

// What push asks, each as a query: to be sent by itself, or as a part of one statement (read-ahead.ts). Each id is
// looked up by itself (`cross join lateral (… offset 0)`): with `= any(…)` and hundreds of ids the planner may choose
// to scan the whole village or table.

type Query = RawBuilder<unknown>;

const recordColumns = sql.raw('village, id, kind, version, fields, field_meta, echo_device, echo_base');

const unique = (ids: readonly Uuid[]): Uuid[] => [...new Set(ids)];

export const outcomeRows = (opIds: readonly Uuid[]): Query => sql`
  select found.* from unnest(${uuids(unique(opIds))}) as wanted (id) cross join lateral (
    select op_id, outcome, version, record from op_meta where op_id = wanted.id offset 0
  ) as found`;

export const numberedRows = (device: Uuid, seqs: readonly number[]): Query => sql`
  select found.* from unnest(${integers(seqs)}) as wanted (seq) cross join lateral (
    select seq, op_id from op_meta where device = ${device}::uuid and seq = wanted.seq offset 0
  ) as found`;

export const usageRow = (account: Uuid, day: Day): Query => sql`
  select operations, bytes from account_usage where account = ${account}::uuid and day = ${day}`;

/** The villages of all grants of the account, in force or not, the latest last. */
export const villageRows = (account: Uuid): Query => sql`
  select village.id from account_grant join village on village.id = account_grant.area
  where account_grant.account = ${account}::uuid order by account_grant.id`;

export const movedRows = (ids: readonly Uuid[]): Query => sql`
  select found.* from unnest(${uuids(unique(ids))}) as wanted (id) cross join lateral (
    select village, id, to_village, at, bases from moved_record where id = wanted.id offset 0
  ) as found`;

export const erasedRows = (ids: readonly Uuid[]): Query => sql`
  select found.* from unnest(${uuids(unique(ids))}) as wanted (id) cross join lateral (
    select id, village from erased_mark where id = wanted.id offset 0
  ) as found`;

/** See SyncTx: the device's own earlier operations come before those of its former ids. */
export const unsettledRows = (device: Uuid, records: readonly Uuid[], beforeSeq: number): Query => sql`
  select distinct on (record) record, op_id
  from unnest(${uuids(unique(records))}) as wanted (id) cross join lateral (
    select record, op_id, device, seq from op_meta
    where record = wanted.id and outcome in ('parked', 'quarantined')
      and (
        (device = ${device}::uuid and seq < ${beforeSeq}::bigint)
        or device in (
          select jsonb_array_elements_text(former)::uuid from device where id = ${device}::uuid
        )
      )
    offset 0
  ) as found
  order by record, device = ${device}::uuid desc, seq desc`;

/** Those of the ids for which an operation of one of the villages is parked. */
export const waitedForRows = (villages: readonly Uuid[], ids: readonly Uuid[]): Query => sql`
  select wanted.id from unnest(${uuids(unique(ids))}) as wanted (id)
  where exists (
    select from op_meta
    where village = any(${uuids(villages)}) and waits_for = wanted.id and outcome = 'parked'
  )`;

export const recordRows = (places: readonly Place[]): Query => sql`
  select found.* from unnest(
    ${uuids(places.map(({ village }) => village))}, ${uuids(places.map(({ id }) => id))}
  ) as place (village, id) cross join lateral (
    select ${recordColumns} from record where village = place.village and id = place.id offset 0
  ) as found`;

/**
 * Households, everybody in them and the visits there, through the indexes record_pkey and record_home: a village's
 * other households are not read.
 * @param homes a table of (village, id), each once
 */
export const householdRows = (homes: Query): Query => sql`
  select found.* from ${homes} cross join lateral (
    (select ${recordColumns} from record
      where village = home.village and id = home.id and kind = 'household' offset 0)
    union all
    (select ${recordColumns} from record
      where village = home.village and kind in ('person', 'tally', 'visit')
        and fields->>'household' = home.id::text offset 0)
  ) as found`;

export const homesOf = (places: readonly Place[]): Query => sql`
  unnest(${uuids(places.map(({ village }) => village))}, ${uuids(places.map(({ id }) => id))}) as home (village, id)`;

/** A village's rules and, of each day from `day` on and of the one before it, [day, counts]. */
export const rollupRows = (wanted: readonly { readonly village: Uuid; readonly day: Day }[]): Query => sql`
  select village.id as village, village.rollup as rules, (
    select coalesce(json_agg(json_build_array(rollup.day, rollup.counts) order by rollup.day), '[]') from rollup
    where rollup.village = village.id and rollup.day >= coalesce(
      (select max(before.day) from rollup as before where before.village = village.id and before.day < wanted.day),
      wanted.day
    )
  ) as days
  from unnest(
    ${uuids(wanted.map(({ village }) => village))}, ${wanted.map(({ day }) => day)}::text[]
  ) as wanted (village, day) join village on village.id = wanted.village`;
