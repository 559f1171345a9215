// Detects damaged texts. Letters are lost when a program saves them in a character set that lacks them ("Lê Th? Hà"),
// and become others when UTF-8 is read as Windows-1252 ("Nguyá»…n").

/**
 * The bytes 80–9F of Windows-1252, by code point.
 * (https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT)
 */
const windows1252: ReadonlyMap<number, number> = new Map(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((sign, at) => [sign.codePointAt(0)!, 0x80 + at]),
);

/** Sequences that result when each byte of a Vietnamese letter in UTF-8 is read as a letter. */
const misread = /[ÃÄÅÆÊË][\u0080-\u00bfƒ…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ‚„€]|á[º»]|Ì[\u0080\u0081\u0083\u0089£€ƒ‰]/u;

/**
 * The text that was UTF-8 and was read as Windows-1252; undefined when it was not, or when bytes of it are lost.
 */
export function repaired(text: string): string | undefined {
  if (!misread.test(text)) return undefined;
  const bytes: number[] = [];
  for (const sign of text) {
    const code = sign.codePointAt(0)!;
    const byte = code <= 0xff ? code : windows1252.get(code);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  return decoded(bytes)?.normalize('NFC');
}

/** Decodes UTF-8 (RFC 3629); undefined for other bytes. The domain has no `TextDecoder`. */
function decoded(bytes: readonly number[]): string | undefined {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at++]!;
    const more = first < 0x80 ? 0 : first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : -1;
    if (more < 0) return undefined;
    let code = more === 0 ? first : first & (more === 1 ? 0x1f : 0x0f);
    for (let left = more; left > 0; left--) {
      const next = bytes[at++];
      if (next === undefined || next < 0x80 || next > 0xbf) return undefined;
      code = (code << 6) | (next & 0x3f);
    }
    text += String.fromCodePoint(code);
  }
  return text;
}

// The Latin letters of Vietnamese, and of Êđê, Jrai, Bahnar, M’nông, Cơ Ho and Chăm (ƀ č ĕ ĭ ŏ ŭ ñ and their doubles).
const vietnamese = 'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz';
const ofMinorities = 'ƀčĕěĭŏǒŭǔñḃḍḷḥṭāēīōū';
const known = new Set(
  [...vietnamese, ...ofMinorities].flatMap((letter) => [
    letter,
    letter.toUpperCase(),
    ...(letter === 'ƀ' ? ['Ƀ'] : []),
  ]),
);

/**
 * True when letters were lost or became others: "?" beside a letter, U+FFFD, control characters, letters that no name
 * here has. Punctuation, digits and spaces are not checked.
 */
export function isUnreadable(text: string): boolean {
  if (/[\ufffd\u0080-\u009f\u0000-\u0008\u000e-\u001f\ue000-\uf8ff]/u.test(text)) return true;
  if (/\p{L}\?+|\?+\p{L}|^\?\?+|\?\?+$/u.test(text)) return true;
  if (misread.test(text)) return true;
  // "NhÃ 1": the no-break space that was the second byte of "à" has become a space.
  if (/\p{Ll}[ÃÂÄÅÆ]/u.test(text)) return true;
  // Signs of Latin-1 inside a word are letters of another set: "NguyÔn V¨n".
  if (/\p{L}[¡-©«-³¶-¹»-¿×÷]|[¡-©«-³¶-¹»-¿×÷]\p{L}/u.test(text)) return true;
  for (const sign of text.normalize('NFC')) if (/\p{L}/u.test(sign) && !known.has(sign)) return true;
  return false;
}
