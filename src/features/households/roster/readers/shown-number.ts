import { format, isDateFormat } from 'numfmt';

/** A number as its cell shows it. */
export interface ShownNumber {
  readonly text: string;
  /** Of a date, whose shown text may lack its year. */
  readonly year?: number;
}

const day = 86_400_000;
/** Days between the two calendars of Excel: 1900, and 1904 of early Macs (ECMA-376 part 1, 18.17.4.1). */
const from1900To1904 = 1462;

/**
 * A stored number as a spreadsheet program shows it.
 * @param stored as written in the file
 * @param pattern undefined: General
 */
export function shownNumber(stored: string, pattern: string | undefined, is1904: boolean): ShownNumber {
  if (!/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(stored)) return { text: stored };
  // Excel keeps 15 digits; a number that was typed is shown as it was typed.
  const value = Number(Number(stored).toPrecision(15));
  if (pattern === undefined) return { text: String(value) };
  if (!isDateFormat(pattern)) return { text: format(pattern, value, { throws: false }) };
  const serial = is1904 ? value + from1900To1904 : value;
  const text = format(pattern, serial, { throws: false });
  return /y|d/i.test(pattern) && serial >= 1
    ? { text, year: new Date(Date.UTC(1899, 11, 30) + serial * day).getUTCFullYear() }
    : { text };
}

/**
 * The serial number of a date that is stored as text ("1970-05-12"), in the calendar of 1900; undefined for anything
 * else.
 */
export function serialOf(iso: string): number | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso);
  return found
    ? (Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])) - Date.UTC(1899, 11, 30)) / day
    : undefined;
}
