import { createHash } from 'node:crypto';
import type { Random } from '../../../lib/clock.ts';
import { codeAlphabet, codeLength } from '../../../protocol/accounts/join.ts';

/** A secret for a link or a session: 32 random bytes, base64url (43 characters). */
export const newToken = (random: Random): string => Buffer.from(random.bytes(32)).toString('base64url');

/** A code of `codeLength` letters that people read aloud and type. */
export function newCode(random: Random): string {
  // Larger bytes are rejected: their remainder would make the first letters of the alphabet likelier.
  const fair = 256 - (256 % codeAlphabet.length);
  let code = '';
  while (code.length < codeLength) {
    for (const byte of random.bytes(codeLength)) {
      if (byte < fair && code.length < codeLength) code += codeAlphabet[byte % codeAlphabet.length];
    }
  }
  return code;
}

/**
 * The hash (SHA-256, hex) that is stored in place of a secret. A plain hash is enough: tokens have 256 random bits, and
 * codes are valid for days and can be guessed only through the rate limits.
 */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
