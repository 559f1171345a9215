import { createIds } from '../../lib/ids.ts';
import type { Clock, Random } from '../../lib/clock.ts';
import { fromBase64Url, toBase64Url } from '../cipher/bytes.ts';
import { createWebCipher, associatedData } from '../cipher/cipher.ts';
import { aes, unwrap, wrap, type Keyring, type WithRecovery } from './keyring.ts';

/** The key that the server keeps for a forgotten PIN: 256 bits, base64url. */
export interface RecoveryKey {
  readonly keyId: string;
  readonly key: string;
}

const pendingAssociatedData = (keyId: string): string => associatedData('recovery', '', keyId, 0);

const toWrappingKey = (subtle: SubtleCrypto, key: string): Promise<CryptoKey> =>
  subtle.importKey('raw', fromBase64Url(key), aes, false, ['wrapKey', 'unwrapKey']);

/** Makes a recovery key, wraps the data key with it, and keeps it sealed until the server has stored it. */
export function recoveryMaker(subtle: SubtleCrypto, clock: Clock, random: Random): WithRecovery {
  return async (data) => {
    const keyId = createIds(clock, random)();
    const key = toBase64Url(random.bytes(32));
    const wrapped = await wrap(subtle, random, data, await toWrappingKey(subtle, key));
    return {
      keyId,
      ...wrapped,
      pending: await createWebCipher(subtle, random, data).seal(key, pendingAssociatedData(keyId)),
    };
  };
}

/** The recovery key that is still to be sent to the server; undefined when it has been sent, or there is no PIN. */
export async function pendingRecoveryKey(
  subtle: SubtleCrypto,
  random: Random,
  { recovery }: Keyring,
  data: CryptoKey,
): Promise<RecoveryKey | undefined> {
  if (!recovery?.pending) return undefined;
  const key = await createWebCipher(subtle, random, data).open(recovery.pending, pendingAssociatedData(recovery.keyId));
  return key === undefined ? undefined : { keyId: recovery.keyId, key };
}

/** The data key, unwrapped by a recovery key; undefined when it is another key. */
export async function openWithRecoveryKey(
  subtle: SubtleCrypto,
  { recovery }: Keyring,
  { keyId, key }: RecoveryKey,
): Promise<CryptoKey | undefined> {
  if (recovery?.keyId !== keyId) return undefined;
  return unwrap(subtle, recovery, await toWrappingKey(subtle, key), false);
}

/** The keyring once the server has stored recovery key `keyId`. */
export function withoutPending({ recovery, ...rest }: Keyring, keyId: string): Keyring {
  if (recovery?.keyId !== keyId) return { ...rest, ...(recovery && { recovery }) };
  const { pending: _stored, ...kept } = recovery;
  return { ...rest, recovery: kept };
}
