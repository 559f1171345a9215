import { foldText } from '../../lib/fold.ts';

// Vietnamese words differ by their marks ("Tổng" and "Tống", "nhà" and "nhân"), so they are compared with marks; a text
// typed without any mark is compared without.

const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** The same form for both places of a tone ("hòa", "hoà"). */
function canonical(word: string): string {
  const apart = word.replaceAll('ð', 'đ').normalize('NFD');
  const tone = apart.match(toneMarks)?.[0] ?? '';
  return apart.replace(toneMarks, '').normalize('NFC') + tone;
}

/** A text as words to compare. */
export interface Words {
  readonly plain: boolean;
  readonly words: readonly string[];
}

const separators = /[^\p{L}\p{M}\p{N}]+/gu;
const split = (text: string): string[] =>
  text.normalize('NFC').toLowerCase().replace(separators, ' ').trim().split(' ').filter(Boolean);

export function wordsOf(text: string): Words {
  const words = split(text);
  const plain = words.every((word) => /^[a-z0-9]*$/.test(word));
  return { plain, words: plain ? words : words.map(canonical) };
}

interface Phrase {
  readonly marked: readonly string[];
  readonly plain: readonly string[];
}

const phrases = new Map<string, Phrase>();

/** A phrase written with its marks, as words to compare. */
function phraseOf(text: string): Phrase {
  const known = phrases.get(text);
  if (known) return known;
  const words = split(text);
  const made = { marked: words.map(canonical), plain: words.map(foldText) };
  phrases.set(text, made);
  return made;
}

/** The index of the first place where the phrase's words follow each other in the text, or -1. */
export function placeOf({ plain, words }: Words, phrase: string): number {
  const wanted = plain ? phraseOf(phrase).plain : phraseOf(phrase).marked;
  for (let at = 0; at + wanted.length <= words.length; at++)
    if (wanted.every((word, i) => words[at + i] === word)) return at;
  return -1;
}

export const has = (text: Words, any: readonly string[]): boolean => any.some((phrase) => placeOf(text, phrase) >= 0);

/** Whether the text is one of these phrases and nothing else. */
export const isOneOf = (text: Words, any: readonly string[]): boolean =>
  any.some((phrase) => phraseOf(phrase).marked.length === text.words.length && placeOf(text, phrase) === 0);

/** The number of words of the first of these phrases that the text begins with; 0 for none. */
export function beginsWith(text: Words, any: readonly string[]): number {
  for (const phrase of any) if (placeOf(text, phrase) === 0) return phraseOf(phrase).marked.length;
  return 0;
}

/** The text without every word of these phrases, in order of the phrases. */
export function without({ plain, words }: Words, any: readonly string[]): string[] {
  const gone = new Set(any.flatMap((phrase) => (plain ? phraseOf(phrase).plain : phraseOf(phrase).marked)));
  return words.filter((word) => !gone.has(word));
}
