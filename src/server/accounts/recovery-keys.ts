import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Random } from '../../lib/clock.ts';
import type { Uuid } from '../../lib/ids.ts';
import { heldText, type JoinRequest, type PublicKey } from '../../protocol/accounts/join.ts';
import type { RecoveryKeyRequest, ReleasedKey } from '../../protocol/accounts/recovery.ts';
import { note } from './audit.ts';
import type { AccountDeps } from './deps.ts';
import { grantsOf } from './grants.ts';
import { isSignatureOf } from './sessions/renewal.ts';
import type { Asker } from './withdraw.ts';

/**
 * Encrypts recovery keys in the database with the server's secret (AES-256-GCM), so that a stolen dump alone opens no
 * phone. Each is bound to its phone, so that its row cannot be used for another one.
 */
export interface Vault {
  seal(text: string, boundTo: string): string;
  /** Undefined when it was sealed with another secret, for another place, or was damaged. */
  open(sealed: string, boundTo: string): string | undefined;
}

const algorithm = 'aes-256-gcm';

/**
 * @param secret of the server, any length
 * @param former earlier secrets, which only decrypt
 */
export function createVault(secret: string, random: Random, former: readonly string[] = []): Vault {
  const keyFrom = (of: string): Buffer => Buffer.from(hkdfSync('sha256', of, '', 'thon-so recovery keys', 32));
  const key = keyFrom(secret);
  const keys = [key, ...former.map(keyFrom)];
  return {
    seal(text, boundTo) {
      const nonce = random.bytes(12);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(boundTo));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [nonce, cipher.getAuthTag(), sealed].map((part) => Buffer.from(part).toString('base64url')).join('.');
    },
    open(sealed, boundTo) {
      for (const one of keys) {
        const text = openWith(one, sealed, boundTo);
        if (text !== undefined) return text;
      }
      return undefined;
    },
  };
}

function openWith(key: Buffer, sealed: string, boundTo: string): string | undefined {
  const [nonce, tag, text] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'));
  if (!nonce || !tag || !text) return undefined;
  try {
    const decipher = createDecipheriv(algorithm, key, nonce).setAAD(Buffer.from(boundTo)).setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch (error) {
    if (error instanceof Error) return undefined; // the tag does not match: node:crypto has no class for it
    throw error;
  }
}

/** Encrypts keys that are under a former secret with the present one; then the database alone opens none. */
export async function resealKeys({ db, random, secrets }: AccountDeps, vault: Vault): Promise<void> {
  if (!secrets || secrets.former.length === 0) return;
  const current = createVault(secrets.current, random);
  for (const { device, key_id: keyId, sealed } of await db.selectFrom('recovery_key').selectAll().execute()) {
    const place = boundTo(device, keyId);
    const key = current.open(sealed, place) === undefined ? vault.open(sealed, place) : undefined;
    if (key === undefined) continue;
    await db
      .updateTable('recovery_key')
      .set({ sealed: current.seal(key, place) })
      .where('device', '=', device)
      .where('sealed', '=', sealed)
      .execute();
  }
}

const boundTo = (device: Uuid, keyId: Uuid): string => `${device} ${keyId}`;

/** Stores the key that opens a phone without its PIN. A later key replaces it; the same key again changes nothing. */
export async function storeRecoveryKey(
  deps: AccountDeps,
  vault: Vault,
  { account, device }: Asker,
  { keyId, key }: RecoveryKeyRequest,
): Promise<void> {
  const { db, clock } = deps;
  const known = await db.selectFrom('recovery_key').select('key_id').where('device', '=', device).executeTakeFirst();
  if (known?.key_id === keyId) return;
  const row = {
    key_id: keyId,
    sealed: vault.seal(key, boundTo(device, keyId)),
    created_at: clock.now(),
    released_at: null,
  };
  await note(deps, { account, device, action: 'recoveryKeyKept', subject: device });
  await db
    .insertInto('recovery_key')
    .values({ device, ...row })
    .onConflict((conflict) => conflict.column('device').doUpdateSet(row))
    .execute();
}

/**
 * The recovery keys of the account's earlier enrolments on the phone that joined. Given out only after a redeemed
 * invitation for this account, and only for enrolments whose device key signed this join; keys of other phones are not.
 * The person gets a notice, and a phone whose key was given out makes a new one.
 * @param joined the account and its new device
 */
export async function releaseKeys(
  deps: AccountDeps,
  vault: Vault,
  joined: Asker,
  request: JoinRequest,
): Promise<ReleasedKey[]> {
  const { db, clock } = deps;
  const held = await provenAmong(deps, joined.account, request);
  if (held.length === 0) return [];
  const rows = await db.selectFrom('recovery_key').selectAll().where('device', 'in', held).orderBy('device').execute();
  const released: ReleasedKey[] = [];
  for (const { device, key_id: keyId, sealed, released_at: before } of rows) {
    const key = vault.open(sealed, boundTo(device, keyId));
    if (key === undefined) continue;
    released.push({ enrolment: device, keyId, key });
    if (before !== null) continue;
    await db
      .updateTable('recovery_key')
      .set({ released_at: clock.now() })
      .where('device', '=', device)
      .where('key_id', '=', keyId)
      .execute();
    const area = (await grantsOf(db, joined.account)).find((grant) => grant.area !== undefined)?.area;
    await note(deps, { ...joined, action: 'recoveryKeyReleased', area, subject: device, person: joined.account });
  }
  return released;
}

/** True when this phone's key was given out. */
export async function isReleased(db: AccountDeps['db'], device: Uuid): Promise<boolean> {
  const row = await db.selectFrom('recovery_key').select('released_at').where('device', '=', device).executeTakeFirst();
  return row != null && row.released_at !== null;
}

/** The account's devices that signed, and the copied devices that these replaced. */
async function provenAmong(
  { db }: AccountDeps,
  account: Uuid,
  { held = [], nonce, key }: JoinRequest,
): Promise<Uuid[]> {
  const proofs = held.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  if (proofs.length === 0) return [];
  const ids = proofs.map(({ enrolment }) => enrolment);
  const rows = await db
    .selectFrom('device')
    .select(['id', 'public_key', 'former'])
    .where('account', '=', account)
    .where('id', 'in', ids)
    .execute();
  const proven = rows.filter(({ id, public_key: theirs }) =>
    proofs.some(
      ({ enrolment, signature }) =>
        enrolment === id && isSignatureOf(theirs as PublicKey, heldText(id, nonce, key), signature),
    ),
  );
  return [...new Set(proven.flatMap(({ id, former }) => [id, ...former]))];
}
