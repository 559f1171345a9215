import type { Random } from '../../lib/clock.ts';
import { assert } from '../../lib/assert.ts';
import type { PublicKey } from '../../protocol/accounts/join.ts';
import { toBase64Url, toUtf8 } from '../cipher/bytes.ts';
import type { Sealed } from '../cipher/cipher.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A data key encrypted (AES-GCM) by another key. */
export interface WrappedKey {
  readonly nonce: Bytes;
  readonly wrapped: Bytes;
}

/**
 * How the data key lies on disk. It is always wrapped, also without a PIN (by a key that cannot leave the browser),
 * so that a PIN set later re-wraps one key and leaves every row as it is.
 */
export type DataKeyLock =
  | ({ readonly lock: 'none'; readonly by: CryptoKey } & WrappedKey)
  | ({ readonly lock: 'pin'; readonly salt: Bytes; readonly iterations: number } & WrappedKey);

/**
 * The data key wrapped for a forgotten PIN, by a key that only the server keeps. Until the server has it, that key
 * is stored here sealed with the data key: neither opens without the PIN, so nothing readable is on the disk.
 */
export interface RecoveryLock extends WrappedKey {
  readonly keyId: string;
  readonly pending?: Sealed;
}

/** The key pair with which a phone proves that it is the one that joined. */
export interface SigningKeys {
  readonly signing: CryptoKey;
  readonly publicKey: PublicKey;
}

/** The keys a phone joins with. CryptoKeys are not extractable; IndexedDB stores them as they are. */
export interface PhoneKeys extends SigningKeys {
  /** Seals the outbox; available while locked too. */
  readonly outbox: CryptoKey;
}

/** The keys of one enrolment. */
export interface Keyring extends PhoneKeys {
  readonly data: DataKeyLock;
  readonly recovery?: RecoveryLock;
}

/**
 * OWASP's figure for PBKDF2-HMAC-SHA-256 (2023). `npm run bench -- lock` measures a check: it must take ≤ 1 s on a
 * mid-range phone (docs/decisions/0062).
 */
export const pinIterations = 600_000;

export const aes = { name: 'AES-GCM', length: 256 } as const;
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** @throws in a browser that cannot make these keys */
export async function createPhoneKeys(subtle: SubtleCrypto): Promise<PhoneKeys> {
  const [outbox, keys] = await Promise.all([
    subtle.generateKey(aes, false, ['encrypt', 'decrypt']),
    createSigningKeys(subtle),
  ]);
  return { outbox, ...keys };
}

export async function createSigningKeys(subtle: SubtleCrypto): Promise<SigningKeys> {
  const pair = await subtle.generateKey(ecdsa, false, ['sign', 'verify']);
  const { x, y } = await subtle.exportKey('jwk', pair.publicKey);
  assert(x && y, 'an elliptic curve key has coordinates');
  return { signing: pair.privateKey, publicKey: { kty: 'EC', crv: 'P-256', x, y } };
}

/**
 * A keyring with a new data key. With a PIN the data key is never on the disk without it.
 * @param withRecovery see `recovery-key.ts`; the data key is extractable only here
 */
export async function createKeyring(
  subtle: SubtleCrypto,
  random: Random,
  keys: PhoneKeys,
  pin: string | undefined,
  withRecovery: WithRecovery,
): Promise<NewKeyring> {
  const data = await subtle.generateKey(aes, true, ['encrypt', 'decrypt']);
  if (pin !== undefined)
    return {
      data,
      keyring: { ...keys, data: await pinLock(subtle, random, data, pin), recovery: await withRecovery(data) },
    };
  const by = await subtle.generateKey(aes, false, ['wrapKey', 'unwrapKey']);
  return { data, keyring: { ...keys, data: { lock: 'none', by, ...(await wrap(subtle, random, data, by)) } } };
}

/** `data`: the data key itself, extractable. */
export interface NewKeyring {
  readonly keyring: Keyring;
  readonly data: CryptoKey;
}

/** Wraps a data key for recovery. @param data extractable */
export type WithRecovery = (data: CryptoKey) => Promise<RecoveryLock>;

