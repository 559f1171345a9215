import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { answerField, type AnswersByCode } from '../record/answer.ts';
import { day, type Day } from '../../lib/day.ts';
import { uuid, type Fields } from '../record/record.ts';

/** More people of one household than this are a slip of the finger. */
export const mostInTally = 50;

const count = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostInTally)));

/**
 * Fields of a `tally` record: people of a household who are counted without a row. `null`: not known. One record a
 * household; an adult is either in the rows or in here, never in both.
 */
export const tallyFields = {
  household: uuid,
  residents: count,
  /** Of them 16 or over; the figures below are of these. */
  adults: count,
  online: count,
  /** With a payment account in their own name. */
  account: count,
  /** With a VNeID that they can open. */
  vneid: count,
  /** Who use a digital solution by their own hand (T2). */
  digital: count,
  /** Proficient with e-government (T5). */
  eGovernment: count,
  on: day,
} as const;

const tallyRecord = v.object({
  household: uuid,
  on: day,
  residents: v.optional(count, null),
  adults: v.optional(count, null),
  online: v.optional(count, null),
  account: v.optional(count, null),
  vneid: v.optional(count, null),
  digital: v.optional(count, null),
  eGovernment: v.optional(count, null),
});

/**
 * The fields that a refusal or a withdrawn consent sets on a person: they are counted in the household's tally without
 * a row (`indicator/tallied.ts`), also when a phone that has not pulled this still writes answers, and their answers
 * are cleared.
 */
export const intoTally = (answers: AnswersByCode): Fields => ({
  inTally: true,
  ...Object.fromEntries(Object.keys(answers).map((code) => [answerField(code), null])),
});

/** The figures that a tally can hold about its adults. */
export const tallyFigures = ['online', 'account', 'vneid', 'digital', 'eGovernment'] as const;
export type TallyFigure = (typeof tallyFigures)[number];

export interface Tally extends Readonly<Record<TallyFigure, number | null>> {
  readonly id: Uuid;
  readonly residents: number;
  readonly adults: number;
  readonly on: Day;
}

export type TallyProblem = 'adultsNeeded' | 'moreAdultsThanResidents' | 'moreThanAdults' | 'tooMany' | 'noNumber';
export type TallyNumber = 'residents' | 'adults' | TallyFigure;

/** Why these numbers contradict each other, and which field is wrong; undefined when they are consistent. */
export function tallyProblem(
  of: Pick<Tally, 'residents' | 'adults' | TallyFigure>,
): { readonly at: TallyNumber; readonly problem: TallyProblem } | undefined {
  for (const at of ['residents', 'adults', ...tallyFigures] as const) {
    const number = of[at];
    if (number !== null && !Number.isInteger(number)) return { at, problem: 'noNumber' };
    if (number !== null && number > mostInTally) return { at, problem: 'tooMany' };
  }
  if (of.adults === 0) return { at: 'adults', problem: 'adultsNeeded' };
  if (of.adults > of.residents) return { at: 'adults', problem: 'moreAdultsThanResidents' };
  const over = tallyFigures.find((name) => (of[name] ?? 0) > of.adults);
  return over && { at: over, problem: 'moreThanAdults' };
}

/**
 * The household's tally from its record; undefined when it does not parse. Two phones may have set its numbers
 * separately, so that they contradict each other: a number above that of the adults is cut to it.
 */
export function tallyOf(record: {
  readonly id: Uuid;
  readonly fields: Fields;
}): (Tally & { readonly household: Uuid }) | undefined {
  const parsed = v.safeParse(tallyRecord, record.fields);
  if (!parsed.success) return undefined;
  const { household, on, ...numbers } = parsed.output;
  const residents = Math.max(numbers.residents ?? 0, numbers.adults ?? 0);
  const adults = numbers.adults ?? 0;
  const within = (number: number | null): number | null => (number === null ? null : Math.min(number, adults));
  return {
    id: record.id,
    household,
    on,
    residents,
    adults,
    online: within(numbers.online),
    account: within(numbers.account),
    vneid: within(numbers.vneid),
    digital: within(numbers.digital),
    eGovernment: within(numbers.eGovernment),
  };
}
