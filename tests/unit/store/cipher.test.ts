import { describe, expect, test } from 'vitest';
import { systemClock, systemRandom } from '../../../src/lib/clock.ts';
import { createWebCipher, associatedData, plainCipher, type Cipher } from '../../../src/store/cipher/cipher.ts';
import {
  createKeyring,
  createPhoneKeys,
  lockWithPin as lockWith,
  openDataKey,
  pinIterations,
  signText,
  unlockWithPin,
  type Keyring,
} from '../../../src/store/keys/keyring.ts';
import {
  openWithRecoveryKey,
  pendingRecoveryKey,
  recoveryMaker,
  withoutPending,
} from '../../../src/store/keys/recovery-key.ts';
import { seeded } from '../../support/seeded.ts';

const { subtle } = crypto;
const newKey = () => subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
const withRecovery = recoveryMaker(subtle, systemClock, systemRandom);
const newKeyring = async (pin?: string) =>
  (await createKeyring(subtle, systemRandom, await createPhoneKeys(subtle), pin, withRecovery)).keyring;
const lockWithPin = (keyring: Keyring, pin: string, current?: string) =>
  lockWith(subtle, systemRandom, keyring, pin, current, withRecovery);
const here = associatedData('rows', 'village', 'row', 7);

describe.each<[string, () => Promise<Cipher>]>([
  ['AES-GCM', async () => createWebCipher(subtle, systemRandom, await newKey())],
  ["the simulation's plain cipher", () => Promise.resolve(plainCipher(seeded(1)))],
])('%s', (_name, create) => {
  test('opens what it sealed, in its place only', async () => {
    const cipher = await create();
    const sealed = await cipher.seal('Ngô Thử Ý', here);
    expect(await cipher.open(sealed, here)).toBe('Ngô Thử Ý');
    for (const elsewhere of [
      associatedData('ops', 'village', 'row', 7),
      associatedData('rows', 'other', 'row', 7),
      associatedData('rows', 'village', 'other', 7),
      associatedData('rows', 'village', 'row', 6),
    ]) {
      expect(await cipher.open(sealed, elsewhere)).toBeUndefined();
    }
  });

  test('draws a fresh 96-bit nonce for every seal', async () => {
    const cipher = await create();
    const nonces = await Promise.all(Array.from({ length: 50 }, async () => (await cipher.seal('x', here)).nonce));
    expect(nonces.every((nonce) => nonce.length === 12)).toBe(true);
    expect(new Set(nonces.map(String)).size).toBe(50);
  });
});

test('what another key sealed, or what was damaged, cannot be read', async () => {
  const [mine, theirs] = [
    createWebCipher(subtle, systemRandom, await newKey()),
    createWebCipher(subtle, systemRandom, await newKey()),
  ];
  const sealed = await mine.seal('text', here);
  expect(await theirs.open(sealed, here)).toBeUndefined();
  const damaged = { ...sealed, ciphertext: sealed.ciphertext.map((byte, i) => (i === 0 ? byte ^ 1 : byte)) };
  expect(await mine.open(damaged, here)).toBeUndefined();
});

