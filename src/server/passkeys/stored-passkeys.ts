import type { Selectable } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';
import { grantsThatMay } from '../../domain/access/roles.ts';
import type { MeResponse } from '../../protocol/accounts/join.ts';
import type { Passkey } from '../../protocol/accounts/passkey.ts';
import type { AccountDeps, Database } from '../accounts/deps.ts';
import { grantsOf } from '../accounts/grants.ts';
import type { PasskeyTable } from '../database/schema-people.ts';
import { siteOf, type PasskeyDeps } from './deps.ts';

export type StoredPasskey = Selectable<PasskeyTable>;

/** The person's passkeys for this server's name that were not taken away, oldest first. */
export const passkeysOf = (db: Database, account: Uuid, rpId: string): Promise<StoredPasskey[]> =>
  db
    .selectFrom('passkey')
    .selectAll()
    .where('account', '=', account)
    .where('rp_id', '=', rpId)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute();

/** A passkey as its owner, and who may take it away, see it. */
export const rowToPasskey = ({ id, name, created_at: since, last_used_at: lastUsed }: StoredPasskey): Passkey => ({
  id,
  name,
  since,
  ...(lastUsed === null ? {} : { lastUsed }),
});

/** Passkeys in force of these people, by account. */
export async function passkeysByAccount(
  { db }: Pick<AccountDeps, 'db'>,
  accounts: readonly Uuid[],
): Promise<Map<Uuid, Passkey[]>> {
  const byAccount = new Map<Uuid, Passkey[]>();
  if (accounts.length === 0) return byAccount;
  const rows = await db
    .selectFrom('passkey')
    .selectAll()
    .where('account', 'in', [...accounts])
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute();
  for (const row of rows) byAccount.set(row.account, [...(byAccount.get(row.account) ?? []), rowToPasskey(row)]);
  return byAccount;
}

/** True when a role of the person's may hold passkeys. */
export const holdsPasskeys = async (db: Database, account: Uuid): Promise<boolean> =>
  grantsThatMay('holdPasskey', await grantsOf(db, account)).length > 0;

/** `MeResponse.passkey` of somebody whose roles hold passkeys: undefined for who has one. */
export async function passkeyMissing(
  { db, publicUrl, demo = false }: Pick<PasskeyDeps, 'db' | 'publicUrl' | 'demo'>,
  account: Uuid,
): Promise<MeResponse['passkey']> {
  if ((await passkeysOf(db, account, siteOf(publicUrl).rpId)).length > 0) return undefined;
  return demo ? 'demo' : 'missing';
}
