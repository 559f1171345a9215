import type { Uuid } from '../../lib/ids.ts';
import type { CountedRecord } from '../../domain/people/village.ts';
import type { Fields, RecordKind } from '../../domain/record/record.ts';
import type { Database } from '../accounts/deps.ts';
import { anyOf } from '../sync/kysely/lists.ts';

/** The records of these kinds in a village, deleted ones too. */
export async function recordsIn(db: Database, village: Uuid, kinds: readonly RecordKind[]): Promise<CountedRecord[]> {
  const rows = await db
    .selectFrom('record')
    .select(['id', 'kind', 'fields'])
    .where('village', '=', village)
    .where('kind', 'in', [...kinds])
    .execute();
  return rows.map(({ id, kind, fields }) => ({ id, kind: kind as RecordKind, fields: fields as Fields }));
}

/** The present version of each village that has one. */
export async function villageVersions(db: Database, villages: readonly Uuid[]): Promise<Map<Uuid, number>> {
  const rows = await db.selectFrom('village').select(['id', 'version']).where('id', '=', anyOf(villages)).execute();
  return new Map(rows.map(({ id, version }) => [id, version]));
}
