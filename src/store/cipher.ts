import type { Random } from '../lib/clock.ts';
import { fromUtf8, toUtf8 } from './bytes.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface Sealed {
  /** 96 random bits, fresh with every seal. */
  readonly nonce: Bytes;
  readonly ciphertext: Bytes;
}

/** Turns text into what may lie on a phone's disk, and back. */
export interface Cipher {
  /** @param boundTo says what this is the content of; it opens only where the same is said */
  seal(text: string, boundTo: string): Promise<Sealed>;
  /** Undefined when it was sealed with another key, for another place, or was damaged. */
  open(sealed: Sealed, boundTo: string): Promise<string | undefined>;
}

/** Names a sealed place by its clear columns, so that no ciphertext can be passed off as another row's or an older one. */
export const place = (table: string, village: string, id: string, localRev: number): string =>
  `${table} ${village} ${id} ${localRev}`;

/** AES-GCM with a 256-bit key (NIST SP 800-38D: random 96-bit nonces are sound up to 2^32 seals a key). */
export function createWebCipher(subtle: SubtleCrypto, random: Random, key: CryptoKey): Cipher {
  return {
    async seal(text, boundTo) {
      const nonce = random.bytes(12);
      const sealed = await subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: toUtf8(boundTo) }, key, toUtf8(text));
      return { nonce, ciphertext: new Uint8Array(sealed) };
    },
    async open({ nonce, ciphertext }, boundTo) {
      try {
        return fromUtf8(new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData: toUtf8(boundTo) }, key, ciphertext)));
      } catch (error) {
        if (isRefusal(error)) return undefined;
        throw error;
      }
    },
  };
}

// The one error WebCrypto knows for a tag that does not match.
const isRefusal = (error: unknown): boolean => error instanceof DOMException && error.name === 'OperationError';

/** Seals nothing. For the simulation, where thousands of phones live in memory; it still checks the place. */
export function plainCipher(random: Random): Cipher {
  return {
    seal: (text, boundTo) => Promise.resolve({ nonce: random.bytes(12), ciphertext: toUtf8(`${boundTo}\n${text}`) }),
    open({ ciphertext }, boundTo) {
      const text = fromUtf8(ciphertext);
      return Promise.resolve(text.startsWith(`${boundTo}\n`) ? text.slice(boundTo.length + 1) : undefined);
    },
  };
}
