import { dayWithSlashes } from '../lib/day.ts';
import type { Language } from './language.ts';

/** Numbers, dates and weekdays as people here write them. Days are `YYYY-MM-DD`, the calendar day in Vietnam. */
export interface Format {
  /** 1.234,5 */
  number(value: number): string;
  /** `share` 0 to 1: 61%, without a space, as Vietnamese is printed */
  percent(share: number): string;
  /** 22/11/2026 */
  day(day: string): string;
  /** Chủ nhật, 22/11/2026 */
  weekday(day: string): string;
  /** Unix time in ms, shown in Vietnam's time: 22/11/2026 09:05 */
  time(millis: number): string;
}

// British English writes dates as 22/11/2026 too; Êđê has no locale data and follows Vietnamese.
const locales: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB', rad: 'vi-VN' };
const timeZone = 'Asia/Ho_Chi_Minh';

/**
 * Formats of one language. Each formatter is made when first needed: making all four takes a tenth of a second on a
 * cheap phone.
 */
export function createFormat(language: Language): Format {
  const locale = locales[language];
  const numbers = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));
  const weekdays = once(() => new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }));
  const dates = once(
    () => new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone }),
  );
  const clock = once(
    () => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }),
  );
  return {
    number: (value) => numbers().format(value),
    percent: (share) => `${numbers().format(Math.round(share * 100))}%`,
    day: dayWithSlashes,
    weekday: (of) => `${sentenceCase(weekdays().format(new Date(`${of}T00:00:00Z`)))}, ${dayWithSlashes(of)}`,
    time: (millis) => `${dates().format(millis)} ${clock().format(millis)}`,
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

// ICU writes "Chủ Nhật"; in running text it is "Chủ nhật".
const sentenceCase = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
