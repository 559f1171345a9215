import type { Clock, Random } from './clock.ts';

/** A type that only its validator can make out of `T`. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** UUID in canonical lower-case text. */
export type Uuid = string;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isUuid = (value: unknown): value is Uuid => typeof value === 'string' && UUID.test(value);

/** Makes UUIDs of version 7 (RFC 9562 §5.7): time-ordered, so that rows made together are stored together. */
export function createIds(clock: Clock, random: Random): () => Uuid {
  return () => uuidv7(clock.now(), random.bytes(10));
}

/** @param millis Unix time in ms (48 bits) @param noise 10 random bytes */
export function uuidv7(millis: number, noise: Uint8Array): Uuid {
  const bytes = new Uint8Array(16);
  // 48 bits do not fit the 32-bit shift operators, hence the divisions.
  for (let i = 5, rest = millis; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  bytes.set(noise.subarray(0, 10), 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return bytesToUuid(bytes);
}

/** 16 bytes → canonical text. */
export function bytesToUuid(bytes: Uint8Array): Uuid {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
