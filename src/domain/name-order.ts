/**
 * The word a person is called by and sorted under: the last one of a Vietnamese name; of an Êđê or Jrai name the one
 * after "Y" or "H", or the one that is written with H’ ("Rmah H’Pin" → "Pin").
 */
export function callName(name: string): string {
  const words = name.trim().split(/\s+/);
  for (const [i, word] of words.entries()) {
    const next = words[i + 1];
    if ((word === 'Y' || word === 'H') && next !== undefined) return next;
    const marked = /^[Hh]['’ʼ‘`](.+)$/u.exec(word);
    if (marked) return marked[1]!;
  }
  return words[words.length - 1] ?? '';
}

// Vowel marks make letters of their own, tones do not: ă comes after every a, whatever its tone.
const letterMarks = new Map([['̆', 1], ['̂', 2], ['̛', 3], ['̌', 1]]);
// Without a tone, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries, and of Intl.Collator('vi').
const tones = new Map([['̀', 1], ['̉', 2], ['̃', 3], ['́', 4], ['̣', 5]]);
const digits = 6;

/**
 * Text whose order by `<` is that of a Vietnamese dictionary, numbers by their value ("Nhà 9" before "Nhà 10").
 * A collator compares as well, but some thirty times slower: too slow to put ten thousand homes in order on a cheap phone.
 */
export function sortKey(text: string): string {
  let letters = '';
  let accents = '';
  const plain = text.toLowerCase().replace(/['’ʼ‘`]/g, '').replace(/đ/g, 'd~').replace(/ƀ/g, 'b~').normalize('NFD');
  for (let i = 0; i < plain.length; i++) {
    const sign = plain[i]!;
    const tone = tones.get(sign);
    if (tone !== undefined) {
      accents = accents.slice(0, -1) + String(tone);
      continue;
    }
    const mark = letterMarks.get(sign);
    if (mark !== undefined) {
      // "~" is after every letter, and its repetition after it: a < ă < â, o < ô < ơ.
      letters += '~'.repeat(mark);
      continue;
    }
    if (sign >= '0' && sign <= '9') {
      const run = /^\d+/.exec(plain.slice(i))![0];
      letters += run.padStart(digits, '0');
      accents += '0';
      i += run.length - 1;
      continue;
    }
    letters += sign;
    accents += '0';
  }
  return `${letters}\u0001${accents}`;
}

/** For lists of people: by what they are called, then by the whole name. */
export const nameKey = (name: string): string => `${sortKey(callName(name))}\u0002${sortKey(name)}`;
