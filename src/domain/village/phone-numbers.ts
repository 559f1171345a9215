// Plain checks, no schema library: the residents' pages carry this file too.

/** A number of Vietnam in digits: a subscriber's, a free one (1800…), or a short one (113). */
const phonePattern = /^(0\d{9,10}|1[89]00\d{4,6}|1\d{2})$/;
export const isPhoneNumber = (digits: string): boolean => phonePattern.test(digits);

/** "+84 905.123-456" → "0905123456"; the text itself where it is no number. */
export const phoneIn = (typed: string): string => {
  const digits = typed.normalize('NFKC').replaceAll(/[\s.()-]/g, '');
  return digits.replace(/^\+?84(?=\d{9,10}$)/, '0');
};

/** "0905123456" → "0905 123 456", as it is read aloud. */
export const spokenPhone = (digits: string): string =>
  digits.length < 8 ? digits : `${digits.slice(0, 4)} ${digits.slice(4).replaceAll(/(\d{3})(?=\d{2})/g, '$1 ')}`;
