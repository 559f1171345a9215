import { sql, type Transaction } from 'kysely';
import type { Uuid } from '../../../lib/ids.ts';
import type { Schema } from '../../database/schema.ts';
import { uuids } from './arrays.ts';
import { recordRows } from './questions.ts';
import { toRecord, type RecordRow } from './rows.ts';
import type { RecordsTx, StoredRecord, VillageTurn } from '../storage.ts';

type Trx = Transaction<Schema>;

/** Villages' versions and records over SQL. */
export const recordsTx = (trx: Trx): Omit<RecordsTx, 'saveRecords'> => ({
  nextVersions: async (villages) => {
    if (villages.length === 0) return new Map();
    // Locked in the order of their ids first: an UPDATE of several rows locks them in whatever order the plan reads,
    // and two pushes could deadlock.
    const { rows } = await sql<VillageTurn & { id: Uuid }>`/* push_turn */
      with locked as materialized (
        select id from village where id = any(${uuids(villages)}) order by id for update
      )
      update village set version = village.version + 1 from locked where village.id = locked.id
      returning village.id, village.version, village.lost`.execute(trx);
    return new Map(rows.map(({ id, version, lost }) => [id, { version, lost }]));
  },
  records: (village, ids) => records(trx, village, ids),
});

/** The village's records with these ids; unknown ids are missing in the answer. */
export async function records(trx: Trx, village: Uuid, ids: readonly Uuid[]): Promise<StoredRecord[]> {
  if (ids.length === 0) return [];
  const places = [...new Set(ids)].map((id) => ({ village, id }));
  const { rows } = await sql<RecordRow>`${recordRows(places)}`.execute(trx);
  return rows.map(toRecord);
}