/** ECDSA P-256 with SHA-256, raw r‖s (IEEE P1363), base64url. */
export async function signText(subtle: SubtleCrypto, keys: SigningKeys, text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.signing, toUtf8(text))));
}

/** The data key of a keyring without a PIN; undefined when there is one. */
export function openDataKey(subtle: SubtleCrypto, keyring: Keyring): Promise<CryptoKey | undefined> {
  const { data } = keyring;
  return data.lock === 'none' ? unwrap(subtle, data, data.by, false) : Promise.resolve(undefined);
}

/** The data key, or undefined when the PIN is wrong (or there is none). Takes as long as the PIN's stretching does. */
export async function unlockWithPin(
  subtle: SubtleCrypto,
  keyring: Keyring,
  pin: string,
): Promise<CryptoKey | undefined> {
  const { data } = keyring;
  return data.lock === 'pin'
    ? unwrap(subtle, data, await pinKey(subtle, pin, data.salt, data.iterations), false)
    : undefined;
}

/**
 * The same keyring locked with a (new) PIN, and recoverable by a new recovery key: the old one does not open it. The
 * rows stay as they are. A copy of the disk made before still holds the old keyring, and so may the database's log for
 * a while: the new PIN does not protect those.
 * @param current the PIN in force, if there is one
 * @returns undefined when `current` is wrong
 */
export async function lockWithPin(
  subtle: SubtleCrypto,
  random: Random,
  keyring: Keyring,
  pin: string,
  current: string | undefined,
  withRecovery: WithRecovery,
): Promise<Keyring | undefined> {
  const { data } = keyring;
  const opener = data.lock === 'none' ? data.by : await pinKey(subtle, current ?? '', data.salt, data.iterations);
  const key = await unwrap(subtle, data, opener, true);
  if (!key) return undefined;
  return { ...keyring, data: await pinLock(subtle, random, key, pin), recovery: await withRecovery(key) };
}

/**
 * The same keyring, recoverable by a new key: the old one was given out. @returns undefined when `pin` is wrong, or
 * there is none
 */
export async function renewRecovery(
  subtle: SubtleCrypto,
  keyring: Keyring,
  pin: string,
  withRecovery: WithRecovery,
): Promise<Keyring | undefined> {
  const { data } = keyring;
  const key =
    data.lock === 'pin'
      ? await unwrap(subtle, data, await pinKey(subtle, pin, data.salt, data.iterations), true)
      : undefined;
  return key && { ...keyring, recovery: await withRecovery(key) };
}

async function pinLock(subtle: SubtleCrypto, random: Random, key: CryptoKey, pin: string): Promise<DataKeyLock> {
  const salt = random.bytes(16);
  const by = await pinKey(subtle, pin, salt, pinIterations);
  return { lock: 'pin', salt, iterations: pinIterations, ...(await wrap(subtle, random, key, by)) };
}

async function pinKey(subtle: SubtleCrypto, pin: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const material = await subtle.importKey('raw', toUtf8(pin.normalize('NFC')), 'PBKDF2', false, ['deriveKey']);
  return subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, material, aes, false, [
    'wrapKey',
    'unwrapKey',
  ]);
}

export async function wrap(subtle: SubtleCrypto, random: Random, key: CryptoKey, by: CryptoKey): Promise<WrappedKey> {
  const nonce = random.bytes(12);
  return { nonce, wrapped: new Uint8Array(await subtle.wrapKey('raw', key, by, { name: 'AES-GCM', iv: nonce })) };
}

/** Undefined when `by` is another key. */
export async function unwrap(
  subtle: SubtleCrypto,
  { nonce, wrapped }: WrappedKey,
  by: CryptoKey,
  extractable: boolean,
): Promise<CryptoKey | undefined> {
  try {
    return await subtle.unwrapKey('raw', wrapped, by, { name: 'AES-GCM', iv: nonce }, aes, extractable, [
      'encrypt',
      'decrypt',
    ]);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return undefined; // the tag does not match
    throw error;
  }
}
