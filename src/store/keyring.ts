import type { Random } from '../lib/clock.ts';
import { assert } from '../lib/assert.ts';
import type { PublicKey } from '../protocol/join.ts';
import { toBase64Url, toUtf8 } from './bytes.ts';

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

/** The keys of one enrolment. CryptoKeys are not extractable; IndexedDB stores them as they are. */
export interface Keyring {
  readonly data: DataKeyLock;
  /** Seals the outbox; at hand while locked too. */
  readonly outbox: CryptoKey;
  readonly signing: CryptoKey;
  readonly publicKey: PublicKey;
  /** The data key wrapped for recovery by a key that only the server holds (a forgotten PIN loses nothing). */
  readonly recovery?: WrappedKey & { readonly keyId: string };
}

/** OWASP's figure for PBKDF2-HMAC-SHA-256 (2023); 125 ms on a desktop, about 0.5 s on a mid-range phone. */
export const pinIterations = 600_000;

const aes = { name: 'AES-GCM', length: 256 } as const;
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** @throws in a browser that cannot make these keys */
export async function createKeyring(subtle: SubtleCrypto, random: Random): Promise<Keyring> {
  const [outbox, by, data, pair] = await Promise.all([
    subtle.generateKey(aes, false, ['encrypt', 'decrypt']),
    subtle.generateKey(aes, false, ['wrapKey', 'unwrapKey']),
    subtle.generateKey(aes, true, ['encrypt', 'decrypt']),
    subtle.generateKey(ecdsa, false, ['sign', 'verify']),
  ]);
  const { x, y } = await subtle.exportKey('jwk', pair.publicKey);
  assert(x && y, 'an elliptic curve key has coordinates');
  return {
    data: { lock: 'none', by, ...(await wrap(subtle, random, data, by)) },
    outbox,
    signing: pair.privateKey,
    publicKey: { kty: 'EC', crv: 'P-256', x, y },
  };
}

/** ECDSA P-256 with SHA-256, raw r‖s (IEEE P1363), base64url. */
export async function signText(subtle: SubtleCrypto, keyring: Keyring, text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keyring.signing, toUtf8(text))));
}

/** The data key of a keyring without a PIN; undefined when there is one. */
export function openDataKey(subtle: SubtleCrypto, keyring: Keyring): Promise<CryptoKey | undefined> {
  const { data } = keyring;
  return data.lock === 'none' ? unwrap(subtle, data, data.by, false) : Promise.resolve(undefined);
}

/** The data key, or undefined when the PIN is wrong (or there is none). Takes as long as the PIN's stretching does. */
export async function unlockWithPin(subtle: SubtleCrypto, keyring: Keyring, pin: string): Promise<CryptoKey | undefined> {
  const { data } = keyring;
  return data.lock === 'pin' ? unwrap(subtle, data, await pinKey(subtle, pin, data.salt, data.iterations), false) : undefined;
}

/**
 * The same keyring behind a (new) PIN. The rows stay as they are. Whoever copied the disk before has the key without
 * the PIN for as long as the old keyring's bytes survive in the database's log.
 * @param current the PIN in force, if there is one
 * @returns undefined when `current` is wrong
 */
export async function lockWithPin(subtle: SubtleCrypto, random: Random, keyring: Keyring, pin: string, current?: string): Promise<Keyring | undefined> {
  const { data } = keyring;
  const opener = data.lock === 'none' ? data.by : await pinKey(subtle, current ?? '', data.salt, data.iterations);
  const key = await unwrap(subtle, data, opener, true);
  if (!key) return undefined;
  const salt = random.bytes(16);
  const by = await pinKey(subtle, pin, salt, pinIterations);
  return { ...keyring, data: { lock: 'pin', salt, iterations: pinIterations, ...(await wrap(subtle, random, key, by)) } };
}

async function pinKey(subtle: SubtleCrypto, pin: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const material = await subtle.importKey('raw', toUtf8(pin.normalize('NFC')), 'PBKDF2', false, ['deriveKey']);
  return subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, material, aes, false, ['wrapKey', 'unwrapKey']);
}

async function wrap(subtle: SubtleCrypto, random: Random, key: CryptoKey, by: CryptoKey): Promise<WrappedKey> {
  const nonce = random.bytes(12);
  return { nonce, wrapped: new Uint8Array(await subtle.wrapKey('raw', key, by, { name: 'AES-GCM', iv: nonce })) };
}

async function unwrap(subtle: SubtleCrypto, { nonce, wrapped }: WrappedKey, by: CryptoKey, extractable: boolean): Promise<CryptoKey | undefined> {
  try {
    return await subtle.unwrapKey('raw', wrapped, by, { name: 'AES-GCM', iv: nonce }, aes, extractable, ['encrypt', 'decrypt']);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return undefined; // the tag does not match
    throw error;
  }
}
