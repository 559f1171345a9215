import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesWithTexts } from '../../support/programs/raw-profile.ts';
import { snappyBytes } from '../../support/programs/snappy.ts';

const name = 'Nguyễn Thị Thử';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'thon-so-raw-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const found = (bytes: Buffer): boolean => {
  writeFileSync(join(folder, 'file'), bytes);
  return filesWithTexts(folder, [name]).length > 0;
};

/** "abcabcabc…" as snappy writes it: a literal, then a copy that overlaps itself. */
const repeated = (times: number): Buffer =>
  Buffer.from([3 * times, 2 << 2, ...Buffer.from('abc'), ((3 * times - 3 - 1) << 2) | 2, 3, 0]);

/** Only literals: right, though no packer would. */
const packed = (text: Buffer): Buffer => Buffer.from([text.length, 60 << 2, text.length - 1, ...text]);

const varint = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >> 7)]);
const entry = (key: string, value: Buffer): number[] => [
  0,
  ...varint(key.length),
  ...varint(value.length),
  ...Buffer.from(key),
  ...value,
];
const block = (entries: number[]): Buffer => Buffer.from([...entries, 0, 0, 0, 0, 1, 0, 0, 0]);

/** A LevelDB table with one data block, packed. */
function table(value: Buffer): Buffer {
  const data = packed(block(entry('k', value)));
  const index = block(entry('k', Buffer.from([0, ...varint(data.length)])));
  const handle = [...varint(0), ...varint(0), ...varint(data.length + 5), ...varint(index.length)];
  const footer = [
    ...handle,
    ...Array.from({ length: 40 - handle.length }, () => 0),
    ...Buffer.from('57fb808b247547db', 'hex'),
  ];
  return Buffer.from([...data, 1, 0, 0, 0, 0, ...index, 0, 0, 0, 0, 0, ...footer]);
}

test('snappy: copies may overlap what they make, and what is cut off is no text', () => {
  expect(snappyBytes(repeated(10))?.toString()).toBe('abc'.repeat(10));
  expect(snappyBytes(repeated(10).subarray(0, 6))).toBeUndefined();
  expect(snappyBytes(Buffer.from([...repeated(10), 9]))).toBeUndefined();
  expect(snappyBytes(Buffer.from([4, 2, 9, 0]))).toBeUndefined();
});

test('a name is found as it is, decomposed, escaped, in UTF-16, in a gzip stream', () => {
  for (const text of [name, name.normalize('NFD'), 'Nguy\\u1ec5n Th\\u1ecb Th\\u1eed', encodeURIComponent(name)])
    expect(found(Buffer.from(`x${text}y`)), text).toBe(true);
  expect(found(Buffer.from(`x${name}`, 'utf16le'))).toBe(true);
  expect(found(Buffer.concat([Buffer.from('head'), gzipSync(name)]))).toBe(true);
  expect(found(Buffer.from('Nguyễn Thị'))).toBe(false);
});

test('a name is found in a packed table, also when the value in it is packed once more', () => {
  // cut: unreadable
  const half = Buffer.concat([Buffer.from([40]), Buffer.from([9 << 2]), Buffer.from(name, 'utf16le').subarray(0, 10)]);
  expect(found(half)).toBe(false);
  expect(found(table(Buffer.from(name, 'utf8')))).toBe(true);
  const value = Buffer.from(`${'abc'.repeat(3)}${name}`, 'utf16le');
  expect(found(table(Buffer.concat([Buffer.from([0xff, 0x11, 0x02]), packed(value)])))).toBe(true);
});
