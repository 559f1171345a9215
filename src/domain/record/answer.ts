import * as v from 'valibot';
import { day, isDay, type Day } from '../../lib/day.ts';
import type { Fields } from './record.ts';

/** Why there is no value: "Chưa rõ" (ask again) or "Không muốn trả lời" (do not ask again). */
export const noAnswer = v.picklist(['unknown', 'refused']);

const common = {
  /** Whether the person answered ("tự trả lời") or another for them ("trả lời thay"). */
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

/**
 * The same as `v.is(answer, value)`, ten times faster: a server checks thousands of answers a second. Both are held
 * together by a test.
 */
export function isAnswer(value: unknown): value is Answer {
  // Four members that all fit leave no room for others.
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 4) return false;
  const { by, on, q, na, v: said } = value as Readonly<Record<string, unknown>>;
  const isCommon =
    (by === 'self' || by === 'proxy') && isDay(on) && typeof q === 'number' && Number.isInteger(q) && q >= 1;
  return isCommon && (said === undefined ? na === 'unknown' || na === 'refused' : isAnswerValue(said));
}

function isAnswerValue(value: unknown): value is AnswerValue {
  if (typeof value === 'string') return value.length <= 500;
  if (typeof value === 'number') return Number.isFinite(value);
  return (
    Array.isArray(value) && value.length <= 30 && value.every((one) => typeof one === 'string' && one.length <= 40)
  );
}

export const answerPrefix = 'a.';
/** The record field of question `code`: `H1` → `a.H1`. */
export const answerField = (code: string): string => `${answerPrefix}${code}`;

/** `a.H1` → `H1`; undefined for a field that is no answer. */
export const codeOfField = (field: string): string | undefined =>
  field.startsWith(answerPrefix) ? field.slice(answerPrefix.length) : undefined;

const earlier = v.union([v.strictObject({ v: answerValue, on: day }), v.strictObject({ na: noAnswer, on: day })]);

/** An answer that was replaced: its value and the day it was given on. */
export type Earlier = v.InferOutput<typeof earlier>;

/** Most earlier answers kept of a question, more than the years for which rows are kept; the oldest are dropped. */
export const mostEarlier = 20;
export const earlierAnswers = v.pipe(v.array(earlier), v.maxLength(mostEarlier));

/**
 * The record field with the earlier answers to `code`: `P2` → `was.P2`. Server and phone write it, never a form.
 */
export const earlierField = (code: string): string => `was.${code}`;

/** The earlier answers in such a field, oldest first; none when it does not parse. */
export function earlierIn(value: unknown): readonly Earlier[] {
  if (value === undefined || value === null) return [];
  const read = v.safeParse(earlierAnswers, value);
  return read.success ? read.output : [];
}

/** The current answer with the earlier ones, oldest first. */
export type StandingAnswer = Answer & { readonly was?: readonly Earlier[] };
export type AnswersByCode = { readonly [code: string]: StandingAnswer };

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
  const answers: [string, StandingAnswer][] = [];
  for (const [name, value] of Object.entries(from)) {
    const code = codeOfField(name);
    if (code === undefined) continue;
    if (!isAnswer(value)) continue;
    const was = earlierIn(from[earlierField(code)]);
    answers.push([code, was.length > 0 ? { ...value, was } : value]);
  }
  // Not by assignment: a field called `a.__proto__` would become the object's prototype.
  return Object.fromEntries(answers);
}

/** The answers as of the end of `asOf`: of a question asked again later, the earlier answer. */
export function answersUntil(answers: AnswersByCode, asOf: Day): AnswersByCode {
  return areAllUntil(answers, asOf) ? answers : someUntil(answers, asOf);
}

function areAllUntil(answers: AnswersByCode, asOf: Day): boolean {
  for (const code in answers) if (answers[code]!.on > asOf) return false;
  return true;
}

function someUntil(answers: AnswersByCode, asOf: Day): AnswersByCode {
  const until: [string, StandingAnswer][] = [];
  for (const [code, given] of Object.entries(answers)) {
    if (given.on <= asOf) until.push([code, given]);
    else {
      const { by, q } = given;
      const before = given.was?.findLast(({ on }) => on <= asOf);
      if (before) until.push([code, { ...before, by, q }]);
    }
  }
  return Object.fromEntries(until);
}
