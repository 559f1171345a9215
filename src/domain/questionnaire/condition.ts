import type { AnswersByCode } from '../record/answer.ts';
import { standingAnswer } from './former-codes.ts';

/**
 * Conditions are data: relevance of questions and "who counts" of indicators are written with these six forms.
 * They cannot loop or throw, so evaluating one always ends.
 */
export type Condition =
  /** `absent`: the result without an answer, where that is known: what no re-check saw was not seen. */
  | { readonly answer: string; readonly in: readonly string[]; readonly absent?: 'no' }
  | { readonly answer: string; readonly atLeast: number }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  /** At least `least` of them hold ("ba loại trở lên"). */
  | { readonly least: number; readonly of: readonly Condition[] }
  | { readonly not: Condition };

/** Kleene's three values: a question without an answer is neither yes nor no, from which the bounds follow. */
export type Truth = 'yes' | 'no' | 'unknown';

/** Truth of `condition` given the answers so far. Unanswered, "Chưa rõ" and "Không muốn trả lời" are `unknown`. */
export function evaluate(condition: Condition, answers: AnswersByCode): Truth {
  if ('all' in condition) return both(condition.all, answers, 'no', 'yes');
  if ('any' in condition) return both(condition.any, answers, 'yes', 'no');
  if ('not' in condition) return opposite[evaluate(condition.not, answers)];
  if ('least' in condition)
    return enough(
      condition.of.map((part) => evaluate(part, answers)),
      condition.least,
    );
  const given = standingAnswer(condition.answer, answers);
  if (!given && 'absent' in condition) return condition.absent;
  if (!given || 'na' in given) return 'unknown';
  if ('atLeast' in condition) return typeof given.v === 'number' ? truth(given.v >= condition.atLeast) : 'unknown';
  const values = Array.isArray(given.v) ? given.v : [String(given.v)];
  return truth(values.some((value) => condition.in.includes(value)));
}

const opposite: Record<Truth, Truth> = { yes: 'no', no: 'yes', unknown: 'unknown' };
const truth = (holds: boolean): Truth => (holds ? 'yes' : 'no');

/** `deciding` if any part has it, `otherwise` if all parts have that, else unknown. */
function both(parts: readonly Condition[], answers: AnswersByCode, deciding: Truth, otherwise: Truth): Truth {
  let truth = otherwise;
  for (const part of parts) {
    const one = evaluate(part, answers);
    if (one === deciding) return deciding;
    if (one === 'unknown') truth = 'unknown';
  }
  return truth;
}

/** Yes when enough hold already, no when not enough can any more. */
function enough(parts: readonly Truth[], least: number): Truth {
  const count = (of: Truth): number => parts.filter((part) => part === of).length;
  if (count('yes') >= least) return 'yes';
  return count('yes') + count('unknown') < least ? 'no' : 'unknown';
}

/** The codes a condition reads, for checking that questions exist and come earlier. */
export function codesIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(codesIn);
  if ('any' in condition) return condition.any.flatMap(codesIn);
  if ('not' in condition) return codesIn(condition.not);
  if ('least' in condition) return condition.of.flatMap(codesIn);
  return [condition.answer];
}
