import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Random } from '../../lib/clock.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { RecoveryKeyRequest, ReleasedKey } from '../../protocol/recovery.ts';
import type { AccountDeps, Database } from './deps.ts';

/**
 * Seals what lies in the database with the server's secret (AES-256-GCM): a stolen dump opens no phone by itself. Bound
 * to the phone it is for, so that no row can be passed off as another's.
 */
export interface Vault {
  seal(text: string, boundTo: string): string;
  /** Undefined when it was sealed with another secret, for another place, or was damaged. */
  open(sealed: string, boundTo: string): string | undefined;
}

const algorithm = 'aes-256-gcm';

/** @param secret of the server, any length */
export function createVault(secret: string, random: Random): Vault {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'thon-so recovery keys', 32));
  return {
    seal(text, boundTo) {
      const nonce = random.bytes(12);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(boundTo));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [nonce, cipher.getAuthTag(), sealed].map((part) => Buffer.from(part).toString('base64url')).join('.');
    },
    open(sealed, boundTo) {
      const [nonce, tag, text] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'));
      if (!nonce || !tag || !text) return undefined;
      try {
        const decipher = createDecipheriv(algorithm, key, nonce).setAAD(Buffer.from(boundTo)).setAuthTag(tag);
        return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
      } catch (error) {
        if (error instanceof Error) return undefined; // the tag does not match: node:crypto has no class for it
        throw error;
      }
    },
  };
}

const boundTo = (device: Uuid, keyId: Uuid): string => `${device} ${keyId}`;

/** Keeps the key that opens a phone without its PIN. A later one takes its place; the same one again changes nothing. */
export async function storeRecoveryKey({ db, clock }: AccountDeps, vault: Vault, device: Uuid, { keyId, key }: RecoveryKeyRequest): Promise<void> {
  const row = { key_id: keyId, sealed: vault.seal(key, boundTo(device, keyId)), created_at: clock.now() };
  await db
    .insertInto('recovery_key')
    .values({ device, ...row })
    .onConflict((conflict) => conflict.column('device').doUpdateSet(row))
    .execute();
}

/**
 * What opens those of the account's earlier enrolments that lie on the phone that asks. Only after a redeemed invitation
 * for this very account; keys of its other phones stay here.
 */
export async function releaseKeys(db: Database, vault: Vault, account: Uuid, held: readonly Uuid[]): Promise<ReleasedKey[]> {
  if (held.length === 0) return [];
  const rows = await db
    .selectFrom('recovery_key')
    .innerJoin('device', 'device.id', 'recovery_key.device')
    .select(['recovery_key.device', 'recovery_key.key_id', 'recovery_key.sealed'])
    .where('device.account', '=', account)
    .where('device.id', 'in', [...held])
    .orderBy('device.id')
    .execute();
  return rows.flatMap(({ device, key_id: keyId, sealed }) => {
    const key = vault.open(sealed, boundTo(device, keyId));
    return key === undefined ? [] : [{ enrolment: device, keyId, key }];
  });
}
