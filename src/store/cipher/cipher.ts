import type { Random } from '../../lib/clock.ts';
import { fromUtf8, toUtf8 } from './bytes.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface Sealed {
  /** 96 random bits, fresh with every seal. */
  readonly nonce: Bytes;
  readonly ciphertext: Bytes;
}

/** Encrypts text for the phone's disk, and decrypts it. */
export interface Cipher {
  /** @param boundTo associated data: `open` succeeds only with the same text */
  seal(text: string, boundTo: string): Promise<Sealed>;
  /** Undefined when the text was sealed with another key or other associated data, or was damaged. */
  open(sealed: Sealed, boundTo: string): Promise<string | undefined>;
}

/**
 * The associated data of a sealed row: its clear columns, so that no ciphertext opens as another row's or as that of
 * another revision.
 */
export const associatedData = (table: string, village: string, id: string, localRev: number): string =>
  `${table} ${village} ${id} ${localRev}`;

/** AES-GCM with a 256-bit key (NIST SP 800-38D: random 96-bit nonces are sound up to 2^32 seals a key). */
export function createWebCipher(subtle: SubtleCrypto, random: Random, key: CryptoKey): Cipher {
  return {
    async seal(text, boundTo) {
      const nonce = random.bytes(12);
      const sealed = await subtle.encrypt(
        { name: 'AES-GCM', iv: nonce, additionalData: toUtf8(boundTo) },
        key,
        toUtf8(text),
      );
      return { nonce, ciphertext: new Uint8Array(sealed) };
    },
    async open({ nonce, ciphertext }, boundTo) {
      try {
        return fromUtf8(
          new Uint8Array(
            await subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData: toUtf8(boundTo) }, key, ciphertext),
          ),
        );
      } catch (error) {
        if (isRefusal(error)) return undefined;
        throw error;
      }
    },
  };
}

// WebCrypto's only error for an authentication tag that does not match.
const isRefusal = (error: unknown): boolean => error instanceof DOMException && error.name === 'OperationError';

/** Encrypts nothing, for the simulation with thousands of phones in memory; it still checks the associated data. */
export function plainCipher(random: Random): Cipher {
  return {
    seal: (text, boundTo) => Promise.resolve({ nonce: random.bytes(12), ciphertext: toUtf8(`${boundTo}\n${text}`) }),
    open({ ciphertext }, boundTo) {
      const text = fromUtf8(ciphertext);
      return Promise.resolve(text.startsWith(`${boundTo}\n`) ? text.slice(boundTo.length + 1) : undefined);
    },
  };
}
