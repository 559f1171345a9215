import { describe, expect, test } from 'vitest';
import { systemRandom } from '../../../src/lib/clock.ts';
import { createWebCipher, place, plainCipher, type Cipher } from '../../../src/store/cipher.ts';
import { createKeyring, lockWithPin, openDataKey, pinIterations, signText, unlockWithPin } from '../../../src/store/keyring.ts';
import { seeded } from '../../support/seeded.ts';

const { subtle } = crypto;
const newKey = () => subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
const here = place('rows', 'village', 'row', 7);

describe.each<[string, () => Promise<Cipher>]>([
  ['AES-GCM', async () => createWebCipher(subtle, systemRandom, await newKey())],
  ['the simulation\'s plain cipher', () => Promise.resolve(plainCipher(seeded(1)))],
])('%s', (_name, create) => {
  test('opens what it sealed, in its place only', async () => {
    const cipher = await create();
    const sealed = await cipher.seal('Ngô Thử Ý', here);
    expect(await cipher.open(sealed, here)).toBe('Ngô Thử Ý');
    for (const elsewhere of [place('ops', 'village', 'row', 7), place('rows', 'other', 'row', 7), place('rows', 'village', 'other', 7), place('rows', 'village', 'row', 6)]) {
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
  const [mine, theirs] = [createWebCipher(subtle, systemRandom, await newKey()), createWebCipher(subtle, systemRandom, await newKey())];
  const sealed = await mine.seal('text', here);
  expect(await theirs.open(sealed, here)).toBeUndefined();
  const damaged = { ...sealed, ciphertext: sealed.ciphertext.map((byte, i) => (i === 0 ? byte ^ 1 : byte)) };
  expect(await mine.open(damaged, here)).toBeUndefined();
});

// Stretching a PIN is slow on purpose, and slower on a busy machine.
describe('a keyring', { timeout: 30_000 }, () => {
  test('has keys that cannot be taken out, and opens its data key', async () => {
    const keyring = await createKeyring(subtle, systemRandom);
    const data = await openDataKey(subtle, keyring);
    for (const key of [keyring.outbox, keyring.signing, data!]) {
      expect(key.extractable).toBe(false);
    }
    await expect(subtle.exportKey('raw', data!)).rejects.toThrow();
  });

  test('signs as the server checks: raw r‖s over the text, base64url', async () => {
    const keyring = await createKeyring(subtle, systemRandom);
    const signature = Buffer.from(await signText(subtle, keyring, 'thon-so renew x y'), 'base64url');
    expect(signature).toHaveLength(64);
    const key = await subtle.importKey('jwk', keyring.publicKey, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
    const verify = (text: string) => subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, new TextEncoder().encode(text));
    expect(await verify('thon-so renew x y')).toBe(true);
    expect(await verify('thon-so renew x z')).toBe(false);
  });

  test('behind a PIN opens with that PIN alone; what was sealed before opens after', async () => {
    const open = await createKeyring(subtle, systemRandom);
    const before = createWebCipher(subtle, systemRandom, (await openDataKey(subtle, open))!);
    const sealed = await before.seal('text', here);
    const locked = (await lockWithPin(subtle, systemRandom, open, '2580'))!;
    expect(locked.data).toMatchObject({ lock: 'pin', iterations: pinIterations });
    expect(JSON.stringify(Object.keys(locked.data).sort())).toBe('["iterations","lock","nonce","salt","wrapped"]');
    expect(await openDataKey(subtle, locked)).toBeUndefined();
    expect(await unlockWithPin(subtle, locked, '2581')).toBeUndefined();
    const key = await unlockWithPin(subtle, locked, '2580');
    expect(key!.extractable).toBe(false);
    expect(await createWebCipher(subtle, systemRandom, key!).open(sealed, here)).toBe('text');
  });

  test('changes its PIN only for who knows the old one', async () => {
    const locked = (await lockWithPin(subtle, systemRandom, await createKeyring(subtle, systemRandom), '1111'))!;
    expect(await lockWithPin(subtle, systemRandom, locked, '2222', '9999')).toBeUndefined();
    expect(await lockWithPin(subtle, systemRandom, locked, '2222')).toBeUndefined();
    const changed = (await lockWithPin(subtle, systemRandom, locked, '2222', '1111'))!;
    expect(await unlockWithPin(subtle, changed, '1111')).toBeUndefined();
    expect(await unlockWithPin(subtle, changed, '2222')).toBeDefined();
  });
});
