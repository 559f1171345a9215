import { sql, type RawBuilder } from 'kysely';
import { isUuid } from '../../../lib/ids.ts';

// Lists as one parameter each. Texts and JSON in PostgreSQL's binary form (src/backend/utils/adt/arrayfuncs.c,
// array_recv): nothing is escaped here and nothing is unescaped there. For 200 rows with two jsonb columns that is 6 ms
// of the database's time instead of 9 with json_to_recordset, and 4 ms of ours instead of 8 with arrays as text.

/** Writes one value at a position. @returns its length in bytes */
type Write<T> = (buffer: Buffer, at: number, value: T) => number;

// PostgreSQL's type ids (pg_type.dat).
const JSONB = 3802;
const TEXT = 25;

/** The parts of an array before its values: dimensions, "has nulls", type, length, lower bound; each an int32. */
const headLength = 20;
const jsonbVersion = 1;

function encoded<T>(type: number, values: readonly (T | null)[], most: (value: T) => number, write: Write<T>): Buffer {
  let size = headLength;
  for (const value of values) size += 4 + (value === null ? 0 : most(value));
  const buffer = Buffer.allocUnsafe(size);
  // An empty list is an array of no dimension.
  if (values.length === 0) {
    buffer.writeInt32BE(0, 0);
    buffer.writeInt32BE(0, 4);
    buffer.writeInt32BE(type, 8);
    return buffer.subarray(0, 12);
  }
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(1, 4);
  buffer.writeInt32BE(type, 8);
  buffer.writeInt32BE(values.length, 12);
  buffer.writeInt32BE(1, 16);
  let at = headLength;
  for (const value of values) {
    const length = value === null ? -1 : write(buffer, at + 4, value);
    buffer.writeInt32BE(length, at);
    at += 4 + Math.max(0, length);
  }
  return buffer.subarray(0, at);
}

/** The most bytes of a text in UTF-8, by its length in UTF-16. */
const utf8 = (text: string): number => text.length * 3;

/** As text: an id has nothing to escape, and joining is faster than encoding. @throws RangeError for what is no id */
export function uuids(values: readonly (string | null | undefined)[]): RawBuilder<unknown> {
  for (const value of values)
    if (value !== null && value !== undefined && !isUuid(value)) throw new RangeError('a list of ids has another text');
  return sql`${`{${values.map((value) => value ?? 'null').join(',')}}`}::uuid[]`;
}

/** As text, like `uuids`. */
export const integers = (values: readonly number[]): RawBuilder<unknown> => sql`${`{${values.join(',')}}`}::bigint[]`;

export const texts = (values: readonly (string | null | undefined)[]): RawBuilder<unknown> =>
  sql`${encoded(
    TEXT,
    values.map((value) => value ?? null),
    utf8,
    (buffer, at, value) => buffer.write(value, at),
  )}::text[]`;

/** @param values JSON texts */
export const jsonbs = (values: readonly string[]): RawBuilder<unknown> =>
  sql`${encoded(
    JSONB,
    values,
    (text) => 1 + utf8(text),
    (buffer, at, text) => (buffer.writeUInt8(jsonbVersion, at), 1 + buffer.write(text, at + 1)),
  )}::jsonb[]`;
