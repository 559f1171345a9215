import { createIds } from '../lib/ids.ts';
import type { Clock, Random } from '../lib/clock.ts';
import { fromBase64Url, toBase64Url } from './bytes.ts';
import { createWebCipher, place } from './cipher.ts';
import { aes, unwrap, wrap, type Keyring, type WithRecovery } from './keyring.ts';

/** What the server keeps for the day somebody forgets a PIN: 256 bits, base64url. */
export interface RecoveryKey {
  readonly keyId: string;
  readonly key: string;
}

const pendingPlace = (keyId: string): string => place('recovery', '', keyId, 0);

const toWrappingKey = (subtle: SubtleCrypto, key: string): Promise<CryptoKey> => subtle.importKey('raw', fromBase64Url(key), aes, false, ['wrapKey', 'unwrapKey']);

/** Makes a recovery key, wraps the data key by it and keeps it, sealed, until the server has it. */
export function recoveryMaker(subtle: SubtleCrypto, clock: Clock, random: Random): WithRecovery {
  return async (data) => {
    const keyId = createIds(clock, random)();
    const key = toBase64Url(random.bytes(32));
    const wrapped = await wrap(subtle, random, data, await toWrappingKey(subtle, key));
    return { keyId, ...wrapped, pending: await createWebCipher(subtle, random, data).seal(key, pendingPlace(keyId)) };
  };
}

/** What the server has still to be given; undefined when it has it, or there is no PIN. */
export async function pendingRecoveryKey(subtle: SubtleCrypto, random: Random, { recovery }: Keyring, data: CryptoKey): Promise<RecoveryKey | undefined> {
  if (!recovery?.pending) return undefined;
  const key = await createWebCipher(subtle, random, data).open(recovery.pending, pendingPlace(recovery.keyId));
  return key === undefined ? undefined : { keyId: recovery.keyId, key };
}

/** The data key without the PIN; undefined when this is not the key that wraps it. */
export async function openWithRecoveryKey(subtle: SubtleCrypto, { recovery }: Keyring, { keyId, key }: RecoveryKey): Promise<CryptoKey | undefined> {
  if (recovery?.keyId !== keyId) return undefined;
  return unwrap(subtle, recovery, await toWrappingKey(subtle, key), false);
}

/** The server has it. */
export function withoutPending({ recovery, ...rest }: Keyring, keyId: string): Keyring {
  if (recovery?.keyId !== keyId) return { ...rest, ...(recovery && { recovery }) };
  const { pending: _stored, ...kept } = recovery;
  return { ...rest, recovery: kept };
}
