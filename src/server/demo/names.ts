import type { Dice } from './dice.ts';

/**
 * Names of nobody: the family name of everybody in the demo is "Mẫu" (sample). Given names differ, because lists and
 * search need that. Those of the buôn contain the Êđê letters that fonts and sorting must handle; they are made of
 * syllables and mean nothing.
 */
export interface Naming {
  person(sex: 'female' | 'male', dice: Dice): string;
}

const women = [
  'An',
  'Bưởi',
  'Cúc',
  'Diệp',
  'Duyên',
  'Hạnh',
  'Hiền',
  'Hoa',
  'Huệ',
  'Hương',
  'Lan',
  'Lành',
  'Liễu',
  'Loan',
  'Lúa',
  'Mai',
  'Mận',
  'Na',
  'Nga',
  'Ngọc',
  'Nhàn',
  'Nụ',
  'Oanh',
  'Phượng',
  'Quế',
  'Sen',
  'Tâm',
  'Thảo',
  'Thơm',
  'Thủy',
  'Trà',
  'Tươi',
  'Vui',
  'Xoan',
  'Yến',
];
const men = [
  'Bách',
  'Bình',
  'Cường',
  'Dũng',
  'Đại',
  'Đức',
  'Giang',
  'Hải',
  'Hòa',
  'Hùng',
  'Khánh',
  'Khoai',
  'Lâm',
  'Lộc',
  'Long',
  'Lực',
  'Minh',
  'Nam',
  'Nghĩa',
  'Ổn',
  'Phong',
  'Phúc',
  'Quý',
  'Rừng',
  'Sơn',
  'Sung',
  'Tài',
  'Thành',
  'Thắng',
  'Thịnh',
  'Tiến',
  'Toàn',
  'Trung',
  'Tùng',
  'Vinh',
];
const womenMiddle = ['Thị', 'Thị', 'Thị', 'Ngọc', 'Thanh', 'Thu'];
const menMiddle = ['Văn', 'Văn', 'Văn', 'Đình', 'Quang', 'Xuân'];

export const vietnameseNames: Naming = {
  person: (sex, dice) =>
    sex === 'female'
      ? `Mẫu ${dice.pick(womenMiddle)} ${dice.pick(women)}`
      : `Mẫu ${dice.pick(menMiddle)} ${dice.pick(men)}`,
};

const beginnings = ['B', 'Bl', 'Ƀ', 'Č', 'D', 'Dj', 'H', 'J', 'K', 'Kr', 'L', 'M', 'Ñ', 'P', 'R', 'S', 'T', 'W'];
const endings = ['an', 'ăm', 'ĕn', 'ê̆', 'ih', 'ĭn', 'ŏk', 'ô̆', 'ơ̆', 'uôn', 'ŭt', 'ư̆'];

export const knierNames: Naming = {
  person: (sex, dice) => {
    const given = dice.pick(beginnings) + dice.pick(endings);
    return (sex === 'female' ? `H’${given} Mẫu` : `Y ${given} Mẫu`).normalize('NFC');
  },
};
