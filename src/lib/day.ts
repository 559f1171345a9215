import * as v from 'valibot';
import type { Brand } from './ids.ts';

/** A calendar day in Vietnam, `YYYY-MM-DD`. Text compares in time order. */
export type Day = Brand<string, 'Day'>;

const pattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

// The pattern alone would pass 31 February, on which browsers disagree (Chromium: 3 March, Firefox: no date at all).
export const isDay = (value: unknown): value is Day =>
  typeof value === 'string' &&
  pattern.test(value) &&
  (Number(value.slice(8)) <= shortestMonth ||
    Number(value.slice(8)) <= daysInMonth(Number(value.slice(0, 4)), Number(value.slice(5, 7))));

const shortestMonth = 28;
const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

export const day = v.custom<Day>(isDay, 'not a day (YYYY-MM-DD)');

// Asia/Ho_Chi_Minh has been UTC+7 without daylight saving since 1975 (IANA tz), so no time zone library is needed.
const vietnamOffset = 7 * 60 * 60 * 1000;
const dayLength = 24 * 60 * 60 * 1000;

/** The day it is in Vietnam at `millis` (Unix time, ms). */
export const dayOf = (millis: number): Day => new Date(millis + vietnamOffset).toISOString().slice(0, 10) as Day;

export const yearOf = (of: Day): number => Number(of.slice(0, 4));

/** The day `days` later, or earlier when negative. */
export const addDays = (from: Day, days: number): Day =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10) as Day;

/** 2026-12-15 → 15/12/2026, as it is read and typed here. */
export const dayWithSlashes = (day: string): string => day.split('-').reverse().join('/');