// Stretching a PIN is slow on purpose, and slower on a busy machine.
describe('a keyring', { timeout: 30_000 }, () => {
  test('has keys that cannot be taken out, and opens its data key', async () => {
    const keyring = await newKeyring();
    const data = await openDataKey(subtle, keyring);
    for (const key of [keyring.outbox, keyring.signing, data!]) {
      expect(key.extractable).toBe(false);
    }
    await expect(subtle.exportKey('raw', data!)).rejects.toThrow();
  });

  test('signs as the server checks: raw r‖s over the text, base64url', async () => {
    const keyring = await newKeyring();
    const signature = Buffer.from(await signText(subtle, keyring, 'thon-so renew x y'), 'base64url');
    expect(signature).toHaveLength(64);
    const key = await subtle.importKey('jwk', keyring.publicKey, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'verify',
    ]);
    const verify = (text: string) =>
      subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, new TextEncoder().encode(text));
    expect(await verify('thon-so renew x y')).toBe(true);
    expect(await verify('thon-so renew x z')).toBe(false);
  });

  test('behind a PIN opens with that PIN alone; what was sealed before opens after', async () => {
    const open = await newKeyring();
    const before = createWebCipher(subtle, systemRandom, (await openDataKey(subtle, open))!);
    const sealed = await before.seal('text', here);
    const locked = (await lockWithPin(open, '2580'))!;
    expect(locked.data).toMatchObject({ lock: 'pin', iterations: pinIterations });
    expect(JSON.stringify(Object.keys(locked.data).sort())).toBe('["iterations","lock","nonce","salt","wrapped"]');
    expect(await openDataKey(subtle, locked)).toBeUndefined();
    expect(await unlockWithPin(subtle, locked, '2581')).toBeUndefined();
    const key = await unlockWithPin(subtle, locked, '2580');
    expect(key!.extractable).toBe(false);
    expect(await createWebCipher(subtle, systemRandom, key!).open(sealed, here)).toBe('text');
  });

  test('changes its PIN only for who knows the old one', async () => {
    const locked = (await lockWithPin(await newKeyring(), '1111'))!;
    expect(await lockWithPin(locked, '2222', '9999')).toBeUndefined();
    expect(await lockWithPin(locked, '2222')).toBeUndefined();
    const changed = (await lockWithPin(locked, '2222', '1111'))!;
    expect(await unlockWithPin(subtle, changed, '1111')).toBeUndefined();
    expect(await unlockWithPin(subtle, changed, '2222')).toBeDefined();
  });

  test('made behind a PIN never had another lock', async () => {
    const keyring = await newKeyring('258013');
    expect(keyring.data.lock).toBe('pin');
    expect(await openDataKey(subtle, keyring)).toBeUndefined();
    expect(await unlockWithPin(subtle, keyring, '258013')).toBeDefined();
  });

  test('without the PIN opens with the recovery key, which waits on the disk behind the PIN', async () => {
    const keyring = await newKeyring('258013');
    const data = (await unlockWithPin(subtle, keyring, '258013'))!;
    const sealed = await createWebCipher(subtle, systemRandom, data).seal('text', here);
    const recovery = (await pendingRecoveryKey(subtle, systemRandom, keyring, data))!;
    expect(recovery.key).toMatch(/^[\w-]{43}$/);
    expect(await pendingRecoveryKey(subtle, systemRandom, keyring, await newKey())).toBeUndefined();

    const opened = (await openWithRecoveryKey(subtle, keyring, recovery))!;
    expect(opened.extractable).toBe(false);
    expect(await createWebCipher(subtle, systemRandom, opened).open(sealed, here)).toBe('text');
    expect(await openWithRecoveryKey(subtle, keyring, { ...recovery, keyId: 'another' })).toBeUndefined();
    expect(await openWithRecoveryKey(subtle, keyring, { ...recovery, key: 'A'.repeat(43) })).toBeUndefined();

    const handedOver = withoutPending(keyring, recovery.keyId);
    expect(await pendingRecoveryKey(subtle, systemRandom, handedOver, data)).toBeUndefined();
    expect(await openWithRecoveryKey(subtle, handedOver, recovery)).toBeDefined();
    expect(withoutPending(keyring, 'another')).toEqual(keyring);
  });

  test('gets a new recovery key when the PIN changes: the old one does not open it', async () => {
    const first = (await lockWithPin(await newKeyring(), '258013'))!;
    const changed = (await lockWithPin(first, '310852', '258013'))!;
    expect(changed.recovery?.keyId).not.toBe(first.recovery?.keyId);
    const recovery = (await pendingRecoveryKey(
      subtle,
      systemRandom,
      changed,
      (await unlockWithPin(subtle, changed, '310852'))!,
    ))!;
    expect(await openWithRecoveryKey(subtle, changed, recovery)).toBeDefined();
  });
});
