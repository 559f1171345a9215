import * as v from 'valibot';
import { answer, codeOfField, earlierField, earlierIn, mostEarlier, type Answer, type Earlier } from './answer.ts';
import type { Json } from './json.ts';
import type { Fields } from './record.ts';

// A home that is asked again overwrites its answer. What it had said before stays beside it, so that any past day can
// still be shown, and "then and now" compares what the same people said.

/** The field that keeps what stood in `field` before; undefined where `field` holds no answer. */
export function earlierOf(field: string): string | undefined {
  const code = codeOfField(field);
  return code === undefined ? undefined : earlierField(code);
}

/**
 * What is kept beside an answer once `next` stands in the place of `before`. Two answers of one day are one asking put
 * right: the later stands alone. An answer taken away (a consent withdrawn) takes its past with it.
 *
 * @param kept what is kept so far
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

/** What setting `field` to `next` changes beside it, as a field's name and value; nothing for most fields. */
export function besides(fields: Fields, field: string, next: Json): readonly [string, Json][] {
  const beside = earlierOf(field);
  if (beside === undefined) return [];
  const past = keepEarlier(fields[field], fields[beside], next);
  return past === undefined ? [] : [[beside, past]];
}

const bare = (given: Answer): Earlier => ('na' in given ? { na: given.na, on: given.on } : { v: given.v, on: given.on });
