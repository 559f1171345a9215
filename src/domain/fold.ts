/**
 * Text for searching by: lower case, without tone and vowel marks, so that "tan dong" finds "Tân Đông" and "buon"
 * finds "Ƀuôn". đ and ƀ are letters of their own to Unicode and not a base with a mark, hence the map; the three
 * apostrophes are what Êđê names are written with (H’Hoa), and people leave them out.
 */
export const foldText = (text: string): string =>
  text
    .toLowerCase() // before the letters are replaced: Đ → đ, Ƀ → ƀ
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/ƀ/g, 'b')
    .replace(/['’ʼ]/g, '');
