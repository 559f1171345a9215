import { createHash, createHmac } from 'node:crypto';
import { bytesToUuid, type Uuid } from '../lib/ids.ts';

/** SHA-256 of UTF-8 text, lower-case hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A UUID derived from a text: version 8 (RFC 9562 §5.8) of its SHA-256. Equal texts give equal UUIDs. */
export function uuidFromText(text: string): Uuid {
  const bytes = new Uint8Array(createHash('sha256').update(text).digest().subarray(0, 16));
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytesToUuid(bytes);
}

/**
 * HMAC-SHA-256, lower-case hex. Equal texts give equal values; without the key nothing can be learnt about the text.
 */
export const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('hex');
