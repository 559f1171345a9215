import { foldText } from '../../lib/fold.ts';
import { isUnreadable } from './letters.ts';
import { beginsWith, isOneOf, wordsOf } from './words.ts';

/** Why a row is not added unless somebody decides so. Words: `households:roster.why.<problem>`. */
export const rosterProblems = [
  'noName',
  'nameIsNumber',
  'nameTooShort',
  'nameTooLong',
  'nameHasNumber',
  'nameIsPlace',
  'twoNames',
  'placeholder',
  'unreadable',
  'formulaError',
  'idNumber',
  'phoneNumber',
  'placeTooLong',
  'clusterTooLong',
  'twiceInFile',
  'noHead',
] as const;
export type RosterProblem = (typeof rosterProblems)[number];

export interface RosterPlace {
  readonly address: string;
  readonly cluster: string;
}

const longest = 200;
const idNumber = /(?<!\d)(\d{12}|\d{9})(?!\d)/;
const phoneNumber = /(?<!\d)(0|\+?84)\d{9}(?!\d)/;
const formulaError = /#(REF|N\/A|VALUE|NAME|DIV\/0|NULL|NUM|SPILL|CALC)/i;
const withoutSpacing = (text: string): string => text.replace(/(?<=\d)[ .-](?=\d)/g, '');

const nobody = [
  'không rõ',
  'chưa rõ',
  'không có',
  'chưa có',
  'trống',
  'vô chủ',
  'nhà trống',
  'bỏ trống',
  'không',
  'null',
  'n a',
  'none',
  'x',
  'không tên',
  'nhà không người',
  'đã chuyển',
  'vắng chủ',
  'chưa biết',
];
const placeWords = [
  'số nhà',
  'nhà số',
  'nhà',
  'thôn',
  'buôn',
  'xóm',
  'tổ',
  'cụm',
  'khu',
  'đường',
  'đội',
  'bản',
  'ấp',
  'ngõ',
  'hẻm',
];

export function nameProblem(name: string): RosterProblem | undefined {
  if (name === '') return 'noName';
  if (formulaError.test(name)) return 'formulaError';
  const digits = withoutSpacing(name);
  if (phoneNumber.test(digits)) return 'phoneNumber';
  if (idNumber.test(digits)) return 'idNumber';
  if (!/\p{L}/u.test(name))
    return /\d/.test(name) ? 'nameIsNumber' : name.includes('\ufffd') ? 'unreadable' : 'placeholder';
  if (isUnreadable(name)) return 'unreadable';
  const words = wordsOf(name);
  // "Vo Chu", typed without marks, is a name: the words for "nobody" begin with a small letter.
  if (isOneOf(words, nobody) && !(words.plain && /^\p{Lu}\p{Ll}+ \p{Lu}/u.test(name))) return 'placeholder';
  const place = beginsWith(words, placeWords);
  if (place > 0 && /^(\d|số$)/.test(words.words[place] ?? '')) return 'nameIsPlace';
  if (/\d/.test(name)) return 'nameHasNumber';
  if (isTwoNames(name)) return 'twoNames';
  if (name.length > longest) return 'nameTooLong';
  return [...name.replace(/[^\p{L}]/gu, '')].length < 2 ? 'nameTooShort' : undefined;
}

/**
 * True for two names joined by "và". With a capital it is a name; in all capitals three words are needed on both sides.
 */
function isTwoNames(name: string): boolean {
  if (/[\n;,+&/]/.test(name)) return true;
  if (/\S+ \S+ (và|va|với|voi) \S+ \S+/u.test(name.normalize('NFC'))) return true;
  return name === name.toUpperCase() && /\S+ \S+ \S+ (VA|VOI) \S+ \S+ \S+/.test(foldText(name).toUpperCase());
}

/** Joins a name that was broken into lines to fit its column; two names below each other stay as they are. */
export function inOneLine(name: string): string {
  if (!name.includes('\n')) return name;
  const lines = name.split('\n').filter(Boolean);
  return lines.every((line) => line.split(' ').length >= 2) && lines.length > 1 ? name : lines.join(' ');
}

export function placeProblem({ address, cluster }: RosterPlace): RosterProblem | undefined {
  const both = `${address} | ${cluster}`;
  if (formulaError.test(both)) return 'formulaError';
  const digits = withoutSpacing(both);
  if (phoneNumber.test(digits)) return 'phoneNumber';
  if (idNumber.test(digits)) return 'idNumber';
  if (isUnreadable(address) || isUnreadable(cluster)) return 'unreadable';
  if (address.length > longest) return 'placeTooLong';
  return cluster.length > longest ? 'clusterTooLong' : undefined;
}

/** The text without numbers of people, which must not be kept even when somebody adds the row anyway. */
export const withoutPersonalNumbers = (text: string): string =>
  text
    .replace(/(?<!\d)\+?\d(?:[ .-]?\d){8,11}(?!\d)/g, ' ')
    .replace(/(số\s+)?(cccd|cmnd|căn cước|sđt|đt|điện thoại)\s*[:.]?\s*$/iu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest);
