import { createECDH } from 'node:crypto';
import type { Uuid } from '../../lib/ids.ts';
import type { PushSubscriptionKeys } from '../../protocol/accounts/reminder.ts';
import { note } from '../accounts/audit.ts';
import type { AccountDeps, Database } from '../accounts/deps.ts';
import { grantsOf } from '../accounts/grants.ts';
import type { Asker } from '../accounts/withdraw.ts';

/** Whether this phone is reminded. */
export const isReminded = async (db: Database, device: Uuid): Promise<boolean> =>
  (await db.selectFrom('push_subscription').select('device').where('device', '=', device).executeTakeFirst()) !==
  undefined;

/** Whether a message can be encrypted for this key: a point of P-256 that lies on the curve. */
export function isOnCurve(p256dh: string): boolean {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  try {
    ecdh.computeSecret(p256dh, 'base64url');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY') return false;
    throw error;
  }
}

/**
 * Keeps the subscription of a phone in place of its earlier one; undefined: none any more. The same again changes and
 * notes nothing. A phone that got another device id because it was copied keeps one subscription, not two.
 * @returns false when the phone was closed meanwhile
 */
export async function keepSubscription(
  deps: AccountDeps,
  { account, device }: Asker,
  subscription: PushSubscriptionKeys | undefined,
): Promise<boolean> {
  return deps.db.transaction().execute(async (tx) => {
    // Closing a phone takes the same lock, so nothing is left behind on a closed one.
    const phone = await tx
      .selectFrom('device')
      .select('revoked_at')
      .where('id', '=', device)
      .forUpdate()
      .executeTakeFirst();
    if (phone?.revoked_at !== null) return false;
    const known = await tx
      .selectFrom('push_subscription')
      .select(['endpoint', 'p256dh', 'auth'])
      .where('device', '=', device)
      .executeTakeFirst();
    const keys = subscription && { endpoint: subscription.endpoint, ...subscription.keys };
    if (keys ? isSame(known, keys) : !known) return true;
    if (keys) {
      const row = { ...keys, made_at: deps.clock.now(), wait_until: 0 };
      await tx
        .insertInto('push_subscription')
        .values({ device, ...row })
        .onConflict((conflict) => conflict.column('device').doUpdateSet(row))
        .execute();
      await tx
        .deleteFrom('push_subscription')
        .where('endpoint', '=', keys.endpoint)
        .where('device', '!=', device)
        .where('device', 'in', (own) => own.selectFrom('device').select('id').where('account', '=', account))
        .execute();
    } else await tx.deleteFrom('push_subscription').where('device', '=', device).execute();
    const area = (await grantsOf(tx, account)).find((grant) => grant.area !== undefined)?.area;
    await note(
      { ...deps, db: tx },
      { account, device, action: keys ? 'remindersOn' : 'remindersOff', area, subject: device },
    );
    return true;
  });
}

interface Keys {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

const isSame = (known: Keys | undefined, given: Keys): boolean =>
  known?.endpoint === given.endpoint && known.p256dh === given.p256dh && known.auth === given.auth;
