import pg from 'pg';

// PostgreSQL's type ids (pg_type.dat). pg would give int8 as text and a date as midnight of the server's own time zone.
const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;
const DATE_ARRAY = 1182;

type Parser = (text: string) => unknown;

const standardParser = pg.types.getTypeParser as (oid: number, format: 'text' | 'binary') => Parser;

function int8ToNumber(text: string): number {
  const value = Number(text);
  // Village versions exceed 2^40 (restores add to them); above 2^53 a JavaScript number loses digits.
  if (!Number.isSafeInteger(value)) throw new RangeError(`The bigint ${text} is outside ±(2^53 − 1).`);
  return value;
}

const int8ArrayToNumbers: Parser = (text) =>
  (standardParser(INT8_ARRAY, 'text')(text) as (string | null)[]).map((one) =>
    one === null ? null : int8ToNumber(one),
  );

const parsers = new Map<number, Parser>([
  [INT8, int8ToNumber],
  [INT8_ARRAY, int8ArrayToNumbers],
  [DATE, (text) => text],
  // Dates contain no comma or quote, so the parser of int8 text arrays reads date arrays too.
  [DATE_ARRAY, (text) => standardParser(INT8_ARRAY, 'text')(text)],
]);

/**
 * The conversion of column values, the same on both engines: int and bigint → number, numeric → text (exact), json and
 * jsonb → value, timestamptz → Date, date → 'YYYY-MM-DD', bytea → Buffer, arrays → arrays, null → null. A bigint
 * outside ±(2^53 − 1) rejects the query.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary' = 'text') =>
    (format === 'text' && parsers.get(oid)) || standardParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};
