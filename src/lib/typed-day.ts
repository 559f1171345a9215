import { isDay, type Day } from './day.ts';

/** 15/12/2026 → 2026-12-15, with any of the usual signs between; undefined for no valid day. */
export function dayTyped(typed: string): Day | undefined {
  const [, date = '', month = '', year = ''] =
    /^(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})$/.exec(typed.normalize('NFKC').trim()) ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}
