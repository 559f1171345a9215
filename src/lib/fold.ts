// Cache of folded characters: a village's names use some hundred different ones, and without the cache folding fifty
// thousand names is too slow on a cheap phone.
const known = new Map<string, string>();
const mostKnown = 5000;

/** Signs that take no room: joiners, marks of direction, soft hyphens, byte order marks, variation selectors. */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** What H’ is written with, by whichever keyboard. */
const apostrophes = /['’‘ʼʻʹ′‛`´＇]/g;

const foldSign = (sign: string): string =>
  sign
    .replace(invisible, '')
    .replace(apostrophes, '') // before ´ falls apart into a space and a mark
    .normalize('NFKD')
    .toLowerCase() // before the letters are replaced: Đ → đ, Ƀ → ƀ
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đð]/g, 'd')
    .replace(/ƀ/g, 'b')
    .replace(/\p{Zs}/gu, ' ');

// The "H" of Êđê, Jrai and M’nông women's names is written "H’Lan", "H' Lan", "H Lan", "HLan".
const loneH = /(?<![\p{L}\p{N}])h +(?=\p{L})/gu;

/**
 * Text for searching by: lower case, without tone and vowel marks, so that "tan dong" finds "Tân Đông" and "buon"
 * finds "Ƀuôn". đ and ƀ are letters of their own to Unicode and not a base with a mark, hence the map; the Icelandic Ð
 * looks like Đ and is often typed for it. Apostrophes and signs that nobody sees are left out, and an "H" that stands
 * alone is one with the name behind it.
 */
export function foldText(text: string): string {
  let folded = '';
  for (const sign of text) {
    let plain = known.get(sign);
    if (plain === undefined) {
      plain = foldSign(sign);
      if (known.size < mostKnown) known.set(sign, plain);
    }
    folded += plain;
  }
  return folded.includes('h ') ? folded.replace(loneH, 'h') : folded;
}

/** As `foldText`, trimmed and with single spaces: equal for the same name typed by two people. */
export const foldPhrase = (text: string): string => foldText(text).trim().replace(/\s+/g, ' ');
