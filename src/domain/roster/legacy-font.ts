// Until about 2010 most Vietnamese offices typed in fonts that drew Vietnamese letters over Western ones; their Excel
// files are still in use. Read as Unicode, "Nguyễn Văn A" is "NguyÔn V¨n A" (TCVN3, fonts .Vn…) or
// "Nguyeãn Vaên A" (VNI). Tables: TCVN 5712:1993 and the VNI-Windows character set.

const tcvn3 = new Map<string, string>();
const row = (codes: string, letters: string): void =>
  [...codes].forEach((code, i) => tcvn3.set(code, [...letters][i]!));
row('¡¢£¤¥¦§¨©ª«¬\u00ad®', 'ĂÂÊÔƠƯĐăâêôơưđ');
row('µ¶·¸¹', 'àảãáạ');
row('»¼½¾Æ', 'ằẳẵắặ');
row('ÇÈÉÊË', 'ầẩẫấậ');
row('ÌÎÏÐÑ', 'èẻẽéẹ');
row('ÒÓÔÕÖ', 'ềểễếệ');
row('×ØÜÝÞ', 'ìỉĩíị');
row('ßáâãä', 'òỏõóọ');
row('åæçèé', 'ồổỗốộ');
row('êëìíî', 'ờởỡớợ');
row('ïñòóô', 'ùủũúụ');
row('õö÷øù', 'ừửữứự');
row('úûüýþ', 'ỳỷỹýỵ');

/** The combining marks that a sign after a vowel means. */
const vniMarks: Readonly<Record<string, string>> = {
  ù: '́',
  ø: '̀',
  û: '̉',
  õ: '̃',
  ï: '̣',
  â: '̂',
  á: '̂́',
  à: '̂̀',
  å: '̂̉',
  ã: '̂̃',
  ä: '̣̂',
  ê: '̆',
  é: '̆́',
  è: '̆̀',
  ú: '̆̉',
  ü: '̆̃',
  ë: '̣̆',
};
const vniLetters: Readonly<Record<string, string>> = { ñ: 'đ', ô: 'ơ', ö: 'ư', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ' };

const isUpper = (sign: string): boolean => sign !== sign.toLowerCase();
const marked = /([aeouy\u00f4\u00f6])([ùøûõïâáàåãäêéèúüë])/giu;

function fromVni(text: string): string {
  const joined = text.replace(marked, (_, vowel: string, sign: string) => {
    const base = vniLetters[vowel.toLowerCase()] ?? vowel.toLowerCase();
    const letter = (base + (vniMarks[sign.toLowerCase()] ?? '')).normalize('NFC');
    // Marked until the single letters are converted, because VNI writes "ơ" as "ô".
    return `\u0001${isUpper(vowel) ? letter.toUpperCase() : letter}\u0002`;
  });
  const single = joined.replace(/\u0001[^\u0002]*\u0002|[ñôöæóòî]/giu, (part) => {
    if (part.startsWith('\u0001')) return part.slice(1, -1);
    const letter = vniLetters[part.toLowerCase()] ?? part;
    return isUpper(part) ? letter.toUpperCase() : letter;
  });
  return single.normalize('NFC');
}

const fromTcvn3 = (text: string): string => [...text].map((sign) => tcvn3.get(sign) ?? sign).join('');

export type LegacyFont = 'tcvn3' | 'vni';

const trueVietnamese = /[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]/u;
// Letters and signs that no Vietnamese in Unicode has beside a letter: one of them says that the text is in an old
// font.
const tcvn3Sign = String.raw`[\u00a1-\u00ae\u00b5-\u00be×ØÜÞßåæçëîïöø÷ûüþÆÇËÎÏÑÖ]`;
const tcvn3Signs = new RegExp(String.raw`(?<=\p{L})${tcvn3Sign}|${tcvn3Sign}(?=\p{L})`, 'gu');
const vniSigns =
  /a[ùøûõïâáàåãäêéèúüë]|e[ùøûõïâáàåãäêéèúüë]|o[ùøûõïâåäêúüë]|u[ùøûõïåäúüë]|y[ùøûõï]|[ôö][ùøûõï]|ñ[aeouyô]/giu;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const isUnicode = (text: string): boolean => trueVietnamese.test(text.normalize('NFC'));

/**
 * The old font of these texts, or undefined for Unicode. A text with a letter that only Unicode has is not counted: it
 * may be a heading typed today over rows of 2005. The other texts are counted by their signs.
 */
export function legacyFontOf(texts: readonly string[]): LegacyFont | undefined {
  const old = texts.filter((text) => !isUnicode(text));
  const foreign = (text: string): boolean => /[\u00a1-\u00ff]/.test(text);
  const signs = { tcvn3: 0, vni: 0 };
  let speaking = 0;
  for (const text of old) {
    const [tcvn3, vni] = [count(text, tcvn3Signs), count(text, vniSigns)];
    signs.tcvn3 += tcvn3;
    signs.vni += vni;
    if (tcvn3 + vni > 0) speaking++;
  }
  // "Lê Hà" is valid in Unicode and in both fonts, so the texts with signs of an old font must not be rare exceptions.
  const silent = old.filter(foreign).length - speaking;
  if (Math.max(signs.tcvn3, signs.vni) < 2 || speaking * 3 < silent) return undefined;
  return signs.tcvn3 >= signs.vni ? 'tcvn3' : 'vni';
}

/**
 * The texts of one row in Unicode. In a sheet of an old font, a row typed in Unicode stays as it is, except for cells
 * with signs of the old font. In a Unicode sheet, a row pasted from an old list is converted by its own signs.
 * @param font the font of the sheet
 */
export function rowInUnicode(cells: readonly string[], font: LegacyFont | undefined): readonly string[] {
  if (cells.every((cell) => !/[\u00a1-\u00ff]/.test(cell))) return cells;
  const isToday = cells.some(isUnicode);
  const own = font ?? legacyFontOf(cells);
  if (own === undefined) return cells;
  const signs = own === 'tcvn3' ? tcvn3Signs : vniSigns;
  return cells.map((cell) => (isToday && count(cell, signs) === 0 ? cell : fromLegacyFont(cell, own)));
}

/** The character set of a font by its name: ".VnTime" and others of TCVN3, "VNI-Times" and others of VNI. */
export const fontSet = (name: string | undefined): LegacyFont | undefined =>
  name === undefined
    ? undefined
    : /^\.?vn[a-z]/i.test(name) && name.startsWith('.')
      ? 'tcvn3'
      : /^vni[- ]/i.test(name)
        ? 'vni'
        : undefined;

/** The text in Unicode. A cell that is Unicode already, retyped in a sheet of an old font, stays as it is. */
export const fromLegacyFont = (text: string, font: LegacyFont | undefined): string =>
  font === undefined || isUnicode(text) ? text : font === 'tcvn3' ? fromTcvn3(text) : fromVni(text);
