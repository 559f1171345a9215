import * as v from 'valibot';
import { yearOf, type Day } from '../../lib/day.ts';
import { uuid } from '../record/record.ts';

/** Fields of a `person` record besides their answers. Birth year only, by law (docs/domain, "Sensitive"). */
export const personFields = {
  household: uuid,
  name: v.nullable(v.pipe(v.string(), v.maxLength(200))),
  birthYear: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1900), v.maxValue(2100))),
  sex: v.nullable(v.picklist(['female', 'male', 'other'])),
  /** Resident: lives here 6 months or more. `away` works elsewhere ("đi làm xa") and is kept apart. */
  living: v.nullable(v.picklist(['here', 'away', 'moved', 'died'])),
  /** Counted in the household's tally, without a row of their own, because they refused consent. */
  inTally: v.nullable(v.boolean()),
  /** The record of the same person that stays (redirect.ts). */
  mergedInto: v.nullable(uuid),
} as const;

export const adultAge = 16;

/**
 * With the birth year alone a person turns 16 on 1 January of the 16th year, and so at any age. An unknown year counts
 * as old enough: ask.
 */
export const isOfAge = (birthYear: number | null | undefined, age: number, asOf: Day): boolean =>
  birthYear === null || birthYear === undefined || yearOf(asOf) - birthYear >= age;

export const isAdult = (birthYear: number | null | undefined, asOf: Day): boolean => isOfAge(birthYear, adultAge, asOf);
