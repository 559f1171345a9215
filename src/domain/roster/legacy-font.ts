// Until about 2010 most Vietnamese offices typed in fonts that drew Vietnamese letters over Western ones; their Excel
// files are still passed on. Read as what they say they are, "Nguyễn Văn A" is "NguyÔn V¨n A" (TCVN3, fonts .Vn…) or
// "Nguyeãn Vaên A" (VNI). Tables: TCVN 5712:1993 and the VNI-Windows character set.

const tcvn3 = new Map<string, string>();
const row = (codes: string, letters: string): void => [...codes].forEach((code, i) => tcvn3.set(code, [...letters][i]!));
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

/** What a sign after a vowel adds to it, as combining marks. */
const vniMarks: Readonly<Record<string, string>> = {
  ù: '́', ø: '̀', û: '̉', õ: '̃', ï: '̣',
  â: '̂', á: '̂́', à: '̂̀', å: '̂̉', ã: '̂̃', ä: '̣̂',
  ê: '̆', é: '̆́', è: '̆̀', ú: '̆̉', ü: '̆̃', ë: '̣̆',
};
const vniLetters: Readonly<Record<string, string>> = { ñ: 'đ', ô: 'ơ', ö: 'ư', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ' };

const isUpper = (sign: string): boolean => sign !== sign.toLowerCase();
const marked = /([aeouy\u00f4\u00f6])([ùøûõïâáàåãäêéèúüë])/giu;

function fromVni(text: string): string {
  const joined = text.replace(marked, (_, vowel: string, sign: string) => {
    const base = vniLetters[vowel.toLowerCase()] ?? vowel.toLowerCase();
    const letter = (base + (vniMarks[sign.toLowerCase()] ?? '')).normalize('NFC');
    // Held apart until the single letters are done: "ô" made here must not be read as VNI’s "ơ".
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
// Signs that no European name has, and that Vietnamese needs in every line.
const onlyTcvn3 = /[¡-®µ-¾×÷]/gu;
const vniPair = /[aeouy\u00f4\u00f6][ùøûõïâáàåãäêéèúüë]|ñ/giu;

/** The old font that a sheet's texts are in, or undefined for real Unicode. One letter of real Vietnamese decides. */
export function legacyFontOf(texts: readonly string[]): LegacyFont | undefined {
  const all = texts.join('\n');
  if (trueVietnamese.test(all.normalize('NFC'))) return undefined;
  const count = (pattern: RegExp): number => all.match(pattern)?.length ?? 0;
  const [tcvn, vni] = [count(onlyTcvn3), count(vniPair)];
  if (Math.max(tcvn, vni) < 3) return undefined;
  return tcvn >= vni ? 'tcvn3' : 'vni';
}

export const fromLegacyFont = (text: string, font: LegacyFont | undefined): string =>
  font === 'tcvn3' ? fromTcvn3(text) : font === 'vni' ? fromVni(text) : text;
