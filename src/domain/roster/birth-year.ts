/**
 * The year in a birth date as people write it: "1970", "12/5/1970", "ngày 3 tháng 5 năm 1970", "12/5/70". Undefined
 * when there is none, or one in which nobody alive was born.
 * @param thisYear the latest possible year; two digits are read by it
 */
export function birthYearIn(text: string, thisYear: number): number | undefined {
  const whole = /(?<!\d)(1[89]\d\d|20\d\d)(?!\d)/.exec(text);
  if (whole) return inLife(Number(whole[1]), thisYear);
  const short = /(?<!\d)\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(\d\d)(?!\d)/.exec(text);
  if (!short) return undefined;
  const year = 2000 + Number(short[1]);
  return inLife(year > thisYear ? year - 100 : year, thisYear);
}

const inLife = (year: number, thisYear: number): number | undefined =>
  year >= 1900 && year <= thisYear ? year : undefined;
