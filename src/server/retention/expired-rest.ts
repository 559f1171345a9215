import { sql } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';
import { dayOf, type Day } from '../../lib/day.ts';
import { keptAfter } from '../../domain/record/retention.ts';
import type { Database } from '../accounts/deps.ts';

/** Texts deleted in one transaction. */
const atOnce = 500;

const isOver = (at: number, months: number, today: Day): boolean => keptAfter(dayOf(at), months) < today;

/**
 * Operations of a village that never took effect (parked, quarantined or set aside) and whose retention has ended,
 * oldest first.
 */
export async function expiredTexts(db: Database, village: Uuid, months: number, today: Day): Promise<Uuid[]> {
  const rows = await db
    .selectFrom('op_meta')
    .select(['op_id', 'received_at'])
    .where('village', '=', village)
    .where('outcome', 'in', ['parked', 'quarantined', 'setAside'])
    .orderBy('received_at')
    .limit(atOnce)
    .execute();
  return rows.filter((row) => isOver(row.received_at, months, today)).map((row) => row.op_id);
}

/**
 * Households without people whose last change is older than the retention; erasing them also removes the head's name.
 */
export async function expiredHouseholds(db: Database, village: Uuid, months: number, today: Day): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid; at: number }>`
    select household.id, (select max((said.value->>3)::bigint) from jsonb_each(household.field_meta) as said) as at
    from record as household
    where household.village = ${village} and household.kind = 'household'
      and household.fields->>'mergedInto' is null and household.fields - '$deleted' <> '{}'::jsonb
      and not exists (
        select 1 from record as person
        where person.village = ${village} and person.kind = 'person'
          and person.fields->>'household' = household.id::text
      )`.execute(db);
  return rows.filter(({ at }) => isOver(Number(at), months, today)).map(({ id }) => id);
}
