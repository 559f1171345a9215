import * as v from 'valibot';
import type { Uuid } from '../lib/ids.ts';
import { answer, earlierField } from './answer.ts';
import { sameJson, type Json } from './json.ts';
import { DELETED, type Fields, type RecordKind } from './record.ts';

/** On a home or a person that was recorded twice: the record of the same that stays. `null` takes it back. */
export const MERGED_INTO = 'mergedInto';

/** On a home that has gone to another village: which. It never stands in a row; the server carries it out. */
export const MOVED_TO = 'movedTo';

/** A home whose move to another village is on its way: its rows here are still to become markers. */
export const isLeaving = ({ kind, fields }: { readonly kind: RecordKind; readonly fields: Fields }): boolean => kind === 'household' && typeof fields[MOVED_TO] === 'string';

/** Fields that point at a home or a person; they follow it when it is merged into another. */
export const pointers = ['household', 'person'] as const;

/** Kinds of record of which two can turn out to be one. */
export const canMerge = (kind: RecordKind): boolean => kind === 'household' || kind === 'person';

/** The record that this one was merged into; undefined when it stands for itself. */
export function mergedInto({ kind, fields }: { readonly kind: RecordKind; readonly fields: Fields }): Uuid | undefined {
  const target = fields[MERGED_INTO];
  return canMerge(kind) && typeof target === 'string' ? target : undefined;
}

/**
 * Who stands for `id` at the end of all merges: itself unless it was merged away. Two phones may have merged two homes
 * into each other, offline; a circle ends at the smallest id in it, on every device the same.
 */
export function standingFor(id: Uuid, targetOf: (id: Uuid) => Uuid | undefined): Uuid {
  const seen: Uuid[] = [id];
  for (let next = targetOf(id); next !== undefined; next = targetOf(next)) {
    const back = seen.indexOf(next);
    if (back >= 0) return seen.slice(back).sort()[0] ?? id;
    seen.push(next);
  }
  return seen.at(-1) ?? id;
}

/** What happens to a field of the record that stays. `take`: only the other had a value · `clash`: people have to choose. */
export type Union = 'keep' | 'take' | 'clash';

/**
 * The rule for one field when two records are found to be one. "Chưa rõ" is no value: whoever knew more is believed.
 *
 * | stays      | goes                                        | result |
 * |------------|---------------------------------------------|--------|
 * | anything   | nothing                                     | keep   |
 * | nothing    | a value                                     | take   |
 * | a value    | the same, or the same answer of another day | keep   |
 * | a value    | another                                     | clash: the one of the record that stays shows, both are kept |
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
 * Fields that are no matter of union: where a record belongs, what became of it, and what was answered before, which goes
 * along with its answer (`earlierOf`).
 */
export const isOwnField = (kind: RecordKind, field: string): boolean =>
  field === DELETED || field === MERGED_INTO || (kind === 'person' && field === 'household') || field.startsWith(earlierField(''));
