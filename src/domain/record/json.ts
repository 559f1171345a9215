import * as v from 'valibot';

/** What a record's field may hold. Absent means never set; `null` means cleared by somebody. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Deep equality of JSON values; key order does not matter. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, i) => sameJson(item as Json, b[i] as Json))
    );
  }
  const left = a as Record<string, Json>;
  const right = b as Record<string, Json>;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
  );
}

const deepest = 4;

// PostgreSQL's jsonb refuses U+0000 and half a surrogate pair, so such a value could never be stored as a value.
const unstorable = /\u0000|\p{Surrogate}/u;

/** False for a text that no database stores. */
export const isStorable = (text: string): boolean => !unstorable.test(text);

/** True for plain JSON no deeper than four levels and no longer than `maxText` characters a string. */
export function isBoundedJson(value: unknown, maxText: number, depth = deepest): value is Json {
  switch (typeof value) {
    case 'string':
      return value.length <= maxText && !unstorable.test(value);
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object': {
      if (value === null) return true;
      if (depth === 0) return false;
      const parts = Array.isArray(value) ? value : Object.values(value);
      const namesFit =
        Array.isArray(value) ||
        Object.keys(value).every((key) => key.length <= 64 && key !== '__proto__' && !unstorable.test(key));
      return namesFit && parts.length <= 200 && parts.every((part) => isBoundedJson(part, maxText, depth - 1));
    }
    default:
      return false;
  }
}

/** Schema of one field's value on the wire: plain JSON, at most 2,000 characters a string, four levels. */
export const jsonValue = v.custom<Json>((value) => isBoundedJson(value, 2000), 'not plain JSON of a sensible size');
