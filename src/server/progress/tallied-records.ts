import type { Uuid } from '../../lib/ids.ts';
import type { Fields } from '../../domain/record.ts';
import type { CountedRecord } from '../../domain/village.ts';
import type { Database } from '../accounts/deps.ts';

/** The village's people who are counted without a row: a phone counts them too, so the server must. */
export async function talliedRecords(db: Database, village: Uuid): Promise<CountedRecord[]> {
  const rows = await db.selectFrom('record').select(['id', 'fields']).where('village', '=', village).where('kind', '=', 'tally').execute();
  return rows.map(({ id, fields }) => ({ id, kind: 'tally', fields: fields as Fields }));
}
