import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Uuid } from '../../../lib/ids.ts';
import type { ServerSecrets } from '../../accounts/deps.ts';

/** Seals what was erased, for as long as it can be brought back. */
export interface Sealing {
  /** @param part what of the basket it is; the sealed text opens as this part of this basket only */
  seal(value: unknown, basket: Uuid, part: 'names' | 'content'): string;
  /** Undefined when it was sealed with another secret or for another place, or was damaged. */
  open(sealed: string, basket: Uuid, part: 'names' | 'content'): unknown;
}

const algorithm = 'aes-256-gcm';
const [nonceBytes, tagBytes] = [12, 16];

/** AES-256-GCM under a key from the server's secret; the text is packed first. */
export function createSealing({ current, former }: ServerSecrets): Sealing {
  const keyFrom = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'thon-so waste basket', 32));
  const boundTo = (basket: Uuid, part: string): Buffer => Buffer.from(`${basket} ${part}`);
  const openWith = (key: Buffer, sealed: Buffer, associated: Buffer): unknown => {
    try {
      const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes))
        .setAAD(associated)
        .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
      const packed = Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]);
      return JSON.parse(gunzipSync(packed).toString('utf8')) as unknown;
    } catch (error) {
      if (error instanceof Error) return undefined; // the tag does not match: node:crypto has no class for it
      throw error;
    }
  };
  return {
    seal: (value, basket, part) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, keyFrom(current), nonce).setAAD(boundTo(basket, part));
      const sealed = Buffer.concat([cipher.update(gzipSync(JSON.stringify(value))), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open: (sealed, basket, part) => {
      const bytes = Buffer.from(sealed, 'base64');
      for (const secret of [current, ...former]) {
        const value = openWith(keyFrom(secret), bytes, boundTo(basket, part));
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}
