import { beginsWith, has, isOneOf, without, wordsOf } from './words.ts';

// Rows of a list that are no people: totals, names of hamlets, signatures. They are recognised by words with their
// marks and by which cells are filled, because Tổng, Cộng and Trưởng are also names of people.

const totalWords = ['tổng cộng', 'tổng số', 'tổng', 'cộng', 'toàn thôn', 'cộng trang', 'cộng dồn', 'total', 'sum'];
const ofTotals = [
  'hộ',
  'nhân khẩu',
  'khẩu',
  'số',
  'người',
  'dân',
  'gia đình',
  'trang',
  'này',
  'chung',
  'toàn',
  'thôn',
  'xã',
  'là',
  'có',
  'danh sách',
  'trong đó',
  'nam',
  'nữ',
  'và',
  'mỗi',
  'của',
  'cụm',
  'xóm',
  'tổ',
  'buôn',
  'bản',
  'ấp',
  'households',
  'people',
  'i',
  'ii',
  'iii',
  'iv',
  'v',
  'vi',
  'a',
  'b',
  'c',
];

/** True for a total: a word for a sum, then only counts ("Tổng cộng: 12 hộ", "Cộng", "TỔNG (I+II)"). */
export function isTotal(cells: readonly string[]): boolean {
  const [label] = cells.filter((cell) => /\p{L}/u.test(cell));
  if (label === undefined) return false;
  const words = wordsOf(label);
  const sums = beginsWith(words, totalWords);
  if (sums === 0) return false;
  const rest = without({ plain: words.plain, words: words.words.slice(sums) }, ofTotals).filter(
    (word) => !/^\d+$/.test(word),
  );
  // "Tổng cộng thôn Tân Đông: 12 hộ".
  const isCounting = sums >= 2 && /\d/.test(label);
  return rest.length === 0 || isCounting;
}

// Words for places that are no family names ("Bản" is none, "Bàn" is). Without marks more than the word is needed.
const places = [
  'xóm',
  'thôn',
  'buôn',
  'bản',
  'làng',
  'ấp',
  'tổ',
  'cụm',
  'khóm',
  'plei',
  'tiểu khu',
  'khu phố',
  'khu vực',
  'khu dân cư',
  'tổ dân phố',
  'liên gia',
  'tdp',
  'sóc',
  'phum',
  'khu vuc',
];
const plainPlaces = [
  'xóm',
  'thôn',
  'buôn',
  'cụm',
  'ấp',
  'khóm',
  'plei',
  'khu phố',
  'tổ dân phố',
  'tổ liên gia',
  'liên gia',
  'tdp',
  'tiểu khu',
  'khu dân cư',
];
// Words for places that are also family names, or parts of them ("Lô Văn …", "Kon Sơ …").
const maybePlaces = [
  'khu',
  'khối',
  'đội',
  'nhóm',
  'ngõ',
  'hẻm',
  'phố',
  'dãy',
  'đường',
  'lô',
  'kon',
  'bon',
  'làng',
  'bản',
  'tổ',
];
const roman = /^[IVX]{1,5}[.)]?$/;
const counted = /[\s:,;–-]*\(?\s*\d+\s*(hộ|nhân khẩu|khẩu|người)[^)]*\)?\s*$/iu;

/**
 * The hamlet that a row names for the rows below, or undefined. Such a row has one text and at most a number, mostly a
 * Roman one.
 * @param order the column that numbers the rows
 */
export function sectionIn(cells: readonly string[], order: number | undefined): string | undefined {
  const filled = cells.flatMap((cell, column) => (cell === '' ? [] : [{ cell, column }]));
  const texts = filled.filter(({ cell }) => /\p{L}/u.test(cell) && !roman.test(cell) && !/^[A-HĐ][.)]?$/.test(cell));
  const text = texts[0]?.cell;
  if (text === undefined || texts.some(({ cell }) => cell !== text)) return undefined;
  if (
    filled.some(
      ({ cell, column }) =>
        cell !== text &&
        column !== order &&
        !/^[\d.,]+$/.test(cell) &&
        !roman.test(cell) &&
        !/^[A-HĐ][.)]?$/.test(cell),
    )
  )
    return undefined;
  const bare =
    text
      .replace(/^([IVX]{1,5}|\d{1,2}|[A-HĐ])\s*[.)/–-]\s*/u, '')
      .replace(counted, '')
      .trim() || text;
  const words = wordsOf(bare);
  const isNumbered = filled.some(({ cell }) => roman.test(cell)) || /^[IVX]{1,5}\s*[.)/–-]/.test(text);
  const isMore = (place: number): boolean => place > 0 && words.words.length > place;
  if (isMore(beginsWith(words, words.plain ? plainPlaces : places))) return bare;
  if (
    isMore(beginsWith(words, maybePlaces)) &&
    (/\d/.test(bare) || (!words.plain && !/^\p{L}+ (văn|thị) /iu.test(bare) && beginsWith(words, familyNames) === 0))
  )
    return bare;
  return isNumbered && words.words.length <= 6 ? bare : undefined;
}

const familyNames = ['lô', 'đường', 'kon', 'bon', 'ngõ', 'phố'];

const offices = [
  'người lập biểu',
  'người lập danh sách',
  'người lập bảng',
  'người lập',
  'lập biểu',
  'người tổng hợp',
  'người kê khai',
  'người kiểm tra',
  'người báo cáo',
  'cán bộ',
  'điều tra viên',
  'kế toán',
  'thủ trưởng',
  'trưởng thôn',
  'trưởng buôn',
  'trưởng xóm',
  'trưởng bản',
  'trưởng ấp',
  'trưởng ban',
  'trưởng khu',
  'trưởng khu phố',
  'trưởng khóm',
  'phó thôn',
  'phó trưởng thôn',
  'tổ trưởng',
  'bí thư',
  'bí thư chi bộ',
  'ban nhân dân thôn',
  'chủ tịch',
  'phó chủ tịch',
  'công an',
  'trưởng công an',
  'xác nhận',
  'xác nhận của',
  'tm ủy ban nhân dân',
  'tm ubnd',
  'tm ban',
  'kt chủ tịch',
  't m',
  'ký tên',
  'ký ghi rõ họ tên',
  'ký và ghi rõ họ tên',
  'ký họ tên',
  'đại diện thôn',
  'ubnd',
  'ủy ban nhân dân',
];
const dated =
  /ngày\s*[\d.…_]*\s*tháng\s*[\d.…_]*\s*năm\s*[\d.…_]+|ngay\s*[\d.…_]*\s*thang\s*[\d.…_]*\s*nam\s*[\d.…_]+/i;

export const isOffice = (text: string): boolean => isOneOf(wordsOf(text), offices);

/**
 * True for a line of signatures.
 * @param births columns in which dates are birth dates
 * @param isFilled whether the row has a place or a number, as rows of people do
 */
export function isSignature(cells: readonly string[], births: ReadonlySet<number>, isFilled: boolean): boolean {
  const filled = cells.flatMap((cell, column) => (cell === '' || births.has(column) ? [] : [cell]));
  if (filled.length === 0 || filled.length > 4) return false;
  if (filled.length <= 2 && filled.some((cell) => dated.test(cell))) return true;
  return filled.some((cell) => {
    const words = wordsOf(cell);
    if (isOffice(cell)) return !isFilled || filled.length === 1;
    return (
      !isFilled &&
      beginsWith(words, offices) > 1 &&
      (cell === cell.toUpperCase() || has(words, ['ký']) || words.words.length > 5)
    );
  });
}
