import type { Transaction } from 'kysely';
import { roles, type Grant, type Role } from '../../../domain/access/roles.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Schema } from '../../database/schema.ts';

type Trx = Transaction<Schema>;

/** The server's epoch: a number that a restored backup raises. */
export const epochOf = async (trx: Trx): Promise<number> =>
  Number(
    (await trx.selectFrom('server_state').select('value').where('key', '=', 'epoch').executeTakeFirstOrThrow()).value,
  );

/**
 * The account's grants in force, in the order of their ids. Grants of a role that this version does not know are left
 * out.
 * @param lock hold a share lock on the rows until the transaction ends
 */
export async function grantsOf(trx: Trx, account: Uuid, lock: boolean): Promise<Grant[]> {
  const query = trx
    .selectFrom('account_grant')
    .select(['id', 'role', 'area'])
    .where('account', '=', account)
    .where('revoked_at', 'is', null)
    .orderBy('id');
  return toGrants(await (lock ? query.forShare() : query).execute());
}

export interface GrantRow {
  readonly id: Uuid;
  readonly role: string;
  readonly area: Uuid | null;
}

export const toGrants = (rows: readonly GrantRow[]): Grant[] =>
  rows
    .filter((row) => isRole(row.role))
    .map((row) => ({ id: row.id, role: row.role as Role, ...(row.area ? { area: row.area } : {}) }));

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);
