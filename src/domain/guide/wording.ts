// The rules of docs/domain.md §3 that can be checked in a sentence.

export const mostWords = 12;
export const mostNoteWords = 30;

/** Words by white space: in Vietnamese that counts syllables, the stricter reading of "at most 12 words". */
export const countWords = (text: string): number =>
  text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** The texts in “…”: quotations from the real app. */
export const quotations = (text: string): readonly string[] =>
  [...text.matchAll(/“([^”]+)”/g)].map((match) => match[1] ?? '');

const outsideQuotes = (text: string): string => text.replace(/“[^”]*”/g, '“”');

const verbs = 'bấm|gõ|nhập|chọn|mở|quét|điền|tap|press|type|enter|choose|open|scan';
const condition = /^(nếu|khi|để|if|when|for|after|once)\s/iu;
const afterComma = new RegExp(`,\\s*(\\p{L}+ ){0,2}(${verbs})\\s`, 'iu');
const secondAction = [
  /[.!?;]\s*\S/u,
  /(^|\s)(rồi|sau đó|xong thì|tiếp theo)\s/iu,
  /\b(then|after that|and (tap|press|type|enter|choose|open|wait|check|read|go|scan|log|look|fill))\b/iu,
];

/**
 * A step is one action: one sentence, without "rồi", "sau đó", "then", or a comma and another verb ("Xem số tiền, bấm
 * …"). A condition may come first ("If asked, type …").
 */
export function hasSecondAction(text: string): boolean {
  const words = outsideQuotes(text);
  return secondAction.some((sign) => sign.test(words)) || (afterComma.test(words) && !condition.test(words));
}

const links = /https?:|www\.|\.apk\b|\b[a-z0-9-]+\.(vn|com|net|org|info|site|top|xyz|page|app|link)\b|\/\//iu;

// The government's own domain may be named in words: look-alikes such as "gov-vn.com" still count as links.
const governmentSite = /(?<![\w.-])([a-z0-9-]+\.)+gov\.vn(?![\w-]|\.\w)/giu;

/** An address that could be typed or tapped. People are taught to open apps by themselves, never through a link. */
export const hasLink = (text: string): boolean => links.test(text.replace(governmentSite, ''));

/** A run of 9 digits or more reads as somebody's identity, account or phone number. */
export const looksPersonal = (text: string): boolean => /\d{9,}/.test(text.replace(/(?<=\d)[ .-](?=\d)/g, ''));

const storeHosts =
  /(^|\.)(play\.google|apps\.apple|itunes\.apple|apkpure|appgallery\.huawei|galaxystore\.samsung)\.com$/i;

/** @param page a valid URL */
export function isStorePage(page: string): boolean {
  const host = /^[a-z]+:\/\/([^/:?#]+)/i.exec(page)?.[1] ?? '';
  return storeHosts.test(host) || /\.apk([?#]|$)/i.test(page);
}
