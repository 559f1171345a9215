import webPush from 'web-push';
import type { AccountDeps, Database } from '../accounts/deps.ts';
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
  return deps.db.transaction().execute(async (tx) => {
    const value = (await stored(tx)) ?? (await makeFirst(tx, current));
    const kept = fromText(value, vault);
    if (kept && fromText(value, current)) return kept;
    if (!kept) await tx.deleteFrom('push_subscription').execute();
    const keys = kept ?? webPush.generateVAPIDKeys();
    await tx
      .updateTable('server_state')
      .set({ value: toText(keys, current) })
      .where('key', '=', stateKey)
      .execute();
    return keys;
  });
}

/** As they lie in the database, which no other process changes until this transaction ends. */
async function stored(tx: Database): Promise<string | undefined> {
  const row = await tx
    .selectFrom('server_state')
    .select('value')
    .where('key', '=', stateKey)
    .forUpdate()
    .executeTakeFirst();
  return row?.value;
}

/** Of two processes at their first start one makes them, and the other takes these. */
async function makeFirst(tx: Database, vault: Vault): Promise<string> {
  const value = toText(webPush.generateVAPIDKeys(), vault);
  await tx
    .insertInto('server_state')
    .values({ key: stateKey, value })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  return (await stored(tx)) ?? value;
}

const toText = ({ publicKey, privateKey }: VapidKeys, vault: Vault): string =>
  `${publicKey} ${vault.seal(privateKey, boundTo)}`;

function fromText(text: string, vault: Vault): VapidKeys | undefined {
  const [publicKey = '', sealed = ''] = text.split(' ');
  const privateKey = vault.open(sealed, boundTo);
  return privateKey === undefined ? undefined : { publicKey, privateKey };
}
