import { beginsWith, isOneOf, wordsOf } from './words.ts';

// Values of a column "Quan hệ với chủ hộ" that mean the head. "Con chủ hộ" is no head.
const heads = [
  'chủ hộ',
  'ch',
  'chủ',
  'c hộ',
  'bản thân',
  'chủ h',
  'head',
  'x',
  '1',
  '01',
  'có',
  'là chủ hộ',
  'đại diện hộ',
  'chủ nhà',
];
const others = [
  'vợ',
  'chồng',
  'con',
  'cháu',
  'chắt',
  'bố',
  'cha',
  'mẹ',
  'ông',
  'bà',
  'anh',
  'chị',
  'em',
  'dâu',
  'rể',
  'cô',
  'chú',
  'bác',
  'cậu',
  'dì',
  'mợ',
  'thím',
  'ở nhờ',
  'ở trọ',
  'ở chung',
  'người ở',
  'khác',
  'bạn',
  'thành viên',
  'nội',
  'ngoại',
  'họ hàng',
  'người thân',
  'wife',
  'husband',
  'son',
  'daughter',
  'mother',
  'father',
  'child',
  'spouse',
];

export function isHeadRelation(text: string): boolean {
  if (text === '✓' || text === '✔') return true;
  const words = wordsOf(text);
  return (
    isOneOf(words, heads) ||
    (beginsWith(words, ['chủ hộ', 'là chủ hộ', 'bản thân', 'head']) > 0 && !isOtherRelation(text))
  );
}

export const isOtherRelation = (text: string): boolean => beginsWith(wordsOf(text), others) > 0;
