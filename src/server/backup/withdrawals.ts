import { sql, type Kysely, type Transaction } from 'kysely';
import type { WithdrawnRight } from './memory-file.ts';

const withdrawnAt = {
  grant: ['account_grant', 'revoked_at'],
  device: ['device', 'revoked_at'],
  invitation: ['invitation', 'withdrawn_at'],
  passkey: ['passkey', 'withdrawn_at'],
} as const;

type Kind = WithdrawnRight['kind'];
const kinds = Object.keys(withdrawnAt) as readonly Kind[];

/**
 * Grants, phones, invitations and passkeys that were withdrawn after `since`; none in a database without our tables.
 * @param since Unix ms
 */
export async function withdrawnIn(db: Kysely<unknown>, since = 0): Promise<readonly WithdrawnRight[]> {
  const found: WithdrawnRight[] = [];
  for (const kind of kinds) {
    const [table, column] = withdrawnAt[kind];
    const { rows: there } = await sql<{ there: boolean }>`select to_regclass(${table}) is not null as there`.execute(
      db,
    );
    if (!there[0]?.there) continue;
    const { rows } = await sql<{
      id: string;
      at: number;
    }>`
      select id, ${sql.ref(column)} as at from ${sql.table(table)}
      where ${sql.ref(column)} >= ${since} order by at, id`.execute(db);
    found.push(...rows.map(({ id, at }) => ({ kind, id, at })));
  }
  return found;
}

/**
 * Withdraws these rights again in a restored backup. A right that was given anew since has another id and stays.
 * @returns how many of them were in force in the backup
 */
export async function withdrawAgain(tx: Transaction<unknown>, rights: readonly WithdrawnRight[]): Promise<number> {
  let again = 0;
  for (const kind of kinds) {
    const [table, column] = withdrawnAt[kind];
    const own = rights.filter((one) => one.kind === kind);
    const { rows } = await sql<{ id: string }>`
      update ${sql.table(table)} as had set ${sql.ref(column)} = gone.at
      from unnest(${own.map(({ id }) => id)}::uuid[], ${own.map(({ at }) => at)}::bigint[]) as gone (id, at)
      where had.id = gone.id and had.${sql.ref(column)} is null
      returning had.id`.execute(tx);
    again += rows.length;
  }
  return again;
}
