import * as v from 'valibot';
import { day, type Day } from './day.ts';
import type { Fields } from './record.ts';

/** Why there is no value: "Chưa rõ" (ask again) or "Không muốn trả lời" (do not ask again). */
export const noAnswer = v.picklist(['unknown', 'refused']);

const common = {
  /** Did the person answer for themselves ("tự trả lời") or another for them ("trả lời thay")? */
  by: v.picklist(['self', 'proxy']),
  /** The day it was asked, in Vietnam. */
  on: day,
  /** The questionnaire's version it was asked under. */
  q: v.pipe(v.number(), v.integer(), v.minValue(1)),
};

export const answerValue = v.union([
  v.pipe(v.string(), v.maxLength(500)),
  v.pipe(v.number(), v.finite()),
  v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(30)),
]);
export type AnswerValue = v.InferOutput<typeof answerValue>;

/** One answer as it is stored in a record's field: a value or the reason why there is none. */
export const answer = v.union([
  v.strictObject({ v: answerValue, ...common }),
  v.strictObject({ na: noAnswer, ...common }),
]);
export type Answer = v.InferOutput<typeof answer>;

/** The record field of question `code`: `H1` → `a.H1`. */
export const answerField = (code: string): string => `a.${code}`;

const prefix = 'a.';

/** `a.H1` → `H1`; undefined for a field that is no answer. */
export const codeOfField = (field: string): string | undefined => (field.startsWith(prefix) ? field.slice(prefix.length) : undefined);

export type AnswersByCode = { readonly [code: string]: Answer };

// A record's fields are never changed, only replaced: a village's answers are read once, not after every change.
const readBefore = new WeakMap<Fields, AnswersByCode>();

/** The answers among a record's fields, by question code. What does not parse (a newer shape) is left out. */
export function answersOf(from: Fields): AnswersByCode {
  const known = readBefore.get(from);
  if (known) return known;
  const answers = readAnswers(from);
  readBefore.set(from, answers);
  return answers;
}

function readAnswers(from: Fields): AnswersByCode {
  const answers: [string, Answer][] = [];
  for (const [name, value] of Object.entries(from)) {
    if (!name.startsWith(prefix)) continue;
    const parsed = v.safeParse(answer, value);
    if (parsed.success) answers.push([name.slice(prefix.length), parsed.output]);
  }
  // Not by assignment: a field called `a.__proto__` would become the object's prototype.
  return Object.fromEntries(answers);
}

/** The answers given by the end of `asOf`. */
export const answersUntil = (answers: AnswersByCode, asOf: Day): AnswersByCode =>
  Object.fromEntries(Object.entries(answers).filter(([, given]) => given.on <= asOf));
