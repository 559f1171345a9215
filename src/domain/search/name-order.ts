const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const apostrophes = /['’‘ʼʻʹ′‛`´＇]/g;
const marked = /^[Hh]['’‘ʼʻʹ′‛`´＇]+(.*)$/u;

/**
 * The word a person is called by and sorted under: the last one of a Vietnamese name; of an Êđê or Jrai name the one
 * after "Y" or "H", or the one that is written with H’ ("Rmah H’Pin" → "Pin").
 */
export function callName(name: string): string {
  const words = name.replace(invisible, '').trim().split(/\s+/);
  for (const [i, word] of words.entries()) {
    const next = words[i + 1];
    if ((word === 'Y' || word === 'H') && next !== undefined) return next;
    const own = marked.exec(word)?.[1];
    if (own !== undefined && (own !== '' || next !== undefined)) return own || next!;
  }
  return words[words.length - 1] ?? '';
}

// Vowel marks make letters of their own, tones do not: ă comes after every a, whatever its tone.
const letterMarks = new Map([
  ['̆', 1],
  ['̂', 2],
  ['̛', 3],
  ['̌', 1],
]);
// Without a tone, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries, and of Intl.Collator('vi').
const tones = new Map([
  ['̀', 1],
  ['̉', 2],
  ['̃', 3],
  ['́', 4],
  ['̣', 5],
]);
const digits = 6;

/**
 * What a sign adds to a key: its letter, and a place for its tone. A tone alone takes the place of the letter before
 * it.
 */
interface SignKey {
  readonly letters: string;
  readonly tone: number;
  readonly isMark: boolean;
}
const known = new Map<string, SignKey>();
const mostKnown = 5000;

function keyOfSign(sign: string): SignKey {
  const found = known.get(sign);
  if (found) return found;
  let [letters, tone] = ['', 0];
  for (const part of sign
    .toLowerCase()
    .replace(invisible, '')
    .replace(apostrophes, '')
    .replace(/[đð]/g, 'd~')
    .replace(/ƀ/g, 'b~')
    .normalize('NFD')) {
    const mark = letterMarks.get(part);
    // "~" is after every letter, and its repetition after it: a < ă < â, o < ô < ơ.
    if (mark !== undefined) letters += '~'.repeat(mark);
    else if (tones.has(part)) tone = tones.get(part)!;
    else letters += part;
  }
  const isMark = letters === '' ? tone > 0 : letters.startsWith('~');
  const made = { letters, tone, isMark };
  if (known.size < mostKnown) known.set(sign, made);
  return made;
}

const isDigit = (sign: string): boolean => sign >= '0' && sign <= '9' && sign.length === 1;

/**
 * Text whose order by `<` is that of a Vietnamese dictionary, numbers by their value ("Nhà 9" before "Nhà 10"). A
 * collator compares as well, but some thirty times slower: too slow to put ten thousand households in order on a cheap
 * phone.
 */
export function sortKey(text: string): string {
  let letters = '';
  let accents = '';
  let run = '';
  for (const sign of text) {
    if (isDigit(sign)) {
      run += sign;
      continue;
    }
    if (run !== '') {
      letters += run.padStart(digits, '0');
      accents += '0';
      run = '';
    }
    const key = keyOfSign(sign);
    letters += key.letters;
    if (!key.isMark) accents += key.letters === '' ? '' : String(key.tone);
    else if (key.tone > 0) accents = accents.slice(0, -1) + String(key.tone);
  }
  if (run !== '') {
    letters += run.padStart(digits, '0');
    accents += '0';
  }
  return `${letters}\u0001${accents}`;
}

// A collator takes some milliseconds to make on a cheap phone, and most screens sort nothing.
let collator: Intl.Collator | undefined;

/** Compares as a Vietnamese dictionary, numbers by their value. For some hundred texts; for more see `sortKey`. */
export const compareVietnamese = (a: string, b: string): number =>
  (collator ??= new Intl.Collator('vi', { numeric: true })).compare(a, b);

/** For lists of people: by what they are called, then by the whole name. */
export const nameKey = (name: string): string => `${sortKey(callName(name))}\u0002${sortKey(joined(name))}`;

// "H’ Lan", "H Lan" and "H’Lan" are one name, as in `foldText`.
const joined = (name: string): string =>
  name.replace(/(?<![\p{L}\p{N}])([Hh])['’‘ʼʻʹ′‛`´＇]*\s+['’‘ʼʻʹ′‛`´＇]*(?=\p{L})/gu, '$1');
