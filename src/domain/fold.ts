// A sign folds the same wherever it stands, and a village's names are made of some hundred different ones: looking them
// up is what lets fifty thousand names be folded on a cheap phone.
const known = new Map<string, string>();
const mostKnown = 5000;

const foldSign = (sign: string): string =>
  sign
    .toLowerCase() // before the letters are replaced: Đ → đ, Ƀ → ƀ
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/ƀ/g, 'b')
    .replace(/['’ʼ]/g, '');

/**
 * Text for searching by: lower case, without tone and vowel marks, so that "tan dong" finds "Tân Đông" and "buon"
 * finds "Ƀuôn". đ and ƀ are letters of their own to Unicode and not a base with a mark, hence the map; the three
 * apostrophes are what Êđê names are written with (H’Hoa), and people leave them out.
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
  return folded;
}

/** The same with single spaces and none around: what two people typed of one name compares equal. */
export const foldPhrase = (text: string): string => foldText(text).trim().replace(/\s+/g, ' ');
