import webPush from 'web-push';
import type { AccountDeps } from '../accounts/deps.ts';
import { createVault, type Vault } from '../accounts/recovery-keys.ts';

/** The keys by which push services know this server (VAPID, RFC 8292), base64url. */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

const stateKey = 'push.keys';
const boundTo = 'push keys';

/**
 * The server's keys, made at its first start and shared by all processes on the database, the private one sealed with
 * the server's secret. Where that secret was lost they are made anew; the subscriptions made for the old ones are
 * worthless then and are forgotten, so that each person can turn reminders on again.
 */
export async function vapidKeys(deps: AccountDeps, vault: Vault): Promise<VapidKeys> {
  const current = deps.secrets ? createVault(deps.secrets.current, deps.random) : vault;
  const made = webPush.generateVAPIDKeys();
  return deps.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('server_state')
      .values({ key: stateKey, value: toText(made, current) })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
    const { value } = await tx
      .selectFrom('server_state')
      .select('value')
      .where('key', '=', stateKey)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const kept = fromText(value, vault);
    if (kept && fromText(value, current)) return kept;
    if (!kept) await tx.deleteFrom('push_subscription').execute();
    const keys = kept ?? made;
    await tx
      .updateTable('server_state')
      .set({ value: toText(keys, current) })
      .where('key', '=', stateKey)
      .execute();
    return keys;
  });
}

const toText = ({ publicKey, privateKey }: VapidKeys, vault: Vault): string =>
  `${publicKey} ${vault.seal(privateKey, boundTo)}`;

function fromText(text: string, vault: Vault): VapidKeys | undefined {
  const [publicKey = '', sealed = ''] = text.split(' ');
  const privateKey = vault.open(sealed, boundTo);
  return privateKey === undefined ? undefined : { publicKey, privateKey };
}
