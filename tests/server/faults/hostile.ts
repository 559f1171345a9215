import { gzipSync } from 'node:zlib';
import type { seeded } from '../../support/seeded.ts';

export type Chance = ReturnType<typeof seeded>;

export const pick = <T>(chance: Chance, from: readonly T[]): T => from[chance.below(from.length)]!;

const nested = (open: string, close: string, depth: number): unknown =>
  JSON.parse(`${open.repeat(depth)}1${close.repeat(depth)}`) as unknown;

/** Values nobody means: wrong types, numbers at the edges, texts that databases, JSON and prototypes stumble over. */
const hostileValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1.5,
  1e21,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_VALUE,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00\ud83d',
  '\u202e',
  'é'.normalize('NFD'),
  '👩‍👩‍👧'.repeat(40),
  'x'.repeat(70_000),
  "'; drop table household; --",
  '$1',
  '%',
  '\\',
  '{{7*7}}',
  '../../etc/passwd',
  'NaN',
  'Infinity',
  '1e999',
  '2026-02-30',
  '9999999999999999',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF',
  '__proto__',
  'constructor',
  'toString',
  [],
  {},
  [[]],
  [null],
  { length: 1e9 },
  { v: 'yes' },
  Array.from({ length: 3000 }, (_, i) => i),
  nested('[', ']', 400),
  nested('{"a":', '}', 400),
  JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}'),
];

const hostileKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toJSON',
  '$deleted',
  '',
  '\u0000',
  'a.\u0000',
  'village',
  'account',
  'id',
  'x'.repeat(5000),
];

type Container = Record<string, unknown> | unknown[];
const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** `message` with one place of it changed, left out, doubled or joined by what nobody expects there. */
export function mutate(chance: Chance, message: unknown, ids: readonly string[]): unknown {
  const copy = structuredClone(message);
  let at: unknown = copy;
  while (isContainer(at)) {
    const keys = Object.keys(at);
    const key = keys.length > 0 ? pick(chance, keys) : undefined;
    const inner = key === undefined ? undefined : (at as Record<string, unknown>)[key];
    if (key !== undefined && isContainer(inner) && Object.keys(inner).length > 0 && chance.below(4) > 0) {
      at = inner;
      continue;
    }
    change(chance, at, key, ids);
    return copy;
  }
  return pick(chance, hostileValues);
}

function change(chance: Chance, at: Container, key: string | undefined, ids: readonly string[]): void {
  const put = (name: string, value: unknown): void => {
    // As JSON.parse does it: `__proto__` becomes a name of the object's own.
    Object.defineProperty(at, name, { value, enumerable: true, configurable: true, writable: true });
  };
  const how = chance.below(6);
  if (key === undefined || how === 0) {
    if (Array.isArray(at)) at.push(pick(chance, hostileValues));
    else put(pick(chance, hostileKeys), pick(chance, hostileValues));
  } else if (how === 1) {
    if (Array.isArray(at)) at.splice(Number(key), 1);
    else delete at[key];
  } else if (how === 2) put(key, pick(chance, ids));
  else if (how === 3 && Array.isArray(at)) at.push(...at);
  else put(key, pick(chance, hostileValues));
}

export interface RawBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

const json = { 'content-type': 'application/json' };

/** A message as it travels: mostly as a phone sends it, sometimes broken on the way or dressed as something else. */
export function encode(chance: Chance, message: unknown): RawBody {
  const text = Buffer.from(JSON.stringify(message) ?? '');
  const cut = (bytes: Buffer): Buffer => bytes.subarray(0, chance.below(bytes.length + 1));
  switch (chance.below(20)) {
    case 0:
      return { headers: json, bytes: cut(text) };
    case 1:
      return { headers: { ...json, 'content-encoding': 'gzip' }, bytes: cut(gzipSync(text)) };
    case 2:
      return { headers: { ...json, 'content-encoding': 'gzip' }, bytes: text };
    case 3:
      return {
        headers: { ...json, 'content-encoding': pick(chance, ['br', 'deflate', 'gzip, gzip', 'zstd', '']) },
        bytes: text,
      };
    case 4:
      return {
        headers: {
          'content-type': pick(chance, [
            'text/plain',
            'multipart/form-data; boundary=x',
            'application/x-www-form-urlencoded',
            'application/json; charset=utf-16',
            'nothing',
            '',
          ]),
        },
        bytes: text,
      };
    case 5:
      return { headers: json, bytes: Buffer.from(text.toString(), 'utf16le') };
    case 6:
      return {
        headers: json,
        bytes: Buffer.concat([
          text.subarray(0, text.length / 2),
          Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80]),
          text.subarray(text.length / 2),
        ]),
      };
    case 7:
      return {
        headers: json,
        bytes: chance.below(20) > 0 ? Buffer.from(chance.bytes(300)) : Buffer.alloc(1_200_000, 0x20),
      };
    case 8:
      return {
        headers: { ...json, 'content-encoding': 'gzip' },
        bytes: chance.below(20) > 0 ? gzipSync(gzipSync(text)) : gzipSync(Buffer.alloc(30_000_000, 0x20)),
      };
    case 9:
      return { headers: json, bytes: Buffer.from(`${'['.repeat(1 + chance.below(100_000))}`) };
    case 10:
    case 11:
    case 12:
    case 13:
      return { headers: { ...json, 'content-encoding': 'gzip' }, bytes: gzipSync(text) };
    default:
      return { headers: json, bytes: text };
  }
}

/** What stands in an address where something else was expected; already encoded as far as HTTP demands. */
export const hostileQueryValues = [
  '',
  '%',
  '%00',
  '%zz',
  '%C0%80',
  '-1',
  '1e99',
  '99999999999999999999',
  '9007199254740991',
  '..%2f..%2f',
  "'%20or%201=1",
  '%F0%9F%91%A9',
  '[]',
  'a'.repeat(4000),
  '__proto__',
];
