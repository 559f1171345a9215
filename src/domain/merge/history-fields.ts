import * as v from 'valibot';
import {
  answer,
  codeOfField,
  earlierField,
  earlierIn,
  mostEarlier,
  type Answer,
  type Earlier,
} from '../record/answer.ts';
import type { Json } from '../record/json.ts';
import type { Fields } from '../record/record.ts';

// A new answer overwrites the old one. The old one is kept in a history field of the record, so that any past day can
// be shown, and "then and now" compares answers of the same people.

/** The field with the earlier values of `field`; undefined when `field` is no answer. */
export function historyField(field: string): string | undefined {
  const code = codeOfField(field);
  return code === undefined ? undefined : earlierField(code);
}

/**
 * The earlier answers once `next` replaces `before`. A second answer on the same day is a correction, so the first is
 * not kept. When an answer is cleared (consent withdrawn), its earlier answers are cleared too.
 *
 * @param kept the earlier answers so far
 * @returns the new list, `null` for none, `undefined` where nothing changes
 */
function keepEarlier(before: Json | undefined, kept: Json | undefined, next: Json): Json | undefined {
  const later = v.safeParse(answer, next);
  const had = earlierIn(kept);
  if (!later.success) return had.length > 0 ? null : undefined;
  const stood = v.safeParse(answer, before);
  const all = stood.success ? [...had.filter(({ on }) => on < stood.output.on), bare(stood.output)] : had;
  const past = all.filter(({ on }) => on < later.output.on).slice(-mostEarlier);
  if (past.length === had.length && past.every(({ on }, i) => on === had[i]?.on)) return undefined;
  return past.length === 0 ? null : past;
}

/** The history fields that change when `field` is set to `next`, with their values; none for most fields. */
export function historyChanges(fields: Fields, field: string, next: Json): readonly [string, Json][] {
  const beside = historyField(field);
  if (beside === undefined) return [];
  const past = keepEarlier(fields[field], fields[beside], next);
  return past === undefined ? [] : [[beside, past]];
}

const bare = (given: Answer): Earlier =>
  'na' in given ? { na: given.na, on: given.on } : { v: given.v, on: given.on };
