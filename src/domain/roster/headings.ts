import {
  birthWords,
  headWords,
  householdCodeWords,
  namePartWords,
  nameWords,
  otherWords,
  personalWords,
  povertyWords,
  streetWords,
} from './heading-words.ts';
import { has, isOneOf, wordsOf, type Words as Text } from './words.ts';

/**
 * The content of a column by its heading. `private`: data that this app must not keep. `other`: known, and not about a
 * household. `unknown`: the heading is not known here.
 */
export type HeadingKind =
  | 'order'
  | 'private'
  | 'relation'
  | 'birth'
  | 'householdCode'
  | 'memberName'
  | 'headName'
  | 'name'
  | 'namePart'
  | 'addressNow'
  | 'address'
  | 'addressRegistered'
  | 'houseNumber'
  | 'street'
  | 'cluster'
  | 'hamlet'
  | 'other'
  | 'unknown';

/** First rule that holds, in this order. Each is told by words as they are written, whole. */
export function headingKind(text: string): HeadingKind {
  // "(1)", "*" and remarks on how to fill it in are not part of the heading.
  const short = text.replace(/\([^)]*\d[^)]*\)|[*:]/g, ' ').trim();
  if (short === '' || short.length > 80 || /\d/.test(short)) return 'unknown';
  const words = wordsOf(short);
  if (words.words.length === 0 || has(words, ['danh sách'])) return 'unknown';
  return ofRows(words) ?? ofAddress(words) ?? ofPeople(words) ?? ofHamlet(words) ?? 'unknown';
}

function ofRows(words: Text): HeadingKind | undefined {
  const isName = has(words, nameWords);
  if (has(words, householdCodeWords)) return 'householdCode';
  if (isOneOf(words, ['stt', 'tt', 'số tt', 'số thứ tự', 'thứ tự', 'no', 'order', 'số', 's tt'])) return 'order';
  if (has(words, ['quan hệ', 'qh', 'vai trò', 'là chủ hộ', 'relationship', 'relation'])) return 'relation';
  if (has(words, personalWords) || (has(words, povertyWords) && !isName)) return 'private';
  if (has(words, ['thành viên', 'nhân khẩu', 'trong hộ', 'member']) && (isName || has(words, ['member'])))
    return 'memberName';
  if (isOneOf(words, ['thành viên', 'thành viên trong hộ', 'thành viên hộ', 'các thành viên'])) return 'memberName';
  if (has(words, ['nơi sinh', 'quê quán', 'nguyên quán', 'nơi cấp'])) return 'other';
  return has(words, birthWords) ? 'birth' : undefined;
}

function ofAddress(words: Text): HeadingKind | undefined {
  const isPlaceOfLife = has(words, [
    'địa chỉ',
    'nơi ở',
    'chỗ ở',
    'nơi cư trú',
    'chỗ cư trú',
    'cư trú',
    'nơi tạm trú',
    'address',
    'location',
    'đ c',
    'đc',
  ]);
  if (isPlaceOfLife && has(words, ['hiện nay', 'hiện tại', 'hiện', 'thực tế', 'current'])) return 'addressNow';
  if (has(words, ['hktt', 'hộ khẩu', 'thường trú', 'đkhk', 'đkhktt', 'nơi đăng ký', 'nktt']))
    return 'addressRegistered';
  if (isPlaceOfLife) return 'address';
  if (has(words, ['số nhà', 'nhà số', 'house number', 'house no']) || isOneOf(words, ['nhà', 'house', 'sn']))
    return 'houseNumber';
  if (isOneOf(words, ['nhà ở'])) return 'other';
  return isOneOf(words, streetWords) ? 'street' : undefined;
}

function ofPeople(words: Text): HeadingKind | undefined {
  const isName = has(words, nameWords);
  if (has(words, otherWords) && !(isName && has(words, headWords))) return 'other';
  if (has(words, headWords)) return 'headName';
  if (isOneOf(words, namePartWords)) return 'namePart';
  return isName || has(words, ['full name', 'fullname']) || isOneOf(words, ['name', 'hộ', 'names', 'hoten', 'hovaten'])
    ? 'name'
    : undefined;
}

function ofHamlet(words: Text): HeadingKind | undefined {
  if (words.words.length > 6) return undefined;
  if (has(words, ['xóm', 'cụm', 'tổ', 'khu', 'đội', 'liên gia', 'tdp', 'nhóm', 'cluster', 'khối'])) return 'cluster';
  return has(words, ['thôn', 'buôn', 'bản', 'làng', 'ấp', 'khóm', 'plei', 'bon', 'sóc', 'hamlet', 'village'])
    ? 'hamlet'
    : undefined;
}
