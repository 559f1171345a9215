/** What somebody typed or pasted into a field for a number. `unclear`: it says no one number, so nothing is guessed. */
export type TypedNumber =
  | { readonly kind: 'empty' }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'unclear' };

/** What somebody typed or pasted into a field for a year. `age`: the year is a year of birth worked out from it. */
export type TypedYear =
  | { readonly kind: 'empty' }
  | { readonly kind: 'year'; readonly value: number }
  | { readonly kind: 'age'; readonly age: number; readonly value: number }
  | { readonly kind: 'unclear' };

const empty = { kind: 'empty' } as const;
const unclear = { kind: 'unclear' } as const;

/** Digits of full width are digits, spaces of any width are spaces, and signs that nobody sees and full stops go. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}|\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/[ .,;!?]+$/, '')
    .trim();

/** "12.000" and "12 000": thousands in groups of three, in any of the usual signs, but always the same one. */
const grouped = /^\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*$/;
/** Beyond it, neighbouring whole numbers fall together. */
const mostDigits = 15;

/**
 * A whole number as people say and paste it: "4", " 4 ", "４", "4 người", "khoảng 4", "1.200". Two numbers ("3-4"), a
 * part of one ("2,5") and a negative one are unclear.
 */
export function readNumber(text: string): TypedNumber {
  const typed = plain(text);
  if (typed === '') return empty;
  const said = typed.replace(/^[^\d+\-−.,]*|\D*$/gu, '');
  const digits = grouped.test(said) ? said.replace(/\D/g, '') : said.replace(/^\+/, '');
  if (!/^\d+$/.test(digits) || digits.length > mostDigits || /\d/.test(typed.replace(said, ''))) return unclear;
  return { kind: 'number', value: Number(digits) };
}

const oldest = 120;

/**
 * A year as people say and paste it: "1960", " 1960 ", "năm 1960", "12/5/1960", "1960-05-12", "12/5/60", "１９６０". An
 * age ("60", "60 tuổi", which old people know better) gives the year of birth. More digits ("19600"), two years and
 * anything else are unclear. Whether a year can be right is not judged here.
 * @param thisYear two digits of a date, and ages, are read by it
 * @param ages false where the year is nobody's birth year
 */
export function readYear(text: string, thisYear: number, ages = true): TypedYear {
  const typed = plain(text);
  if (typed === '') return empty;
  const runs: readonly string[] = typed.match(/\d+/g) ?? [];
  if (runs.length === 1) return ofOneRun(typed, runs[0] ?? '', thisYear, ages);
  const years = runs.filter((run) => run.length === 4);
  const isDate = runs.length <= 3 && runs.every((run) => run.length <= 2 || run.length === 4);
  if (isDate && years.length === 1 && runs.every((run) => run.length === 4 || isDatePart(run)))
    return { kind: 'year', value: Number(years[0]) };
  const short = /^(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d\d)$/.exec(typed);
  if (!short || !isDatePart(short[1]) || !isDatePart(short[2])) return unclear;
  const year = 2000 + Number(short[3]);
  return { kind: 'year', value: year > thisYear ? year - 100 : year };
}

const isDatePart = (run: string | undefined): boolean => Number(run) >= 1 && Number(run) <= 31;

function ofOneRun(typed: string, digits: string, thisYear: number, ages: boolean): TypedYear {
  if (/[-−+.,]\d|\d[.,%]/.test(typed)) return unclear;
  const value = Number(digits);
  const isSaidAge = /tuổi|\dt$/iu.test(typed.normalize('NFC')) || /\b(?:years?|yrs?|aged?|old)\b/i.test(typed);
  if (digits.length === 4 && !isSaidAge) return { kind: 'year', value };
  // Ngày, tháng, năm without anything between them: 12051960.
  if (digits.length === 8 && isDatePart(digits.slice(0, 2)) && isDatePart(digits.slice(2, 4)))
    return { kind: 'year', value: Number(digits.slice(4)) };
  if (ages && digits.length <= 3 && value <= oldest) return { kind: 'age', age: value, value: thisYear - value };
  return unclear;
}
