import type { RosterProblem } from '../../../src/domain/roster/problems.ts';
import type { LeftOut } from '../../../src/domain/roster/row-draft.ts';

/** A village's list as its head might have it: 200 rows below a title, twenty kinds of mistakes among them. */
export const header = ['STT', 'Họ và tên chủ hộ', 'Số nhà', 'Xóm', 'Số nhân khẩu'] as const;

type Line = readonly [stt: string, name: string, address: string, cluster: string, note: string];
const long = (word: string): string => `${word} `.repeat(60).trim();

/** Each kind of mistake with a line that has it. */
const wrong: readonly (readonly [RosterProblem | LeftOut, Line])[] = [
  ['noName', ['', '', 'Nhà 5', 'Xóm 1', '4']],
  ['nameIsNumber', ['', '1234', 'Nhà 5', 'Xóm 1', '4']],
  ['nameTooShort', ['', 'A', 'Nhà 5', 'Xóm 1', '4']],
  ['nameTooLong', ['', long('Mẫu'), 'Nhà 5', 'Xóm 1', '4']],
  ['nameHasNumber', ['', 'Mẫu Văn Ất 2', 'Nhà 5', 'Xóm 1', '4']],
  ['nameIsPlace', ['', 'Nhà số 12', 'Nhà 5', 'Xóm 1', '4']],
  ['twoNames', ['', 'Mẫu Văn Ất, Mẫu Thị Bính', 'Nhà 5', 'Xóm 1', '4']],
  ['twoNames', ['', 'Mẫu Văn Ất và Mẫu Thị Bính', 'Nhà 5', 'Xóm 1', '4']],
  ['placeholder', ['', 'không rõ', 'Nhà 5', 'Xóm 1', '4']],
  ['placeholder', ['', '-', 'Nhà 5', 'Xóm 1', '4']],
  ['unreadable', ['', 'M?u V?n B?y', 'Nhà 5', 'Xóm 1', '4']],
  ['formulaError', ['', '#REF!', 'Nhà 5', 'Xóm 1', '4']],
  ['formulaError', ['', 'Mẫu Văn Tám', '#N/A', 'Xóm 1', '4']],
  ['idNumber', ['', 'Mẫu Văn Chín', 'CCCD 066 099 000 001', 'Xóm 1', '4']],
  ['phoneNumber', ['', 'Mẫu Văn Mười', 'ĐT 0900 000 001', 'Xóm 1', '4']],
  ['phoneNumber', ['', 'Mẫu Văn Mười 0900000002', 'Nhà 5', 'Xóm 1', '4']],
  ['placeTooLong', ['', 'Mẫu Văn Dài', long('cạnh'), 'Xóm 1', '4']],
  ['clusterTooLong', ['', 'Mẫu Văn Dài', 'Nhà 5', long('xóm'), '4']],
  ['twiceInFile', ['', 'MẪU VĂN 0', 'Nhà 0', 'Xóm 0', '4']],
  ['headerAgain', [...header]],
  ['total', ['', 'Tổng cộng', '200 hộ', '', '800']],
  ['unreadable', ['', 'Nguyễn V¨n Mẫu', 'Nhà 5', 'Xóm 1', '4']],
  ['unreadable', ['', 'Mẫu Văn Bảy', 'Xóm ??i', 'Xóm 1', '4']],
  ['onlyNumber', ['201', '', '', '', '']],
];

const names = ['Một', 'Hai', 'Ba', 'Bốn', 'Năm', 'Sáu', 'Bảy', 'Tám', 'Chín', 'Mười', 'Tý', 'Sửu', 'Dần'];
const goodLine = (n: number): Line => [
  String(n + 1),
  n % 9 === 4 ? `Y Mẫu ${names[n % 13]!} Niê` : `Mẫu Văn ${names[n % 13]!}`,
  `Nhà ${n}`,
  `Xóm ${n % 4}`,
  '4',
];

export interface MistakenList {
  readonly rows: readonly (readonly string[])[];
  /** Row number in the file, from 1, of each mistake. */
  readonly expected: ReadonlyMap<number, RosterProblem | LeftOut>;
  readonly good: number;
}

/** Title, an empty line, the header in row 4, then 200 rows, every eighth of them mistaken. */
export function mistakenList(): MistakenList {
  const rows: (readonly string[])[] = [
    ['UBND XÃ MẪU'],
    ['DANH SÁCH CHỦ HỘ THÔN MẪU NĂM 2026, ĐỊA CHỈ VÀ XÓM CỦA TỪNG HỘ'],
    [],
    [...header],
  ];
  const expected = new Map<number, RosterProblem | LeftOut>();
  let mistakes = 0;
  for (let n = 0; n < 200; n++) {
    const next = n % 8 === 7 ? wrong[mistakes++] : undefined;
    if (next?.[0] === 'twiceInFile') {
      rows.push(
        next[1].map((cell = '', at) => (at === 1 ? goodLine(0)[1].toUpperCase() : at === 3 ? goodLine(0)[3] : cell)),
      );
      expected.set(rows.length, next[0]);
    } else if (next) {
      rows.push(next[1].map((cell) => cell ?? ''));
      expected.set(rows.length, next[0]);
    } else rows.push(goodLine(n).map((cell) => cell ?? ''));
  }
  return { rows, expected, good: 200 - expected.size };
}

export const toCsv = (rows: readonly (readonly string[])[], delimiter: string): string =>
  rows
    .map((cells) =>
      cells
        .map((cell) => (cell.includes(delimiter) || /["\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell))
        .join(delimiter),
    )
    .join('\r\n');

// Windows-1258 (https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1258.TXT): tones are bytes of their
// own.
const cp1258: Readonly<Record<string, number>> = {
  Ă: 0xc3,
  ă: 0xe3,
  Đ: 0xd0,
  đ: 0xf0,
  Ơ: 0xd5,
  ơ: 0xf5,
  Ư: 0xdd,
  ư: 0xfd,
  '̀': 0xcc,
  '̉': 0xd2,
  '̃': 0xde,
  '́': 0xec,
  '̣': 0xf2,
};
const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu;

export function toWindows1258(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const sign of text.normalize('NFC')) {
    const apart = sign.normalize('NFD');
    const base = apart.replace(tones, '').normalize('NFC');
    for (const part of [base, ...(apart.match(tones) ?? [])]) {
      const code = cp1258[part] ?? part.codePointAt(0)!;
      if (code > 0xff) throw new Error(`Windows-1258 has no ${part}`);
      bytes.push(code);
    }
  }
  return Uint8Array.from(bytes);
}
