import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { answer, earlierField } from './answer.ts';
import { sameJson, type Json } from './json.ts';
import { DELETED, type Fields, type RecordKind } from './record.ts';

/** On a household or a person that was recorded twice: the remaining record. `null` undoes the merge. */
export const MERGED_INTO = 'mergedInto';

/** On a household: the village that it moves to. It is never stored in a row; the server carries the move out. */
export const MOVED_TO = 'movedTo';

/** A household whose move to another village is not confirmed yet: its rows here will become markers. */
export const isLeaving = ({ kind, fields }: { readonly kind: RecordKind; readonly fields: Fields }): boolean =>
  kind === 'household' && typeof fields[MOVED_TO] === 'string';

/** Fields that point at a household or a person; they follow it when it is merged into another. */
export const pointers = ['household', 'person'] as const;

/** Kinds of record of which two can turn out to be one. */
export const canMerge = (kind: RecordKind): boolean => kind === 'household' || kind === 'person';

/** The record that this one was merged into; undefined when it was not merged. */
export function mergedInto({ kind, fields }: { readonly kind: RecordKind; readonly fields: Fields }): Uuid | undefined {
  const target = fields[MERGED_INTO];
  return canMerge(kind) && typeof target === 'string' ? target : undefined;
}

/**
 * The id of the record that remains after all merges of `id`; `id` itself when it was not merged. Two phones may have
 * merged two households into each other, offline: every device resolves such a circle to its smallest id.
 */
export function canonicalIdOf(id: Uuid, targetOf: (id: Uuid) => Uuid | undefined): Uuid {
  const seen: Uuid[] = [id];
  for (let next = targetOf(id); next !== undefined; next = targetOf(next)) {
    const back = seen.indexOf(next);
    if (back >= 0) return seen.slice(back).sort()[0] ?? id;
    seen.push(next);
  }
  return seen.at(-1) ?? id;
}

/**
 * What happens to a field of the record that stays. `take`: only the other had a value · `clash`: people have to
 * choose.
 */
export type Union = 'keep' | 'take' | 'clash';

/**
 * The rule for one field when two records are merged. "Chưa rõ" is no value: a known value counts.
 *
 * | stays      | goes                                        | result |
 * |------------|---------------------------------------------|--------|
 * | anything   | nothing                                     | keep   |
 * | nothing    | a value                                     | take   |
 * | a value    | the same, or the same answer of another day | keep   |
 * | a value    | another                                     | clash: that of the staying record shows, both are kept |
 */
export function unite(stays: Json | undefined, goes: Json | undefined): Union {
  if (goes === undefined || goes === null) return 'keep';
  if (stays === undefined || stays === null) return 'take';
  if (saysTheSame(stays, goes) || isUnknown(goes)) return 'keep';
  return isUnknown(stays) ? 'take' : 'clash';
}

const isUnknown = (value: Json): boolean => v.is(answer, value) && 'na' in value && value.na === 'unknown';

function saysTheSame(a: Json, b: Json): boolean {
  if (sameJson(a, b)) return true;
  if (!v.is(answer, a) || !v.is(answer, b)) return false;
  return 'v' in a && 'v' in b && sameJson(a.v, b.v);
}

/**
 * Fields that a merge does not unite: where a record belongs, its merge or deletion, and earlier answers, which follow
 * their answer (`historyField`).
 */
export const isOwnField = (kind: RecordKind, field: string): boolean =>
  field === DELETED ||
  field === MERGED_INTO ||
  (kind === 'person' && field === 'household') ||
  field.startsWith(earlierField(''));
